using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using IntakePipeline.Panel;
using NodaTime;

namespace IntakePipeline.Tests.Panel;

/// <summary>Workbooks, read again as the format says they are read.</summary>
public sealed class WorkbookTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    [Fact]
    public async Task Texts_numbers_days_and_moments_are_read_as_what_they_are()
    {
        object[] row = ["=1+1", "a < b & \"c\" > d\u0001 😀 _x0041_", 17L, new LocalDate(2012, 6, 20), new LocalDateTime(2012, 6, 20, 18, 30, 15), "", " e "];
        using var book = await WriteAsync([row], Workbook.MaxRows, "Text", "b", "c", "d", "e", "f", "g");
        var sheet = Assert.Single(Sheets(book));
        Assert.Equal("Expedients", sheet.Name);
        Assert.Equal(["Text", "b", "c", "d", "e", "f", "g"], Cells(sheet.Xml, 1).Select(Text));

        var cells = Cells(sheet.Xml, 2);
        Assert.Equal(["A2", "B2", "C2", "D2", "E2", "G2"], cells.Select(c => (string)c.Attribute("r")!));
        Assert.Equal(["=1+1", "a < b & \"c\" > d 😀 _x005F_x0041_"], cells[..2].Select(Text));
        Assert.Equal(" e ", Text(cells[^1]));
        Assert.All(cells[..2], c => Assert.Equal("inlineStr", (string?)c.Attribute("t")));
        Assert.Empty(sheet.Xml.Descendants(Main + "f"));
        Assert.Equal("17", cells[2].Element(Main + "v")!.Value);
        // A spreadsheet's days and .NET's old automation dates are the same thing.
        Assert.Equal(new DateTime(2012, 6, 20), DateTime.FromOADate(Number(cells[3])));
        Assert.Equal(new DateTime(2012, 6, 20, 18, 30, 15), DateTime.FromOADate(Number(cells[4])), TimeSpan.FromMilliseconds(1));
        Assert.Equal(["yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm:ss"], cells[3..5].Select(c => FormatOf(book, c)));
    }

    [Fact]
    public async Task The_head_stays_in_sight_and_filters()
    {
        using var book = await WriteAsync([["x", "y"], ["z", "w"]], Workbook.MaxRows, "a", "b");
        var sheet = Assert.Single(Sheets(book)).Xml;
        var pane = sheet.Descendants(Main + "pane").Single();
        Assert.Equal(("1", "frozen", "A2"), ((string?)pane.Attribute("ySplit"), (string?)pane.Attribute("state"), (string?)pane.Attribute("topLeftCell")));
        Assert.Equal("A1:B3", (string?)sheet.Descendants(Main + "autoFilter").Single().Attribute("ref"));
    }

    [Theory]
    [InlineData(0, new[] { 1 })]
    [InlineData(4, new[] { 5 })]
    [InlineData(5, new[] { 5, 2 })]
    [InlineData(8, new[] { 5, 5 })]
    [InlineData(9, new[] { 5, 5, 2 })]
    public async Task What_a_sheet_cannot_hold_goes_on_in_the_next(int rows, int[] expected)
    {
        using var book = await WriteAsync([.. Enumerable.Range(0, rows).Select(i => new object[] { (long)i })], 5, "n");
        var sheets = Sheets(book);
        Assert.Equal(expected, sheets.Select(s => s.Xml.Descendants(Main + "row").Count()));
        Assert.Equal(
            Enumerable.Range(0, rows), sheets.SelectMany(s => s.Xml.Descendants(Main + "row").Skip(1)).Select(r => (int)Number(r.Elements(Main + "c").Single())));
        Assert.Equal(sheets.Count, sheets.Select(s => s.Name).Distinct().Count());
    }

    [Fact]
    public async Task Columns_go_on_after_z()
    {
        using var book = await WriteAsync([[.. Enumerable.Range(0, 60).Select(i => (object)(long)i)]], Workbook.MaxRows, [.. Enumerable.Range(0, 60).Select(i => $"c{i}")]);
        var cells = Cells(Assert.Single(Sheets(book)).Xml, 2);
        Assert.Equal(["Z2", "AA2", "AZ2", "BA2", "BH2"], new[] { 25, 26, 51, 52, 59 }.Select(i => (string)cells[i].Attribute("r")!));
    }

    private static async Task<ZipArchive> WriteAsync(IEnumerable<object[]> rows, int maxRows, params string[] columns)
    {
        var memory = new MemoryStream();
        await using (var forward = new ForwardOnly(memory))
            await Workbook.WriteAsync(forward, "Expedients", [.. columns.Select(c => (c, 10))], rows, default, maxRows);
        memory.Position = 0;
        return new ZipArchive(memory, ZipArchiveMode.Read);
    }

    // By the relations of the parts, as a spreadsheet finds them.
    private static IReadOnlyList<(string Name, XDocument Xml)> Sheets(ZipArchive book)
    {
        var targets = Part(book, "xl/_rels/workbook.xml.rels").Root!.Elements(Package + "Relationship").ToDictionary(r => (string)r.Attribute("Id")!, r => (string)r.Attribute("Target")!);
        var start = Part(book, "_rels/.rels").Root!.Elements(Package + "Relationship").Single();
        Assert.Equal("xl/workbook.xml", (string?)start.Attribute("Target"));
        var types = Part(book, "[Content_Types].xml").Root!.Elements().Select(e => (string?)e.Attribute("PartName")).ToHashSet();
        Assert.All(book.Entries.Where(e => e.FullName.StartsWith("xl/", StringComparison.Ordinal) && !e.FullName.EndsWith(".rels", StringComparison.Ordinal)), e => Assert.Contains("/" + e.FullName, types));
        return [.. Part(book, "xl/workbook.xml").Descendants(Main + "sheet").Select(s => ((string)s.Attribute("name")!, Part(book, "xl/" + targets[(string)s.Attribute(Relations + "id")!])))];
    }

    private static List<XElement> Cells(XDocument sheet, int row) => [.. sheet.Descendants(Main + "row").Single(r => (int)r.Attribute("r")! == row).Elements(Main + "c")];

    private static string Text(XElement cell) => cell.Element(Main + "is")!.Element(Main + "t")!.Value;

    private static double Number(XElement cell) => double.Parse(cell.Element(Main + "v")!.Value, CultureInfo.InvariantCulture);

    private static string FormatOf(ZipArchive book, XElement cell)
    {
        var styles = Part(book, "xl/styles.xml");
        var style = styles.Descendants(Main + "cellXfs").Single().Elements().ElementAt((int)cell.Attribute("s")!);
        return (string)styles.Descendants(Main + "numFmt").Single(f => (string?)f.Attribute("numFmtId") == (string?)style.Attribute("numFmtId")).Attribute("formatCode")!;
    }

    private static XDocument Part(ZipArchive book, string name)
    {
        using var stream = book.GetEntry(name)!.Open();
        return XDocument.Load(stream, LoadOptions.PreserveWhitespace);
    }

    /// <summary>What an answer over HTTP is: it cannot be sought and must not be written to synchronously.</summary>
    private sealed class ForwardOnly(Stream to) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => throw new InvalidOperationException("Synchronous.");

        public override Task FlushAsync(CancellationToken cancellationToken) => to.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => to.WriteAsync(buffer, offset, count, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => to.WriteAsync(buffer, cancellationToken);
    }
}
