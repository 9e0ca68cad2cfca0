using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

#pragma warning disable MA0009, MA0023 // Reads only what our own writer made; an attack on these patterns would be ours.

namespace IntakePipeline.Tests.Receipts.Pdf;

/// <summary>One line of text as a page draws it; the baseline starts at (<paramref name="X"/>, <paramref name="Y"/>) from the lower left corner.</summary>
internal sealed record ProbeLine(string Text, double X, double Y, double Size, double Width, bool Level);

/// <summary>A page and the text its operators show.</summary>
internal sealed partial class ProbePage
{
    public ProbePage(PdfProbe file, int number)
    {
        var page = file.Object(number);
        var resources = file.Object(PdfProbe.Reference(page, "Resources"));
        Fonts = FontNames().Matches(resources).ToDictionary(m => m.Groups[1].Value, m => new ProbeFont(file, int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture)), StringComparer.Ordinal);
        Content = Encoding.Latin1.GetString(file.Stream(PdfProbe.Reference(page, "Contents")));
        Lines = [.. ShownText().Matches(Content).Select(Line)];
    }

    public IReadOnlyDictionary<string, ProbeFont> Fonts { get; }

    public string Content { get; }

    public IReadOnlyList<ProbeLine> Lines { get; }

    private ProbeLine Line(Match match)
    {
        var font = Fonts[match.Groups[1].Value];
        var size = double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        var matrix = match.Groups[3].Value.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        var codes = Codes(match.Groups[4].Value).ToList();
        var text = string.Concat(codes.Select(c => font.Meanings[c]));
        // A space at the end parts words for those who hear the text; it takes no room on paper.
        var shown = text.EndsWith(' ') ? codes[..^1] : codes;
        return new ProbeLine(text.TrimEnd(' '), matrix[4], matrix[5], size, shown.Sum(c => font.Widths[c]) * size / 1000, matrix[0] == 1);
    }

    private static IEnumerable<int> Codes(string escaped)
    {
        var bytes = Regex.Replace(escaped, @"\\([\s\S])", m => m.Groups[1].Value == "r" ? "\r" : m.Groups[1].Value);
        for (var i = 0; i < bytes.Length; i += 2)
            yield return (bytes[i] << 8) | bytes[i + 1];
    }

    [GeneratedRegex(@"/(F\d+) (\d+) 0 R")]
    private static partial Regex FontNames();

    [GeneratedRegex(@"BT /(F\d+) ([\d.]+) Tf ((?:-?[\d.]+ ){5}-?[\d.]+) Tm \(((?:[^\\()]|\\[\s\S])*)\) Tj ET\n")]
    private static partial Regex ShownText();
}

/// <summary>An embedded font as the file describes it.</summary>
internal sealed partial class ProbeFont
{
    public ProbeFont(PdfProbe file, int number)
    {
        var font = file.Object(number);
        Assert.Contains("/Subtype/Type0", font, StringComparison.Ordinal);
        Assert.Contains("/Encoding/Identity-H", font, StringComparison.Ordinal);
        var descendant = file.Object(int.Parse(Regex.Match(font, @"/DescendantFonts\[(\d+) 0 R\]").Groups[1].Value, CultureInfo.InvariantCulture));
        var descriptor = file.Object(PdfProbe.Reference(descendant, "FontDescriptor"));
        Program = file.Stream(PdfProbe.Reference(descriptor, "FontFile2"));
        var length = int.Parse(Regex.Match(file.Object(PdfProbe.Reference(descriptor, "FontFile2")), @"/Length1 (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal(Program.Length, length);
        Name = Regex.Match(font, @"/BaseFont/([^/]+)/").Groups[1].Value;
        var map = Encoding.ASCII.GetString(file.Stream(PdfProbe.Reference(font, "ToUnicode")));
        Meanings = Mappings().Matches(map[map.IndexOf("beginbfchar", StringComparison.Ordinal)..]).ToDictionary(m => int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture), m => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(m.Groups[2].Value)));
        Widths = Regex.Match(descendant, @"/W\[1\[([\d ]+)\]\]").Groups[1].Value.Split(' ')
            .Select((w, i) => KeyValuePair.Create(i + 1, int.Parse(w, CultureInfo.InvariantCulture))).ToDictionary();
    }

    public string Name { get; }

    public byte[] Program { get; }

    public IReadOnlyDictionary<int, string> Meanings { get; }

    public IReadOnlyDictionary<int, int> Widths { get; }

    [GeneratedRegex("^<([0-9A-F]{4})> <([0-9A-F]+)>$", RegexOptions.Multiline)]
    private static partial Regex Mappings();
}
