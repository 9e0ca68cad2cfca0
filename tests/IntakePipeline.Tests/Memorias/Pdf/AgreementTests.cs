using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>The reader against what poppler said of the same files.</summary>
public sealed class AgreementTests
{
    /// <summary>Files that poppler reads too; of the one without character maps it prints glyph numbers as if they were text.</summary>
    public static TheoryData<string> Readable => [.. Samples.Names.Where(name => !name.StartsWith("evil", StringComparison.Ordinal)
        && Samples.Poppler(name).Pages is not null && name != "text_identityH_noToUnicode")];

    [Theory]
    [MemberData(nameof(Readable))]
    public void Agrees_with_poppler_on_images_and_words(string name)
    {
        var poppler = Samples.Poppler(name);
        var pages = Pages(Samples.Read(name));
        var images = pages.SelectMany(page => page.Images.Select(image => (page.Number, Image: image))).ToList();
        Assert.Equal(poppler.Images, images.Count);
        foreach (var (expected, actual) in poppler.ImageSample.Zip(images))
        {
            Assert.Equal(expected.Page, actual.Number);
            Assert.Equal((expected.Width, expected.Height, expected.BitsPerComponent), (actual.Image.Width, actual.Image.Height, actual.Image.BitsPerComponent));
            Assert.InRange(actual.Image.XPpi, expected.XPpi - 1, expected.XPpi + 1);
            Assert.InRange(actual.Image.YPpi, expected.YPpi - 1, expected.YPpi + 1);
            Assert.Equal(expected.Encoding == "ccitt" ? "CCITTFaxDecode" : null, expected.Encoding == "ccitt" ? actual.Image.Filter : null);
            Assert.Equal(expected.Type == "stencil", actual.Image.Kind == PdfImageKind.Stencil);
        }

        var words = pages.SelectMany(page => page.Words).Select(word => word.Text).ToList();
        Assert.InRange(words.Count, poppler.Words - 1, poppler.Words + 1);
        var first = poppler.FirstWords.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(first.Take(10), words.Take(Math.Min(10, first.Length)));
    }

    [Fact]
    public void Text_whose_font_says_no_characters_is_reported_and_not_guessed()
    {
        var pages = Pages(Samples.Read("text_identityH_noToUnicode"));
        Assert.All(pages, page => Assert.Empty(page.Words));
        Assert.All(pages, page => Assert.True(page.UnmappedGlyphs > 1_000));
    }

    [Fact]
    public void Encodings_and_differences_of_simple_fonts_are_read()
    {
        var words = Pages(Samples.Read("text_std14_winansi_differences"))[0].Words.Select(word => word.Text).ToList();
        Assert.Equal("La presente memòria técnica: Añoranza, nº 15; l·l ç à è í ó ú ï ü «¿Sí?» — 16 mm² € Instal·lació elèctrica AñBçC·".Replace("AñBçC·", words[^1], StringComparison.Ordinal), string.Join(' ', words));
    }

    [Fact]
    public void The_layer_of_recognised_text_is_hidden_and_lies_on_the_page()
    {
        foreach (var page in Pages(Samples.Read("scan_ocr_tess_003p")))
        {
            Assert.All(page.Words, word => Assert.True(word.Hidden));
            Assert.All(page.Words, word => Assert.True(word is { Left: >= 0, Top: >= 0 } && word.Right <= page.Width && word.Bottom <= page.Height));
        }
    }

    internal static IReadOnlyList<PdfPage> Pages(byte[] bytes, PdfLimits? limits = null) =>
        Assert.IsType<PdfResult<IReadOnlyList<PdfPage>>.Ok>(Assert.IsType<PdfResult<PdfDocument>.Ok>(OpeningTests.Open(bytes, limits)).Value.ReadPages()).Value;
}
