using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>Reads the encoding that a Type 1 font program carries in its plain-text head: <c>dup 65 /A put</c>.</summary>
internal static class Type1Encoding
{
    /// <summary>The head of a font program is shorter than this.</summary>
    private const int MaxHead = 64 * 1024;

    /// <summary>Null when the program gives none.</summary>
    public static string?[]? Read(PdfStream program, ObjectStore objects)
    {
        using var decoded = objects.Decoder.Decode(program);
        if (decoded is null)
            return null;
        var head = decoded.Span[..Math.Min(decoded.Length, MaxHead)];
        var start = head.IndexOf("/Encoding"u8);
        if (start < 0)
            return null;
        var lexer = new Lexer(head, start + 9);
        if (lexer.Is(lexer.Next(), "StandardEncoding"u8))
            return FontTables.Encoding("Standard");
        var characters = new string?[256];
        while (true)
        {
            var token = lexer.Next();
            if (token.Kind == TokenKind.End || lexer.Is(token, "eexec"u8) || lexer.Is(token, "def"u8) || lexer.Is(token, "readonly"u8))
                return characters;
            if (!lexer.Is(token, "dup"u8))
                continue;
            var code = lexer.Next();
            var name = lexer.Next();
            if (code is { Kind: TokenKind.Integer, Number: >= 0 and < 256 } && name.Kind == TokenKind.Name)
                characters[(int)code.Number] = FontTables.TextOfGlyph(objects.Names.Get(lexer.Bytes(name)));
        }
    }
}
