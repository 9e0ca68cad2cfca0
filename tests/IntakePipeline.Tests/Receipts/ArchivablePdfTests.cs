using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Pdf;
using IntakePipeline.Tests.Receipts.Pdf;
using static IntakePipeline.Tests.Receipts.ReceiptSamples;

#pragma warning disable MA0009, MA0023 // Reads only what our own writer made; an attack on these patterns would be ours.

namespace IntakePipeline.Tests.Receipts;

/// <summary>What PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) ask of a file and can be told from its objects.</summary>
public sealed partial class ArchivablePdfTests
{
    private static readonly Receipt Long = Of(Draft with
    {
        Simulated = true,
        ProjectTitle = "שלום 漢 \U0010FFFD " + string.Join(' ', Enumerable.Range(1, 300)),
        Documents = [.. Enumerable.Range(1, 30).Select(i => Document("annex", $"annex-{i}.pdf", i))],
    });

    public static TheoryData<string> Samples => ["short", "long"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Everything_drawn_is_either_tagged_or_an_artifact_and_the_tree_leads_both_ways(string sample)
    {
        var pdf = Probe(sample);
        var root = pdf.Object(PdfProbe.Reference(pdf.Catalog, "StructTreeRoot"));
        var parents = pdf.Object(PdfProbe.Reference(root, "ParentTree"));
        foreach (var (index, page) in pdf.Pages.Index())
        {
            var marks = MarkedContent().Matches(page.Content).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(Enumerable.Range(0, marks.Count), marks);
            // Nothing outside of marked content: what remains without it draws nothing.
            Assert.DoesNotMatch(@"\b(Tj|re|f|S|l|m)\b", AnyMarked().Replace(page.Content, ""));

            var owners = Regex.Match(parents, $@"(?:\[|\]){index}\[([^\]]*)\]").Groups[1].Value.Split(" 0 R", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(marks.Count, owners.Length);
            foreach (var (mark, owner) in owners.Index())
            {
                var element = pdf.Object(int.Parse(owner, CultureInfo.InvariantCulture));
                Assert.Contains("/Type/StructElem", element, StringComparison.Ordinal);
                Assert.Matches($@"(\[| |>>|MCID ){mark}( |\]|>>)", element[element.IndexOf("/K[", StringComparison.Ordinal)..]);
            }
        }
    }

    [Fact]
    public void Tables_are_regular_their_headers_scoped_and_the_picture_and_the_signature_have_words()
    {
        var pdf = Probe("short");
        var elements = pdf.Numbers.Select(n => (Number: n, Text: pdf.Object(n))).Where(e => e.Text.Contains("/Type/StructElem", StringComparison.Ordinal)).ToList();
        var rows = elements.Where(e => e.Text.Contains("/S/TR", StringComparison.Ordinal)).ToList();
        Assert.True(rows.Count >= 20);
        Assert.All(rows, row =>
        {
            var cells = References().Matches(row.Text[row.Text.IndexOf("/K[", StringComparison.Ordinal)..]).Select(m => pdf.Object(int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))).ToList();
            Assert.Equal(2, cells.Count);
            Assert.Contains("/S/TH", cells[0], StringComparison.Ordinal);
            Assert.Contains("/Scope/Row", cells[0], StringComparison.Ordinal);
            Assert.Contains("/S/TD", cells[1], StringComparison.Ordinal);
        });
        Assert.Single(elements, e => e.Text.Contains("/S/H1", StringComparison.Ordinal));
        var address = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(InTime.VerifyAt));
        Assert.Contains(elements, e => e.Text.Contains("/S/Figure", StringComparison.Ordinal) && e.Text.Contains(address, StringComparison.Ordinal));
        Assert.Contains(elements, e => e.Text.Contains("/S/Form", StringComparison.Ordinal) && e.Text.Contains("/Type/OBJR", StringComparison.Ordinal) && e.Text.Contains("/Alt<", StringComparison.Ordinal));
        // What is in the other language says so.
        Assert.Contains(elements, e => e.Text.Contains("/S/Div", StringComparison.Ordinal) && e.Text.Contains("/Lang(es-ES)", StringComparison.Ordinal));
    }

    [Fact]
    public void The_catalogue_says_what_the_file_claims_to_be_and_has_what_that_takes()
    {
        var pdf = Probe("long");
        Assert.Contains("/MarkInfo<</Marked true>>", pdf.Catalog, StringComparison.Ordinal);
        Assert.Contains("/DisplayDocTitle true", pdf.Catalog, StringComparison.Ordinal);
        Assert.Contains("/Lang(ca-ES-valencia)", pdf.Catalog, StringComparison.Ordinal);
        Assert.DoesNotContain("/JavaScript", pdf.Catalog, StringComparison.Ordinal);
        var xmp = XDocument.Parse(Encoding.UTF8.GetString(pdf.Stream(PdfProbe.Reference(pdf.Catalog, "Metadata"))));
        XNamespace archive = "http://www.aiim.org/pdfa/ns/id/", access = "http://www.aiim.org/pdfua/ns/id/", schema = "http://www.aiim.org/pdfa/ns/schema#";
        Assert.Equal("3", xmp.Descendants().Attributes(archive + "part").Single().Value);
        Assert.Equal("A", xmp.Descendants().Attributes(archive + "conformance").Single().Value);
        Assert.Equal("1", xmp.Descendants().Attributes(access + "part").Single().Value);
        // A schema that PDF/A does not know has to be described.
        Assert.Equal(access.NamespaceName, xmp.Descendants(schema + "namespaceURI").Single().Value);
        Assert.All(pdf.Numbers.Select(pdf.Object).Where(o => o.Contains("/Type/Page/", StringComparison.Ordinal)), page => Assert.Contains("/Tabs/S", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Colours_mean_srgb_by_a_profile_that_adds_up()
    {
        var pdf = Probe("short");
        var profile = pdf.Stream(PdfProbe.Reference(pdf.Catalog, "DestOutputProfile"));
        Assert.Equal(profile, ColourProfile.Build());
        Assert.Equal(profile.Length, BinaryPrimitives.ReadInt32BigEndian(profile));
        Assert.Equal("mntrRGB XYZ ", Encoding.ASCII.GetString(profile, 12, 12));
        Assert.Equal("acsp", Encoding.ASCII.GetString(profile, 36, 4));
        var tags = Enumerable.Range(0, BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(128))).Select(i => profile.AsSpan(132 + (12 * i), 12).ToArray()).ToDictionary(
            t => Encoding.ASCII.GetString(t, 0, 4), t => profile.AsSpan(BinaryPrimitives.ReadInt32BigEndian(t.AsSpan(4)), BinaryPrimitives.ReadInt32BigEndian(t.AsSpan(8))).ToArray(), StringComparer.Ordinal);
        Assert.Equal(["bTRC", "bXYZ", "cprt", "desc", "gTRC", "gXYZ", "rTRC", "rXYZ", "wtpt"], tags.Keys.Order(StringComparer.Ordinal));
        // The three primaries at full strength are the white of the connection space.
        for (var i = 0; i < 3; i++)
        {
            var sum = new[] { "rXYZ", "gXYZ", "bXYZ" }.Sum(t => BinaryPrimitives.ReadInt32BigEndian(tags[t].AsSpan(8 + (4 * i))) / 65536d);
            Assert.Equal(new[] { 0.9642, 1, 0.8249 }[i], sum, 0.001);
        }
    }

    [Fact]
    public async Task Poppler_takes_the_data_out_as_they_are_kept()
    {
        var path = Path.GetTempFileName();
        await ExternalTool.RunAsync("pdfdetach", ReceiptPdf.Render(Long, Seal), "-save", "1", "-o", path, "{}");
        Assert.Equal(ReceiptJson.Write(Long), await File.ReadAllBytesAsync(path));
        File.Delete(path);
    }

    [Fact]
    public async Task Poppler_hears_the_document_in_the_order_it_is_meant()
    {
        var heard = await ExternalTool.RunAsync("pdfinfo", ReceiptPdf.Render(InTime, Seal), "-struct-text", "-enc", "UTF-8", "{}");
        string[] order = ["H1 (block)", "Resguard acreditatiu", "2012/000017", "EBT/2012/17", "Instal·lacions", "memoria.pdf", "Citeu el número", "Cite el número", "7K3M-Q9TB", "Figure:", "Form"];
        var places = order.Select(part => heard.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        // A simulation is said before all else.
        var simulated = await ExternalTool.RunAsync("pdfinfo", ReceiptPdf.Render(Long, Seal), "-struct-text", "-enc", "UTF-8", "{}");
        Assert.True(simulated.IndexOf("no acredita cap presentació", StringComparison.Ordinal) < simulated.IndexOf("H1 (block)", StringComparison.Ordinal));
    }

    private static PdfProbe Probe(string sample) => new(ReceiptPdf.Render(sample == "long" ? Long : InTime, Seal));

    [GeneratedRegex(@"/(?:P|Figure)<</MCID (\d+) >>BDC")]
    private static partial Regex MarkedContent();

    [GeneratedRegex(@"/(?:P|Figure|Artifact)(?:<<[^>]*>>BDC| BMC)[\s\S]*?EMC\n")]
    private static partial Regex AnyMarked();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex References();
}
