using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>The content interpreter on pages made by hand.</summary>
public sealed class ContentTests
{
    private const string Helvetica = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>";
    private const string Bilevel = "/Subtype/Image/Width 100/Height 200/BitsPerComponent 1/ColorSpace/DeviceGray/Length 3";

    [Theory]
    [InlineData("BT /F 12 Tf 50 700 Td (Hola, m\\363n) Tj ET", "Hola, món")]
    [InlineData("BT /F 12 Tf 50 700 Td [(In)-20(al)10(\\267laci)5(\\363)-300(el\\350ctrica)] TJ ET", "Inal·lació elèctrica")]
    [InlineData("BT /F 12 Tf 14 TL 50 700 Td (una) Tj (dos) ' 1 0 (tres) \" T* (quatre) Tj ET", "una dos tres quatre")]
    [InlineData("BT /F 12 Tf 50 700 Td <486F6C61> Tj ET", "Hola")]
    [InlineData("/Span <</ActualText (set\\255)>> BDC BT /F 12 Tf 50 700 Td (xyz) Tj ET EMC", "set-")]
    [InlineData("BT /F 12 Tf 50 700 Td (16 mm) Tj 4 Ts /F 7 Tf (2) Tj ET", "16 mm2")]
    [InlineData("BT /F 12 Tf 50 700 Td (negreta) Tj 0.3 0 Td (negreta) Tj ET", "negreta")]
    [InlineData("BT /F 12 Tf 50 700 Td (dins) Tj 2000 0 Td (fora) Tj ET", "dins")]
    [InlineData("BT /F 12 Tf 50 700 Td (talla-) Tj 0 -14 Td (da) Tj ET", "talla- da")]
    [InlineData("BT /F 12 Tf 0 1 -1 0 300 300 Tm (gir at) Tj ET", "gir at")]
    public void Text_is_read_as_it_is_shown(string content, string expected) => Assert.Equal(expected.Replace('\u00AD', '-'), Text(Tiny.File(content, Helvetica)).Replace('\u00AD', '-'));

    [Fact]
    public void Words_have_boxes_from_the_upper_left_corner()
    {
        var word = Page(Tiny.File("BT /F 10 Tf 100 742 Td (Hola) Tj ET", Helvetica)).Words[0];
        Assert.InRange(word.Left, 99.9, 100.1);
        Assert.InRange(word.Right, 119, 121); // H 722, o 556, l 222, a 556 thousandths of ten points
        Assert.InRange(word.Bottom, 100, 103);
        Assert.InRange(word.Top, 92, 93);
    }

    [Theory]
    [InlineData("/Rotate 90", 842, 595)]
    [InlineData("/Rotate -90", 842, 595)]
    [InlineData("/Rotate 180", 595, 842)]
    [InlineData("/UserUnit 2", 1190, 1684)]
    [InlineData("/CropBox [0 0 300 400]", 300, 400)]
    public void Turned_cropped_and_scaled_pages_have_the_displayed_size(string entries, double width, double height)
    {
        var page = Page(Tiny.File("q 144 0 0 144 10 10 cm /I Do Q", "/XObject<</I 6 0 R>>", page: entries, extra: Image));
        Assert.Equal((width, height), (page.Width, page.Height));
        var unit = entries.Contains("UserUnit", StringComparison.Ordinal) ? 2 : 1;
        Assert.InRange(page.Images[0].XPpi, (50.0 / unit) - 0.01, (50.0 / unit) + 0.01);
        Assert.InRange(page.Images[0].YPpi, (100.0 / unit) - 0.01, (100.0 / unit) + 0.01);
    }

    [Fact]
    public void Rotated_words_stand_where_the_reader_sees_them()
    {
        var word = Page(Tiny.File("BT /F 10 Tf 100 742 Td (Hola) Tj ET", Helvetica, page: "/Rotate 90")).Words[0];
        // Turned clockwise, the baseline runs down at 742 points from the left.
        Assert.InRange(word.Left, 739, 742);
        Assert.InRange(word.Top, 99.9, 100.1);
        Assert.InRange(word.Bottom, 119, 121);
    }

    [Theory]
    [InlineData("q 595 0 0 842 0 0 cm /I Do Q", 1)]
    [InlineData("q 595 0 0 421 0 0 cm /I Do Q", 0.5)]
    [InlineData("q 0 0 595 421 re W n 595 0 0 842 0 0 cm /I Do Q", 0.5)]
    [InlineData("q 5950 0 0 8420 -100 -100 cm /I Do Q", 1)]
    [InlineData("q 10 0 0 10 900 900 cm /I Do Q", 0)]
    public void Coverage_is_the_visible_share_of_the_page(string content, double share) =>
        Assert.InRange(Page(Tiny.File(content, "/XObject<</I 6 0 R>>", extra: Image)).Images[0].Coverage, share - 0.001, share + 0.001);

    [Fact]
    public void An_image_over_the_whole_page_hides_the_text_before_it_and_not_the_text_after_it()
    {
        var words = Page(Tiny.File("BT /F 12 Tf 50 700 Td (davall) Tj ET q 595 0 0 842 0 0 cm /I Do Q BT /F 12 Tf 50 600 Td (damunt) Tj ET", Helvetica + "/XObject<</I 6 0 R>>", extra: Image)).Words;
        Assert.Equal([true, false], words.Select(word => word.Hidden));
    }

    [Fact]
    public void Soft_masks_are_listed_as_masks()
    {
        var extra = $"6 0 obj\n<<{Bilevel}/SMask 7 0 R>>\nstream\nabc\nendstream\nendobj\n7 0 obj\n<<{Bilevel}>>\nstream\nabc\nendstream\nendobj\n";
        Assert.Equal([PdfImageKind.Image, PdfImageKind.Mask], Page(Tiny.File("q 10 0 0 10 0 0 cm /I Do Q", "/XObject<</I 6 0 R>>", extra: extra)).Images.Select(image => image.Kind));
    }

    [Fact]
    public void Images_in_patterns_annotations_and_soft_mask_groups_are_found()
    {
        var image = Form(6, Bilevel);
        var form = "/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</I 6 0 R>>>>/Length 33";
        const string Draw = "q 100 0 0 100 0 0 cm /I Do Q     ";
        var extra = image + Form(7, form + "/PatternType 1/PaintType 1/TilingType 1/XStep 100/YStep 100", Draw) + Form(8, form, Draw);
        var file = Tiny.File("/Pattern cs /P scn 0 0 100 100 re f /G gs", "/Pattern<</P 7 0 R>>/ExtGState<</G<</SMask<</S/Luminosity/G 8 0 R>>>>>>",
            page: "/Annots[<</Subtype/Stamp/Rect[0 0 200 200]/AP<</N 8 0 R>>>>]", extra: extra);
        var images = Page(file).Images;
        Assert.Equal([PdfImageKind.Image, PdfImageKind.Mask, PdfImageKind.Image], images.Select(i => i.Kind));
        Assert.InRange(images[2].XPpi, 35.9, 36.1); // the appearance is drawn at twice its size
    }

    [Fact]
    public void Content_switched_off_is_not_read()
    {
        const string Off = "/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>";
        var file = Tiny.File("/OC /L BDC BT /F 12 Tf 50 700 Td (ocult) Tj ET q 9 0 0 9 0 0 cm /I Do Q EMC BT /F 12 Tf 50 600 Td (vist) Tj ET", Helvetica + "/Properties<</L 6 0 R>>/XObject<</I 7 0 R>>",
            catalog: Off, extra: "6 0 obj\n<</Type/OCG/Name(capa)>>\nendobj\n" + Form(7, Bilevel));
        Assert.Equal(["vist"], Page(file).Words.Where(word => !word.Hidden).Select(word => word.Text));
        Assert.Empty(Page(file).Images);
    }

    [Fact]
    public void Inline_images_end_where_their_data_ends_even_if_EI_occurs_in_it()
    {
        var page = Page(Tiny.File("q 72 0 0 72 0 0 cm BI /W 8 /H 8 /BPC 8 /CS /G ID " + new string('x', 30) + " EI " + new string('y', 30) + " EI Q BT /F 12 Tf 50 600 Td (despr\\351s) Tj ET", Helvetica));
        Assert.Equal((8, 8, 8), (page.Images[0].Width, page.Images[0].Height, page.Images[0].BitsPerComponent));
        Assert.Equal("després", page.Words[0].Text);
    }

    [Fact]
    public void More_operators_forms_or_images_than_allowed_are_limits()
    {
        Assert.Equal(PdfLimit.OperatorsPerPage, Limit(Tiny.File("q Q q Q q Q"), PdfLimits.Default with { OperatorsPerPage = 5 }));
        Assert.Equal(PdfLimit.ImagesPerPage, Limit(Tiny.File("/I Do /I Do /I Do", "/XObject<</I 6 0 R>>", extra: Image), PdfLimits.Default with { ImagesPerPage = 2 }));
        Assert.Equal(PdfLimit.Nesting, Limit(Tiny.File(string.Concat(Enumerable.Repeat("q ", 500))), PdfLimits.Default));
        // Each form draws the next one ten times: a thousand million drawings in nine small objects.
        var forms = string.Concat(Enumerable.Range(6, 9).Select(n => Form(n, $"/Subtype/Form/Resources<</XObject<</N {n + 1} 0 R>>>>/Length 60", string.Concat(Enumerable.Repeat("/N Do ", 10)))));
        Assert.Equal(PdfLimit.FormsPerPage, Limit(Tiny.File("/N Do", "/XObject<</N 6 0 R>>", extra: forms), PdfLimits.Default));
    }

    [Theory]
    [InlineData("evil_form_self_recursive")]
    [InlineData("evil_ref_cycle")]
    public void Cycles_end(string name) => Assert.Single(AgreementTests.Pages(Samples.Read(name)));

    private static string Image => Form(6, Bilevel);

    private static string Form(int number, string entries, string content = "abc") => $"{number} 0 obj\n<<{entries}>>\nstream\n{content}\nendstream\nendobj\n";

    private static PdfPage Page(byte[] file) => Assert.Single(AgreementTests.Pages(file));

    private static string Text(byte[] file) => string.Join(' ', Page(file).Words.Select(word => word.Text));

    private static PdfLimit Limit(byte[] file, PdfLimits limits) =>
        Assert.IsType<PdfFailure.LimitExceeded>(Assert.IsType<PdfResult<IReadOnlyList<PdfPage>>.Failed>(
            Assert.IsType<PdfResult<PdfDocument>.Ok>(OpeningTests.Open(file, limits)).Value.ReadPages()).Reason).Limit;
}
