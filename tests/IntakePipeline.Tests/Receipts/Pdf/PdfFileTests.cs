using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Fonts;
using static IntakePipeline.Tests.Receipts.ReceiptSamples;

namespace IntakePipeline.Tests.Receipts.Pdf;

public sealed class PdfFileTests
{
    private static readonly TrueTypeFont[] Originals = [ReceiptFonts.Regular.Font, ReceiptFonts.Bold.Font, ReceiptFonts.Mono.Font];

    private const string OtherScripts = "Ωμέγα Жук 漢 😀";

    [Fact]
    public void The_same_receipt_gives_the_same_bytes_and_another_one_others()
    {
        var first = ReceiptPdf.Render(InTime, Seal);
        Assert.Equal(first, ReceiptPdf.Render(Of(Draft with { Documents = [.. Draft.Documents] }), Seal));
        Assert.NotEqual(Id(first), Id(ReceiptPdf.Render(Of(Draft with { ProjectTitle = "Un altre" }), Seal)));

        static string Id(byte[] file)
        {
            var trailer = new PdfProbe(file).Trailer;
            return trailer[trailer.IndexOf("/ID", StringComparison.Ordinal)..];
        }
    }

    [Fact]
    public void The_culture_of_the_machine_changes_no_byte()
    {
        var expected = ReceiptPdf.Render(InTime, Seal);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(expected, ReceiptPdf.Render(InTime, Seal));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task Receipts_drawn_at_the_same_time_do_not_disturb_each_other()
    {
        var expected = ReceiptPdf.Render(InTime, Seal);
        var drawn = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() =>
            (Title: i, Bytes: ReceiptPdf.Render(i % 2 == 0 ? InTime : Of(Draft with { ProjectTitle = OtherScripts + i }), Seal)))));
        Assert.All(drawn.Where(d => d.Title % 2 == 0), d => Assert.Equal(expected, d.Bytes));
    }

    [Fact]
    public void Every_object_is_where_the_table_says_and_is_referred_to()
    {
        var pdf = new PdfProbe(ReceiptPdf.Render(InTime, Seal));
        var all = string.Concat(pdf.Numbers.Select(pdf.Object)) + pdf.Trailer;
        Assert.All(pdf.Numbers, n => Assert.Matches($@"(^|[^\d]){n} 0 R", all));
        Assert.Contains("/Type/Catalog", pdf.Catalog, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Res d'especial")]
    [InlineData(OtherScripts)]
    public void Fonts_are_embedded_with_the_widths_and_meanings_the_file_states(string title)
    {
        var pdf = new PdfProbe(ReceiptPdf.Render(Of(Draft with { ProjectTitle = title }), Seal));
        Assert.Equal(3, pdf.Pages[0].Fonts.Count);
        foreach (var font in pdf.Pages[0].Fonts.Values)
        {
            Assert.Matches("^[A-Z]{6}\\+DejaVu", font.Name);
            var program = font.Program;
            Assert.Equal(font.Meanings.Keys.Order(), font.Widths.Keys.Order());
            Assert.Equal(font.Meanings.Count, font.Meanings.Values.Distinct(StringComparer.Ordinal).Count());
            var original = Originals.Single(f => font.Name.EndsWith($"+{f.PostScriptName}", StringComparison.Ordinal));
            var horizontal = EmbeddedTable(program, "hmtx");
            var outlines = EmbeddedTable(program, "glyf");
            foreach (var (number, meaning) in font.Meanings)
            {
                var glyph = original.GlyphOf(char.ConvertToUtf32(meaning, 0));
                Assert.Equal(original.AdvanceOf(glyph), BinaryPrimitives.ReadUInt16BigEndian(horizontal[(4 * number)..]));
                Assert.Equal(font.Widths[number], original.AdvanceOf(glyph) * 1000 / 2048d, 0.5);
                // Number of contours and the box around them tell whether it is the same shape.
                var start = BinaryPrimitives.ReadInt32BigEndian(EmbeddedTable(program, "loca")[(4 * number)..]);
                if (!original.OutlineOf(glyph).IsEmpty)
                    Assert.Equal(original.OutlineOf(glyph)[..10].ToArray(), outlines.Slice(start, 10).ToArray());
            }
        }
    }

    [Fact]
    public void The_document_says_its_title_language_and_time()
    {
        var pdf = new PdfProbe(ReceiptPdf.Render(InTime, Seal));
        Assert.Contains("/Lang(ca-ES-valencia)", pdf.Catalog, StringComparison.Ordinal);
        var info = pdf.Object(PdfProbe.Reference(pdf.Trailer, "Info"));
        Assert.Contains("/CreationDate(D:20120620090000+02'00')", info, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("Resguard acreditatiu de presentació 2012/000017")), info, StringComparison.Ordinal);
        var xmp = XDocument.Parse(Encoding.UTF8.GetString(pdf.Stream(PdfProbe.Reference(pdf.Catalog, "Metadata"))));
        XNamespace dc = "http://purl.org/dc/elements/1.1/", rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", about = "http://ns.adobe.com/xap/1.0/";
        Assert.Equal("2012-06-20T09:00:00+02:00", xmp.Descendants(about + "CreateDate").Single().Value);
        Assert.Equal(["ca-ES-valencia", "es-ES"], xmp.Descendants(dc + "language").Descendants(rdf + "li").Select(e => e.Value));
        Assert.Contains(
            xmp.Descendants(dc + "title").Descendants(rdf + "li"),
            e => e.Value == "Resguardo acreditativo de presentación 2012/000017" && e.Attribute(XNamespace.Xml + "lang")!.Value == "es-ES");
    }

    [Fact]
    public void The_metadata_names_no_person()
    {
        var pdf = new PdfProbe(ReceiptPdf.Render(InTime, Seal));
        var about = pdf.Object(PdfProbe.Reference(pdf.Trailer, "Info")) + Encoding.UTF8.GetString(pdf.Stream(PdfProbe.Reference(pdf.Catalog, "Metadata")));
        Assert.All(
            (string[])["B12345674", "12345678Z", "Vilafranca", Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("Vilafranca"))],
            word => Assert.DoesNotContain(word, about, StringComparison.Ordinal));
    }

    private static ReadOnlySpan<byte> EmbeddedTable(byte[] program, string tag)
    {
        for (var record = 12; ; record += 16)
        {
            if (Encoding.ASCII.GetString(program, record, 4) == tag)
                return program.AsSpan(Number(record + 8), Number(record + 12));
        }

        int Number(int at) => (program[at] << 24) | (program[at + 1] << 16) | (program[at + 2] << 8) | program[at + 3];
    }
}
