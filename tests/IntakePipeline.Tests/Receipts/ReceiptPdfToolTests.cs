using IntakePipeline.Receipts;
using static IntakePipeline.Tests.Receipts.ReceiptSamples;

namespace IntakePipeline.Tests.Receipts;

/// <summary>What other people's programs make of the receipts.</summary>
public sealed class ReceiptPdfToolTests
{
    private const string Title = "Cafe\u0301, al·lèrgens, Ñ, 90.000 €, Ωμέγα, Жук, שלום עולם, 漢";

    private static readonly byte[] Odd = ReceiptPdf.Render(Of(Draft with { ProjectTitle = Title, Simulated = true }), Seal);

    [Fact]
    public async Task Qpdf_finds_nothing_to_complain_about() =>
        Assert.Contains("No syntax or stream encoding errors found", await ExternalTool.RunAsync("qpdf", Odd, "--check", "{}"), StringComparison.Ordinal);

    [Fact]
    public async Task Poppler_finds_every_font_embedded_subset_and_mapped_to_unicode()
    {
        var fonts = (await ExternalTool.RunAsync("pdffonts", Odd, "{}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
        Assert.Equal(3, fonts.Count);
        Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+DejaVu\S+ +CID TrueType +Identity-H +yes yes yes ", font));
    }

    [Fact]
    public async Task Poppler_reads_the_text_back()
    {
        var text = await ExternalTool.RunAsync("pdftotext", Odd, "-enc", "UTF-8", "{}", "-");
        // Poppler adds its own marks of direction around what runs from right to left.
        var lines = text.Split('\n').Select(l => string.Concat(l.Where(c => c is not ('\u202A' or '\u202B' or '\u202C' or '\f'))).Trim()).ToList();
        Assert.All(
            (string[])
            [
                "Café, al·lèrgens, Ñ, 90.000 €, Ωμέγα, Жук, שלום עולם, 漢", "Número de registre / Número de registro", "2012/000017", "EBT/2012/17",
                "Instal·lacions Ñandú i Fills, SL", $"SHA-256 {Digest("memoria.pdf").Hex}", "7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6GS",
                "Pàgina 1 de 2 / Página 1 de 2", "SIMULACIÓ / SIMULACIÓN",
            ],
            line => Assert.Contains(line, lines));
    }

    [Fact]
    public async Task Poppler_reads_the_documents_language_and_title()
    {
        var info = await ExternalTool.RunAsync("pdfinfo", Odd, "-enc", "UTF-8", "{}");
        Assert.Matches(@"Title: +Resguard acreditatiu de presentació 2012/000017", info);
        Assert.Matches(@"Page size: +595\.276 x 841\.89 pts \(A4\)", info);
    }

    [Fact]
    public async Task A_camera_reads_the_address_from_the_page()
    {
        var pdf = ReceiptPdf.Render(InTime, Seal);
        var picture = await ExternalTool.RunForBytesAsync("pdftoppm", pdf, "-r", "100", "-f", "2", "-l", "2", "-gray", "{}");
        Assert.Equal(InTime.VerifyAt, (await ExternalTool.RunAsync("zbarimg", picture, "-q", "--raw", "--nodbus", "{}")).Trim());
    }
}
