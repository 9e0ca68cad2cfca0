using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Tests.Memorias.Pdf;
using IntakePipeline.Validation;

namespace IntakePipeline.Tests.Memorias;

public sealed class MemoriaInspectorTests
{
    [Fact]
    public void Scan_at_150_is_a_defect_that_names_pages_and_the_scanner_setting_in_both_languages()
    {
        var report = Inspect(Samples.Read("scan_g4_150_010p"));
        var finding = Assert.Single(report.Findings, f => f.Severity == Severity.CurableDefect);
        Assert.Equal("memoria-escaneo-resolucion-baja", finding.Code);
        Assert.Equal("páginas 1–10: 150 ppp", finding.Found);
        Assert.Contains("pàgines 1–10: 150 ppp", finding.Text.Va, StringComparison.Ordinal);
        Assert.Contains("elija 200 ppp", finding.Text.Es, StringComparison.Ordinal);
        Assert.Equal("R4 7.2.1", finding.Article);
    }

    [Fact]
    public void Scan_at_200_in_black_and_white_has_no_defect()
    {
        var report = Inspect(Samples.Read("scan_g4_200_010p"));
        Assert.Equal((MemoriaOutcome.Ok, 10), (report.Outcome, report.Pages));
        Assert.All(report.Facts, page => Assert.Equal(PageKind.Scan, page.Kind));
        Assert.Equal(["memoria-sin-capa-de-texto", "memoria-datos-no-leidos"], report.Findings.Select(f => f.Code));
    }

    [Fact]
    public void Scan_at_300_is_worth_knowing_and_no_defect()
    {
        var finding = Assert.Single(Inspect(Samples.Read("scan_g4_300_010p")).Findings, f => f.Code == "memoria-escaneo-resolucion-alta");
        Assert.Equal(Severity.Information, finding.Severity);
        Assert.Equal("páginas 1–10: 300 ppp", finding.Found);
    }

    [Fact]
    public void A_small_scan_like_logo_on_a_text_page_makes_no_scan()
    {
        var report = Inspect(Samples.Read("mixed_text_scan_010p"));
        Assert.Equal(PageKind.BornDigital, report.Facts[0].Kind);
        Assert.Equal(PageKind.Scan, report.Facts[1].Kind);
        Assert.DoesNotContain(report.Findings, f => f.Severity == Severity.CurableDefect);
    }

    [Fact]
    public void Scans_with_recognised_text_are_told_from_those_without() =>
        Assert.All(Inspect(Samples.Read("scan_ocr_tess_003p")).Facts, page => Assert.Equal(PageKind.ScanWithText, page.Kind));

    [Theory]
    [InlineData("scan_nested_forms")]
    [InlineData("scan_inline_mask_indexed")]
    public void A_scan_inside_forms_or_painted_as_a_stencil_is_a_scan(string name) => Assert.Equal(PageKind.Scan, Inspect(Samples.Read(name)).Facts[0].Kind);

    [Theory]
    [InlineData("bad_empty", MemoriaOutcome.NotPdf, "memoria-no-es-pdf")]
    [InlineData("enc_aes256_userpw", MemoriaOutcome.Encrypted, "memoria-con-contrasena")]
    [InlineData("bad_truncated_60pct", MemoriaOutcome.Damaged, "memoria-danada")]
    public void What_cannot_be_read_is_one_defect(string name, MemoriaOutcome outcome, string code)
    {
        var report = Inspect(Samples.Read(name));
        Assert.Equal((outcome, null), (report.Outcome, report.Pages));
        Assert.Equal((code, Severity.CurableDefect), (Assert.Single(report.Findings).Code, report.Findings[0].Severity));
    }

    [Theory]
    [InlineData("/Width 1654 /Height 2339 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode", "página 1: en grises")]
    [InlineData("/Width 1654 /Height 2339 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode", "página 1: en color")]
    public void A_scan_in_grey_or_colour_is_a_defect(string image, string found)
    {
        var report = Inspect(ScanOf(image));
        Assert.Equal(found, Assert.Single(report.Findings, f => f.Severity == Severity.CurableDefect).Found);
    }

    [Theory]
    [InlineData(1619, 0)] // 195.9: two in a hundred below 200 end at 196
    [InlineData(1624, 1)]
    [InlineData(1654, 1)]
    public void Two_in_a_hundred_are_tolerated(int width, int good)
    {
        var height = (int)Math.Round(width * 842.0 / 595);
        var defects = Inspect(ScanOf($"/Width {width} /Height {height} /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode")).Findings.Count(f => f.Severity == Severity.CurableDefect);
        Assert.Equal(1 - good, defects);
    }

    [Fact]
    public void Strips_of_one_scan_count_together()
    {
        var strips = string.Concat(Enumerable.Range(0, 10).Select(i => $"q 595 0 0 84.2 0 {i * 84.2:F1} cm /I Do Q "));
        var facts = Inspect(ScanOf("/Width 1653 /Height 234 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode", strips)).Facts[0];
        Assert.Equal(PageKind.Scan, facts.Kind);
        Assert.InRange(facts.Coverage, 0.99, 1);
        Assert.InRange(facts.Scan!.Ppi, 199, 201);
    }

    [Fact]
    public void An_empty_page_is_blank_and_a_whole_memoria_of_them_a_defect()
    {
        var report = Inspect(Tiny.File());
        Assert.Equal(PageKind.Blank, report.Facts[0].Kind);
        Assert.Equal("memoria-en-blanco", Assert.Single(report.Findings).Code);
        Assert.Equal(PageKind.Blank, Inspect(Tiny.File("1 1 1 rg 0 0 595 842 re f")).Facts[0].Kind);
        Assert.Equal(PageKind.BornDigital, Inspect(Tiny.File("10 10 m 300 10 l S")).Facts[0].Kind);
    }

    [Fact]
    public void Text_that_cannot_be_extracted_is_worth_knowing() =>
        Assert.Equal("1–10", Assert.Single(Inspect(Samples.Read("text_identityH_noToUnicode")).Findings, f => f.Code == "memoria-texto-no-extraible").Found);

    [Fact]
    public void Scripts_are_found_reported_and_left_alone()
    {
        var finding = Assert.Single(Inspect(Tiny.File("10 10 m 300 10 l S", catalog: "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))/Next<</S/Launch/F(cmd.exe)>>>>")).Findings);
        Assert.Equal(("memoria-contenido-activo", "JavaScript, Launch", Severity.EligibilityDoubt), (finding.Code, finding.Found, finding.Severity));
    }

    [Fact]
    public void A_content_bomb_ends_at_a_bound_and_goes_to_a_person()
    {
        var report = Inspect(Hostile.ContentBomb(megabytes: 64));
        Assert.Equal((MemoriaOutcome.LimitExceeded, PdfLimit.DecodedBytesPerStream, 1), (report.Outcome, report.Limit, report.Pages));
        Assert.Equal(Severity.EligibilityDoubt, Assert.Single(report.Findings).Severity);
    }

    [Theory]
    [InlineData(new[] { 3, 4, 5, 6, 7, 12 }, "3–7, 12")]
    [InlineData(new[] { 1 }, "1")]
    [InlineData(new[] { 1, 2 }, "1–2")]
    [InlineData(new int[0], "")]
    public void Pages_are_written_as_ranges(int[] pages, string expected) => Assert.Equal(expected, PageRanges.Write(pages));

    private static MemoriaReport Inspect(byte[] pdf) => new MemoriaInspector(TimeProvider.System).Inspect(pdf);

    private static byte[] ScanOf(string image, string content = "q 595 0 0 842 0 0 cm /I Do Q") =>
        Tiny.File(content, "/XObject<</I 6 0 R>>", extra: $"6 0 obj\n<</Subtype/Image {image} /Length 3>>\nstream\nabc\nendstream\nendobj\n");
}
