using System.Globalization;
using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>Fields whose value is only drawn.</summary>
public sealed class AppearanceTests
{
    private const string Fonts = "/Font<</F<</Subtype/Type1/BaseFont/Helvetica>>/S<</Subtype/Type1/BaseFont/ABCDEF+S/FontDescriptor<</Flags 4>>>>>>";
    private const string Resources = "/Resources<<" + Fonts + "/XObject<</N 7 0 R/X 8 0 R>>>>";
    private const string Drawn = "/Tx BMC BT /F 10 Tf 2 5 Td (Sensors de) Tj 0 -9 Td (l'Albufera) Tj ET EMC";

    [Fact]
    public void A_field_without_a_value_has_the_one_it_shows() =>
        Assert.Equal([new PdfField("titol", PdfFieldKind.Text, "Sensors de l’Albufera", FromAppearance: true)], Fields("/T(titol)/FT/Tx/AP<</N 7 0 R>>", Drawn));

    [Fact]
    public void So_has_one_whose_value_is_empty() =>
        Assert.Equal([new PdfField("titol", PdfFieldKind.Text, "Sensors de l’Albufera", FromAppearance: true)], Fields("/T(titol)/FT/Tx/V()/AP<</N 7 0 R>>", Drawn));

    [Fact]
    public void The_first_of_its_places_that_shows_something_counts() =>
        Assert.Equal([new PdfField("titol", PdfFieldKind.Text, "Sensors de l’Albufera", FromAppearance: true)],
            Fields("/T(titol)/FT/Tx/Kids[<</Rect[0 0 1 1]>><</AP<</N 7 0 R>>>>]", Drawn));

    [Fact]
    public void The_fonts_may_be_those_of_the_form() =>
        Assert.Equal("Hola", Assert.Single(Fields("/T(titol)/FT/Tx/AP<</N 7 0 R>>", "BT /F 10 Tf 2 5 Td (Hola) Tj ET", own: "")).Value);

    [Fact]
    public void A_value_counts_more_than_what_is_drawn() =>
        Assert.Equal([new PdfField("titol", PdfFieldKind.Text, "altre")], Fields("/T(titol)/FT/Tx/V(altre)/AP<</N 7 0 R>>", Drawn));

    [Theory]
    [InlineData("/T(clau)/FT/Tx/Ff 8192/AP<</N 7 0 R>>", Drawn)] // a password
    [InlineData("/T(llista)/FT/Ch/AP<</N 7 0 R>>", Drawn)] // a list shows all that could be chosen
    [InlineData("/T(ocult)/FT/Tx/F 2/AP<</N 7 0 R>>", Drawn)]
    [InlineData("/T(sense)/FT/Tx/AP<</D 7 0 R>>", Drawn)]
    [InlineData("/T(invisible)/FT/Tx/AP<</N 7 0 R>>", "BT 3 Tr /F 10 Tf 2 5 Td (Hola) Tj ET")]
    [InlineData("/T(fora)/FT/Tx/AP<</N 7 0 R>>", "BT /F 10 Tf 900 5 Td (Hola) Tj ET")]
    [InlineData("/T(desconegut)/FT/Tx/AP<</N 7 0 R>>", "BT /F 10 Tf 2 5 Td (Hola) Tj /S 10 Tf (x) Tj ET")]
    public void What_is_not_shown_or_not_known_is_no_value(string field, string appearance) => Assert.Null(Assert.Single(Fields(field, appearance)).Value);

    [Fact]
    public void An_appearance_is_read_in_the_bounds_of_a_page()
    {
        var many = string.Concat(Enumerable.Repeat("q Q ", 60));
        Assert.Equal(PdfLimit.OperatorsPerPage, Limit("/T(a)/FT/Tx/AP<</N 7 0 R>>", many, PdfLimits.Default with { OperatorsPerPage = 100 }));
        var fields = string.Concat(Enumerable.Repeat("<</T(b)/AP<</N 7 0 R>>>>", 6));
        Assert.Equal(PdfLimit.Pages, Limit($"/T(a)/FT/Tx/Kids[{fields}]", Drawn, PdfLimits.Default with { Pages = 5 }));
        Assert.Equal(PdfLimit.FormsPerPage, Limit("/T(a)/FT/Tx/AP<</N 7 0 R>>", "/X Do /X Do /X Do", PdfLimits.Default with { FormsPerPage = 2 }));
    }

    [Fact]
    public void An_appearance_that_draws_itself_ends() => Assert.Null(Assert.Single(Fields("/T(a)/FT/Tx/AP<</N 7 0 R>>", "/N Do")).Value);

    private static PdfLimit Limit(string field, string appearance, PdfLimits limits)
    {
        var document = Assert.IsType<PdfResult<PdfDocument>.Ok>(OpeningTests.Open(File(field, appearance, Resources), limits)).Value;
        return Assert.IsType<PdfFailure.LimitExceeded>(Assert.IsType<PdfResult<PdfExtras>.Failed>(document.ReadExtras()).Reason).Limit;
    }

    private static IReadOnlyList<PdfField> Fields(string field, string appearance, string own = Resources) =>
        Assert.IsType<PdfResult<PdfExtras>.Ok>(OpeningTests.Document(File(field, appearance, own)).ReadExtras()).Value.Fields;

    private static byte[] File(string field, string appearance, string own) => Tiny.File(
        catalog: $"/AcroForm<</Fields[6 0 R]/DR<<{Fonts}>>>>",
        extra: string.Create(CultureInfo.InvariantCulture, $"""
            6 0 obj
            <<{field}>>
            endobj
            7 0 obj
            <</Subtype/Form/BBox[0 -20 200 20]{own}/Length {appearance.Length}>>
            stream
            {appearance}
            endstream
            endobj
            8 0 obj
            <</Subtype/Form/Length 3>>
            stream
            q Q
            endstream
            endobj

            """));
}
