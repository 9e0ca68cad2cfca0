using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

#pragma warning disable MA0009, MA0023 // Reads only what our own writer made; an attack on these patterns would be ours.

namespace IntakePipeline.Tests.Receipts.Pdf;

/// <summary>
/// Reads back a file that our writer made, by the file's own tables: nothing is found unless the cross-reference table leads to it, and text only through
/// the fonts' ToUnicode maps.
/// </summary>
internal sealed partial class PdfProbe
{
    private readonly string file;
    private readonly Dictionary<int, int> offsets = [];

    public PdfProbe(byte[] bytes)
    {
        file = Encoding.Latin1.GetString(bytes);
        var table = int.Parse(StartXref().Match(file).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal("xref\n0 ", file.Substring(table, 7));
        var lines = file[table..].Split('\n');
        var count = int.Parse(lines[1].Split(' ')[1], CultureInfo.InvariantCulture);
        Assert.Equal("0000000000 65535 f ", lines[2]);
        for (var number = 1; number < count; number++)
        {
            // Every entry takes twenty bytes, the line end among them.
            Assert.Matches(@"^\d{10} 00000 n $", lines[2 + number]);
            offsets[number] = int.Parse(lines[2 + number].AsSpan(0, 10), CultureInfo.InvariantCulture);
        }

        Trailer = file[file.IndexOf("trailer\n", table, StringComparison.Ordinal)..];
        Catalog = Object(Reference(Trailer, "Root"));
        var tree = Object(Reference(Catalog, "Pages"));
        Pages = [.. References().Matches(Group(tree, "Kids")).Select(kid => new ProbePage(this, Number(kid)))];
    }

    public string Trailer { get; }

    public string Catalog { get; }

    public IReadOnlyList<ProbePage> Pages { get; }

    public IEnumerable<int> Numbers => offsets.Keys;

    /// <summary>What a reader sees, page after page, line after line as drawn.</summary>
    public string Text => string.Join('\n', Pages.SelectMany(p => p.Lines).Select(l => l.Text));

    /// <summary>An object's text without its stream.</summary>
    public string Object(int number)
    {
        var start = offsets[number];
        var head = FormattableString.Invariant($"{number} 0 obj\n");
        Assert.Equal(head, file.Substring(start, head.Length));
        start += head.Length;
        var (end, stream) = (file.IndexOf("\nendobj", start, StringComparison.Ordinal), file.IndexOf("\nstream\n", start, StringComparison.Ordinal));
        return file[start..(stream >= 0 && stream < end ? stream : end)];
    }

    /// <summary>A stream's bytes, decompressed.</summary>
    public byte[] Stream(int number)
    {
        var dictionary = Object(number);
        var start = file.IndexOf("\nstream\n", offsets[number], StringComparison.Ordinal) + 8;
        var length = int.Parse(Regex.Match(dictionary, @"/Length (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal("\nendstream\nendobj\n", file.Substring(start + length, 18));
        var raw = Encoding.Latin1.GetBytes(file.Substring(start, length));
        if (!dictionary.Contains("/FlateDecode", StringComparison.Ordinal))
            return raw;
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(raw), CompressionMode.Decompress))
            zlib.CopyTo(output);
        return output.ToArray();
    }

    public static int Reference(string dictionary, string key)
    {
        var match = Regex.Match(dictionary, $@"/{key} (\d+) 0 R");
        Assert.True(match.Success, $"No reference {key} in {dictionary}");
        return Number(match);
    }

    private static string Group(string dictionary, string key) => Regex.Match(dictionary, $@"/{key}\[([^\]]*)\]").Groups[1].Value;

    private static int Number(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex References();
}
