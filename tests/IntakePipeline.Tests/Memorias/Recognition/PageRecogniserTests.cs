using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Memorias.Recognition;
using IntakePipeline.Tests.Memorias.Pdf;

namespace IntakePipeline.Tests.Memorias.Recognition;

public sealed class PageRecogniserTests
{
    [Fact]
    public async Task A_scan_without_text_is_read_marked_and_told_with_its_confidence()
    {
        Assert.SkipWhen(Tesseract.Installed is null, "tesseract with spa and cat is not installed.");
        var report = await InspectAsync(Samples.Read("scan_g4_200_001p"), Tesseract.Installed);
        var page = Assert.Single(report.Facts);
        Assert.Equal(PageKind.Scan, page.Kind);
        Assert.InRange(page.Recognition!.Confidence, 0.7, 1);
        Assert.Empty(page.Words);
        var finding = Assert.Single(report.Findings, f => f.Code == "memoria-leida-por-reconocimiento");
        Assert.Contains("confiança mitjana del 9", finding.Text.Va, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Findings, f => f.Code == "memoria-datos-no-leidos");
    }

    [Fact]
    public async Task Fields_on_a_scan_are_read_with_the_confidence_of_recognition()
    {
        Assert.SkipWhen(Tesseract.Installed is null, "tesseract with spa and cat is not installed.");
        var drawn = Tiny.File(
            "BT /F 14 Tf 60 760 Td (Empresa solicitante: Hort Digital, S.L.) Tj 0 -40 Td (NIF: B12345674) Tj 0 -40 Td (Presupuesto total: 120.000,00 euros) Tj 0 -40 Td (Fecha de inicio: 15/07/2012) Tj ET",
            "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>");
        var picture = await Receipts.ExternalTool.RunForBytesAsync("pdftoppm", drawn, "-r", "200", "-mono", "{}");
        var (width, height) = (1653, 2339);
        var rows = picture[^((width + 7) / 8 * height)..];
        var scan = new Bitmap(width, height, rows);
        var report = await InspectAsync(scan.Page("/ColorSpace/DeviceGray/Decode[1 0]/Filter/FlateDecode", scan.Deflated()), Tesseract.Installed);
        Assert.Equal(
            ("B12345674", "120000.00", "2012-07-15", FieldSource.Ocr),
            (report.Fields["nif"]?.Value, report.Fields["presupuesto"]?.Value, report.Fields["inicio"]?.Value, report.Fields["nif"]?.Source));
        Assert.InRange(report.Fields["nif"]!.Confidence, 0.5, 0.8);
    }

    [Fact]
    public async Task Without_the_program_a_finding_says_that_nothing_was_read()
    {
        var finding = Assert.Single((await InspectAsync(Samples.Read("scan_g4_200_010p"), null)).Findings, f => f.Code == "memoria-datos-no-leidos");
        Assert.Equal("1–10", finding.Found);
        Assert.Contains("pàgines 1–10", finding.Text.Va, StringComparison.Ordinal);
        Assert.Contains("no hay reconocimiento de caracteres", finding.Text.Es, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_back_to_be_scanned_again_is_not_read()
    {
        var finding = Assert.Single((await InspectAsync(Samples.Read("scan_g4_150_010p"), Tesseract.Installed)).Findings, f => f.Code == "memoria-datos-no-leidos");
        Assert.Contains("se leerá la nueva", finding.Text.Es, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognition_that_comes_to_a_bound_is_a_finding()
    {
        Assert.SkipWhen(Tesseract.Installed is null, "tesseract with spa and cat is not installed.");
        var starved = Tesseract.Installed.Within(new ProcessLimits(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), 16 << 20, 1 << 20));
        var finding = Assert.Single((await InspectAsync(Samples.Read("scan_g4_200_001p"), starved)).Findings, f => f.Code == "memoria-datos-no-leidos");
        Assert.Contains("no ha podido", finding.Text.Es, StringComparison.Ordinal);
    }

    private static Task<MemoriaReport> InspectAsync(byte[] pdf, Tesseract? tesseract) =>
        new MemoriaInspector(TimeProvider.System, PdfLimits.Default, new PageRecogniser(tesseract, TimeProvider.System)).InspectAsync(
            pdf.Length,
            (buffer, _) =>
            {
                pdf.CopyTo(buffer);
                return Task.CompletedTask;
            },
            FieldLabels.Any, TestContext.Current.CancellationToken);
}
