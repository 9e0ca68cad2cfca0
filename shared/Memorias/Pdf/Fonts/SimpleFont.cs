using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>A font with one byte a code: Type 1, TrueType, Type 3 (ISO 32000-1, 9.6).</summary>
internal sealed class SimpleFont : PdfFont
{
    private const int SymbolicFlag = 4;

    private readonly Glyph[] _glyphs;

    private SimpleFont(Glyph[] glyphs) => _glyphs = glyphs;

    public override Glyph Next(ReadOnlySpan<byte> text, out int length)
    {
        length = 1;
        return _glyphs[text[0]];
    }

    public static SimpleFont Read(PdfDictionary font, ToUnicode? toUnicode, ObjectStore objects)
    {
        var baseFont = WithoutSubsetTag(objects.Resolve(font["BaseFont"]).Name ?? "");
        var descriptor = objects.Resolve(font["FontDescriptor"]).Dictionary;
        var characters = Characters(font, descriptor, baseFont, objects);
        var widths = Widths(font, descriptor, baseFont, characters, objects);
        var glyphs = new Glyph[256];
        for (var code = 0; code < 256; code++)
            glyphs[code] = new Glyph(toUnicode?.TextOf(code) ?? characters[code], widths[code]);
        return new SimpleFont(glyphs);
    }

    private static string WithoutSubsetTag(string name) => name.Length > 7 && name[6] == '+' ? name[7..] : name;

    private static string?[] Characters(PdfDictionary font, PdfDictionary? descriptor, string baseFont, ObjectStore objects)
    {
        var encoding = objects.Resolve(font["Encoding"]);
        var named = encoding.Name ?? objects.Resolve(encoding.Dictionary?["BaseEncoding"] ?? default).Name;
        var characters = (string?[])(Named(named) ?? BuiltIn(font, descriptor, baseFont, objects)).Clone();
        if (encoding.Dictionary is not { } dictionary || objects.Resolve(dictionary["Differences"]).Array is not { } differences)
            return characters;
        var code = 0;
        foreach (var item in differences)
        {
            var value = objects.Resolve(item);
            if (value.Integer is { } start)
                code = start;
            else if (value.Name is { } name && code is >= 0 and < 256)
                characters[code++] = baseFont == "ZapfDingbats" ? FontTables.TextOfDingbat(name) : FontTables.TextOfGlyph(name);
        }

        return characters;
    }

    private static string?[]? Named(string? encoding) => encoding switch
    {
        "WinAnsiEncoding" => FontTables.Encoding("WinAnsi"),
        "MacRomanEncoding" => FontTables.Encoding("MacRoman"),
        "StandardEncoding" => FontTables.Encoding("Standard"),
        _ => null,
    };

    /// <summary>What codes mean in a font that names no encoding. A symbolic TrueType font gives codes a meaning of its own, which is not guessed.</summary>
    private static string?[] BuiltIn(PdfDictionary font, PdfDictionary? descriptor, string baseFont, ObjectStore objects)
    {
        if (baseFont is "Symbol" or "ZapfDingbats")
            return FontTables.Encoding(baseFont);
        if (descriptor is not null && objects.Resolve(descriptor["FontFile"]).Stream is { } program && Type1Encoding.Read(program, objects) is { } own)
            return own;
        if (descriptor is not null && objects.Resolve(descriptor["FontFile3"]).Stream is { } compact && objects.Resolve(compact.Dictionary["Subtype"]).Name == "Type1C"
            && CffEncoding.Read(compact, objects) is { } compactOwn)
            return compactOwn;
        var symbolic = ((objects.Resolve(descriptor?["Flags"] ?? default).Integer ?? 0) & SymbolicFlag) != 0;
        var subtype = objects.Resolve(font["Subtype"]).Name;
        if (subtype == "Type3" || (symbolic && FontTables.CoreName(baseFont) is null))
            return new string?[256];
        return FontTables.Encoding(subtype == "TrueType" ? "WinAnsi" : "Standard");
    }

    private static double[] Widths(PdfDictionary font, PdfDictionary? descriptor, string baseFont, string?[] characters, ObjectStore objects)
    {
        // Widths of a Type 3 font are in its own glyph space.
        var scale = objects.Resolve(font["Subtype"]).Name == "Type3" && Content.Matrix.From(font["FontMatrix"], objects) is { } matrix ? Math.Abs(matrix.A) : 0.001;
        var widths = new double[256];
        var given = objects.Resolve(font["Widths"]).Array;
        if (given is null && FontTables.CoreWidths(baseFont) is { } core)
        {
            for (var code = 0; code < 256; code++)
                widths[code] = (characters[code] is { } character && core.TryGetValue(character, out var width) ? width : 0) * scale;
            return widths;
        }

        Array.Fill(widths, (objects.Resolve(descriptor?["MissingWidth"] ?? default).Number ?? (given is null ? 500 : 0)) * scale);
        var first = objects.Resolve(font["FirstChar"]).Integer ?? 0;
        for (var i = 0; given is not null && i < Math.Min(given.Length, 256); i++)
        {
            if (first + (long)i is >= 0 and < 256 && objects.Resolve(given[i]).Number is { } width)
                widths[first + i] = width * scale;
        }

        return widths;
    }
}
