using System.Text;
using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>Reads the encoding that a font program in the Compact Font Format carries (Adobe Technical Note 5176, 12 and 13).</summary>
internal static class CffEncoding
{
    private const int MaxName = 127;
    private const int SupplementFlag = 0x80;

    /// <summary>Null when the program gives none, or is damaged where it does.</summary>
    public static string?[]? Read(PdfStream program, ObjectStore objects)
    {
        using var decoded = objects.Decoder.Decode(program);
        return decoded is null ? null : Read(decoded.Span);
    }

    /// <summary>Likewise, of the font itself.</summary>
    internal static string?[]? Read(ReadOnlySpan<byte> font)
    {
        // After the header come the fonts' names, their top dictionaries, of which there is one, and the strings.
        var reader = new CffReader(font, 2);
        reader.Position = reader.Number(1);
        reader.Index();
        var dictionaries = reader.Index();
        var strings = reader.Index();
        var top = CffTopDictionary.Read(reader.Entry(dictionaries, 0));
        if (reader.Failed || font[0] != 1 || dictionaries.Count == 0 || !top.HasNames || top.Encoding < 0)
            return null;
        return top.Encoding switch
        {
            0 => FontTables.Encoding("Standard"),
            1 => Expert(),
            _ => Own(font, top, strings),
        };
    }

    private static string?[] Expert()
    {
        var characters = new string?[256];
        foreach (var (code, first, count) in CffTables.ExpertEncoding)
        {
            for (var i = 0; i < count; i++)
                characters[code + i] = FontTables.TextOfGlyph(FontTables.CffStrings[first + i]);
        }

        return characters;
    }

    private static string?[]? Own(ReadOnlySpan<byte> font, CffTopDictionary top, CffIndex strings)
    {
        if (CffCharset.Read(font, top) is not { } charset)
            return null;
        var characters = new string?[256];
        var reader = new CffReader(font, top.Encoding);
        var format = reader.Number(1);
        var count = reader.Number(1);
        // Glyph 0 stands for what is not there and has no code.
        var glyph = 1;
        for (var i = 0; i < count && !reader.Failed; i++)
        {
            var code = reader.Number(1);
            var following = (format & ~SupplementFlag) switch { 0 => 0, 1 => reader.Number(1), _ => -1 };
            if (following < 0)
                return null;
            for (var last = code + following; code <= last; code++, glyph++)
            {
                if (code < 256 && glyph < charset.Length)
                    characters[code] = TextOf(charset[glyph], font, strings);
            }
        }

        for (var left = (format & SupplementFlag) != 0 ? reader.Number(1) : 0; left > 0 && !reader.Failed; left--)
            characters[reader.Number(1)] = TextOf(reader.Number(2), font, strings);
        return reader.Failed ? null : characters;
    }

    /// <summary>The characters that a string's glyph shows; null when it names none.</summary>
    private static string? TextOf(int id, ReadOnlySpan<byte> font, CffIndex strings)
    {
        if (id < FontTables.CffStrings.Count)
            return FontTables.TextOfGlyph(FontTables.CffStrings[id]);
        var name = new CffReader(font, 0).Entry(strings, id - FontTables.CffStrings.Count);
        return name.Length is 0 or > MaxName ? null : FontTables.TextOfGlyph(Encoding.Latin1.GetString(name));
    }
}
