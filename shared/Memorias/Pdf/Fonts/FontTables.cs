using System.Globalization;
using System.Text.Json;

namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>The format's fixed tables: glyph names, encodings and the widths of the fonts every reader has. Read once, from data.</summary>
internal static class FontTables
{
    private static readonly Lazy<Dictionary<string, string>> NameTable = new(() => Load("glyph-names").ToDictionary(e => e.Key, e => FromHex(e.Value), StringComparer.Ordinal));

    private static readonly Lazy<Dictionary<string, string>> DingbatTable = new(() => Load("dingbat-names").ToDictionary(e => e.Key, e => FromHex(e.Value), StringComparer.Ordinal));

    private static readonly Lazy<Dictionary<string, string?[]>> EncodingTable = new(() => Load("encodings").ToDictionary(
        e => e.Key, e => Array.ConvertAll(e.Value.Split(' '), code => code.Length == 0 ? null : FromHex(code)), StringComparer.Ordinal));

    private static readonly Lazy<Dictionary<string, Dictionary<string, int>>> WidthTable = new(() => Load("core-font-widths").ToDictionary(
        e => e.Key, e => e.Value.Split(',').Select(pair => pair.Split(' ')).ToDictionary(p => FromHex(p[0]), p => int.Parse(p[1], CultureInfo.InvariantCulture), StringComparer.Ordinal),
        StringComparer.Ordinal));

    private static readonly Lazy<string[]> CffTable = new(() => Load("cff-strings")["names"].Split(' '));

    /// <summary>The strings that every font in the Compact Font Format has, by their identifier (Adobe Technical Note 5176, appendix A).</summary>
    public static IReadOnlyList<string> CffStrings => CffTable.Value;

    /// <summary>The character that a name of Zapf Dingbats stands for; in other fonts the same names mean anything.</summary>
    public static string? TextOfDingbat(string name) => DingbatTable.Value.GetValueOrDefault(name) ?? TextOfGlyph(name);

    /// <summary>The characters a glyph name stands for, by the rules of the Adobe Glyph List; null when it names none.</summary>
    public static string? TextOfGlyph(string name)
    {
        if (NameTable.Value.TryGetValue(name, out var text))
            return text;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot == 0)
            return null;
        if (dot > 0)
            name = name[..dot];
        if (!name.Contains('_', StringComparison.Ordinal))
            return Component(name);
        var parts = Array.ConvertAll(name.Split('_'), Component);
        return Array.TrueForAll(parts, part => part is not null) ? string.Concat(parts) : null;
    }

    /// <summary>Code to character of a named encoding (<c>Standard</c>, <c>WinAnsi</c>, <c>MacRoman</c>, <c>Symbol</c>, <c>ZapfDingbats</c>).</summary>
    public static string?[] Encoding(string name) => EncodingTable.Value[name];

    /// <summary>Widths in thousandths of an em by character, for the fourteen fonts a file need not describe; null for any other font.</summary>
    public static IReadOnlyDictionary<string, int>? CoreWidths(string baseFont) =>
        CoreName(baseFont) is { } core ? WidthTable.Value[core] : null;

    /// <summary>The core font meant by a base font's name, under the names that old writers gave it too.</summary>
    public static string? CoreName(string baseFont)
    {
        if (WidthTable.Value.ContainsKey(baseFont))
            return baseFont;
        var bold = baseFont.Contains("Bold", StringComparison.Ordinal);
        var italic = baseFont.Contains("Italic", StringComparison.Ordinal) || baseFont.Contains("Oblique", StringComparison.Ordinal);
        if (baseFont.StartsWith("Arial", StringComparison.Ordinal) || baseFont.StartsWith("Helvetica", StringComparison.Ordinal))
            return (bold, italic) switch { (true, true) => "Helvetica-BoldOblique", (true, false) => "Helvetica-Bold", (false, true) => "Helvetica-Oblique", _ => "Helvetica" };
        if (baseFont.StartsWith("Times", StringComparison.Ordinal))
            return (bold, italic) switch { (true, true) => "Times-BoldItalic", (true, false) => "Times-Bold", (false, true) => "Times-Italic", _ => "Times-Roman" };
        return baseFont.StartsWith("Courier", StringComparison.Ordinal) ? "Courier" : null;
    }

    private static string? Component(string name)
    {
        if (NameTable.Value.TryGetValue(name, out var text))
            return text;
        if (name.StartsWith("uni", StringComparison.Ordinal) && name.Length >= 7 && (name.Length - 3) % 4 == 0)
        {
            var units = new char[(name.Length - 3) / 4];
            for (var i = 0; i < units.Length; i++)
            {
                if (!ushort.TryParse(name.AsSpan(3 + (i * 4), 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) || char.IsSurrogate((char)unit))
                    return null;
                units[i] = (char)unit;
            }

            return new string(units);
        }

        return name.Length is >= 5 and <= 7 && name[0] == 'u'
            && int.TryParse(name.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point) && System.Text.Rune.IsValid(point)
            ? char.ConvertFromUtf32(point)
            : null;
    }

    private static string FromHex(string code) => ((char)ushort.Parse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString();

    private static Dictionary<string, string> Load(string name)
    {
        using var data = typeof(FontTables).Assembly.GetManifestResourceStream($"Memorias.Pdf.Data.{name}.json")
            ?? throw new InvalidOperationException($"The table {name} is missing from the assembly.");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(data)!;
    }
}
