using System.Globalization;
using IntakePipeline.Local.Samples;
using IntakePipeline.Local.Samples.Pdf;
using IntakePipeline.Memorias;
using IntakePipeline.Tests.Receipts;

namespace IntakePipeline.Tests.Local.Samples;

public sealed class SamplePdfTests
{
    private static readonly SampleCompany Company = SampleCompanies.All[0];
    private static readonly MemoriaInspector Inspector = new(TimeProvider.System);

    [Fact]
    public void A_born_digital_memoria_has_its_pages_and_no_scan()
    {
        var report = Inspector.Inspect(SampleMemoria.BornDigital(Company).ToBytes());
        Assert.Equal(MemoriaOutcome.Ok, report.Outcome);
        Assert.Equal(4, report.Facts.Count);
        Assert.All(report.Facts, page => Assert.Null(page.Scan));
    }

    [Theory]
    [InlineData(150)]
    [InlineData(200)]
    public void A_scan_has_the_resolution_asked_for(int ppp)
    {
        var report = Inspector.Inspect(SampleMemoria.Scanned(Company, ppp).ToBytes());
        Assert.Equal(2, report.Facts.Count);
        Assert.All(report.Facts, page =>
        {
            Assert.InRange(page.Scan!.Ppi, ppp - 1, ppp + 1);
            Assert.True(page.Scan.IsBlackAndWhite);
        });
    }

    [Fact]
    public void A_grey_scan_is_not_black_and_white()
    {
        var report = Inspector.Inspect(SampleMemoria.ScannedInGrey(Company, 200).ToBytes());
        Assert.False(Assert.Single(report.Facts).Scan!.IsBlackAndWhite);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(8_388_608)]
    [InlineData(8_388_609)]
    public void A_size_asked_for_is_met_to_the_byte_and_the_file_still_opens(int size)
    {
        var pdf = SampleMemoria.BornDigital(Company).ToBytes(size);
        Assert.Equal(size, pdf.Length);
        Assert.Equal(MemoriaOutcome.Ok, Inspector.Inspect(pdf).Outcome);
    }

    [Fact]
    public void A_size_too_small_for_the_document_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleMemoria.BornDigital(Company).ToBytes(500));

    [Fact]
    public async Task Other_readers_find_nothing_wrong_with_them()
    {
        foreach (var pdf in new[] { SampleMemoria.BornDigital(Company).ToBytes(20_000), SampleMemoria.Scanned(Company, 200).ToBytes(), SampleMemoria.ScannedInGrey(Company, 150).ToBytes() })
            Assert.Contains("No syntax or stream encoding errors found", await ExternalTool.RunAsync("qpdf", pdf, "--check", "{}"), StringComparison.Ordinal);
        Assert.Contains("l'Albufera", await ExternalTool.RunAsync("pdftotext", SampleMemoria.BornDigital(Company).ToBytes(), "{}", "-"), StringComparison.Ordinal);
        var images = await ExternalTool.RunAsync("pdfimages", SampleMemoria.Scanned(Company, 200).ToBytes(), "-list", "{}");
        Assert.Equal(2, images.Split('\n').Count(line => line.Contains(string.Create(CultureInfo.InvariantCulture, $" {200} "), StringComparison.Ordinal)));
    }
}
