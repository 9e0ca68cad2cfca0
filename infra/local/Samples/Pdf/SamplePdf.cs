using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace IntakePipeline.Local.Samples.Pdf;

/// <summary>Builds small PDFs of A4 pages: text, scanned pages, and padding to an exact size. The same calls give the same bytes.</summary>
public sealed class SamplePdf
{
    private const int CatalogNumber = 1;
    private const int PagesNumber = 2;
    private const int BodyFontNumber = 3;
    private const int HeadingFontNumber = 4;

    private readonly List<byte[]> objects = [[], [], Font("Helvetica"), Font("Helvetica-Bold")];
    private readonly List<int> pages = [];

    /// <summary>Adds a page with a heading and lines below it; text beyond Latin-1 becomes a question mark.</summary>
    public SamplePdf Text(string heading, IEnumerable<string> lines)
    {
        var content = new StringBuilder();
        content.Append(CultureInfo.InvariantCulture, $"BT /H 15 Tf 64 770 Td ({Escape(heading)}) Tj ET\n");
        var y = 736;
        foreach (var line in lines)
        {
            content.Append(CultureInfo.InvariantCulture, $"BT /B 10.5 Tf 64 {y} Td ({Escape(line)}) Tj ET\n");
            y -= 16;
        }

        AddPage(content.ToString(), string.Create(CultureInfo.InvariantCulture, $"/Font << /B {BodyFontNumber} 0 R /H {HeadingFontNumber} 0 R >>"));
        return this;
    }

    /// <summary>Adds a page that is one picture, edge to edge, as a scanner makes it.</summary>
    public SamplePdf Scan(ScannedPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var image = Add(Stream(string.Create(CultureInfo.InvariantCulture,
            $"/Type /XObject /Subtype /Image /Width {page.Width} /Height {page.Height} /ColorSpace /DeviceGray /BitsPerComponent {page.BitsPerPixel}"), page.Pixels));
        AddPage(
            string.Create(CultureInfo.InvariantCulture, $"q {ScannedPage.WidthPoints} 0 0 {ScannedPage.HeightPoints} 0 0 cm /I Do Q"),
            string.Create(CultureInfo.InvariantCulture, $"/XObject << /I {image} 0 R >>"));
        return this;
    }

    /// <summary>The document.</summary>
    public byte[] ToBytes() => Write([]);

    /// <summary>The document, filled up to an exact size with a stream that no page shows.</summary>
    /// <param name="size">Bytes wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The document alone is larger, or too near for the padding to fit.</exception>
    public byte[] ToBytes(int size)
    {
        var overhead = Write(Padding(0)).Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(size, overhead);
        return Write(Padding(size - overhead));
    }

    private void AddPage(string content, string resources)
    {
        var stream = Add(Stream("", Encoding.Latin1.GetBytes(content)));
        pages.Add(Add(Ascii(
            $"<< /Type /Page /Parent {PagesNumber} 0 R /MediaBox [0 0 {ScannedPage.WidthPoints} {ScannedPage.HeightPoints}] /Contents {stream} 0 R /Resources << {resources} >> >>")));
    }

    private int Add(byte[] body)
    {
        objects.Add(body);
        return objects.Count;
    }

    private byte[] Write(byte[] padding)
    {
        objects[CatalogNumber - 1] = Ascii($"<< /Type /Catalog /Pages {PagesNumber} 0 R >>");
        objects[PagesNumber - 1] = Ascii($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(p => Invariant($"{p} 0 R")))}] >>");

        var file = new MemoryStream();
        file.Write("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
        var offsets = new List<long>();
        foreach (var body in padding.Length == 0 ? objects : [.. objects, padding])
        {
            offsets.Add(file.Position);
            file.Write(Ascii($"{offsets.Count} 0 obj\n"));
            file.Write(body);
            file.Write("\nendobj\n"u8);
        }

        var xref = file.Position;
        file.Write(Ascii($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n"));
        foreach (var offset in offsets)
            file.Write(Ascii($"{offset:D10} 00000 n \n"));
        // All figures after the padding have a fixed width, so that a byte of padding is a byte of the file.
        file.Write(Ascii($"trailer\n<< /Size {offsets.Count + 1} /Root {CatalogNumber} 0 R >>\nstartxref\n{xref:D10}\n%%EOF\n"));
        return file.ToArray();
    }

    /// <summary>A stream object of noise, which no compression on the way makes smaller.</summary>
    private static byte[] Padding(int bytes)
    {
        var noise = new byte[bytes];
#pragma warning disable CA5394 // Filler; the fixed seed makes it the same every time.
        new Random(46).NextBytes(noise);
#pragma warning restore CA5394
        return [.. Ascii($"<< /Length {bytes:D10} >>\nstream\n"), .. noise, .. "\nendstream"u8];
    }

    private static byte[] Stream(string dictionary, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return [.. Ascii($"<< {dictionary} /Filter /FlateDecode /Length {packed.Length} >>\nstream\n"), .. packed.ToArray(), .. "\nendstream"u8];
    }

    private static byte[] Font(string name) => Ascii($"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>");

    private static string Escape(string text) => string.Concat(text.Select(c => c is '(' or ')' or '\\' ? $"\\{c}" : c.ToString()));

    private static byte[] Ascii(FormattableString text) => Encoding.ASCII.GetBytes(text.ToString(CultureInfo.InvariantCulture));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
