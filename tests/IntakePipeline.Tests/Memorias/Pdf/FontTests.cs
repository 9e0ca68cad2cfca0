using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Memorias.Pdf.Fonts;

namespace IntakePipeline.Tests.Memorias.Pdf;

public sealed class FontTests
{
    [Theory]
    [InlineData("ntilde", "ñ")]
    [InlineData("periodcentered", "·")]
    [InlineData("afii10017", "А")]
    [InlineData("uni00E7", "ç")]
    [InlineData("u1F600", "😀")]
    [InlineData("T_h", "Th")]
    [InlineData("A.swash", "A")]
    [InlineData("uniD800", null)]
    [InlineData(".notdef", null)]
    [InlineData("a1", null)] // a dingbat in Zapf Dingbats only
    [InlineData("g123", null)]
    public void Glyph_names_are_read_by_the_rules_of_the_Adobe_Glyph_List(string name, string? text) => Assert.Equal(text, FontTables.TextOfGlyph(name));

    [Theory]
    [InlineData("1 beginbfchar <0041> <00E0> endbfchar", "<0041>", "à")]
    [InlineData("1 beginbfrange <0041> <0043> <0061> endbfrange", "<004100420043>", "abc")]
    [InlineData("1 beginbfrange <0041> <0042> [<0066 0069> <00F1>] endbfrange", "<00410042>", "fiñ")]
    [InlineData("1 beginbfrange <0000> <FFFF> <0000> endbfrange", "<00480069>", "Hi")]
    [InlineData("1 beginbfchar <0041> <D83D DE00> endbfchar", "<0041>", "😀")]
    public void Character_maps_say_what_codes_mean(string map, string text, string expected) => Assert.Equal(expected, Text(map, text));

    [Fact]
    public void Codes_that_map_to_zero_or_the_replacement_character_are_unmapped()
    {
        var page = Page("2 beginbfchar <0041> <0000> <0042> <FFFD> endbfchar", "<00410042>", "/Identity-H", "");
        Assert.Empty(page.Words);
        Assert.Equal(2, page.UnmappedGlyphs);
    }

    [Fact]
    public void An_embedded_encoding_mixes_codes_of_one_and_two_bytes()
    {
        var encoding = Stream(7, "/CMapName /X", "2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange 1 begincidrange <8000> <80FF> 100 endcidrange");
        var page = Page("2 beginbfchar <41> <0041> <8001> <00F1> endbfchar", "<41 8001 41>", "7 0 R", encoding);
        Assert.Equal("AñA", Assert.Single(page.Words).Text);
        // 41 has the default width, 8001 is glyph 101 of half an em.
        Assert.InRange(page.Words[0].Right - page.Words[0].Left, 24.9, 25.1);
    }

    [Fact]
    public void The_encoding_inside_a_Type_1_font_program_counts_when_the_file_names_none()
    {
        const string Program = "%!PS-AdobeFont-1.0\n/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\ndup 1 /ntilde put\ndup 2 /ccedilla put\nreadonly def\ncurrentfile eexec";
        var file = Tiny.File("BT /F 10 Tf 50 700 Td (\\001\\002) Tj ET", "/Font<</F<</Subtype/Type1/BaseFont/ABCDEF+X/FontDescriptor<</Flags 4/FontFile 6 0 R>>>>>>", extra: Stream(6, "", Program));
        Assert.Equal("ñç", Assert.Single(Assert.Single(AgreementTests.Pages(file)).Words).Text);
    }

    [Fact]
    public void A_symbolic_font_without_an_encoding_is_not_guessed()
    {
        var page = Assert.Single(AgreementTests.Pages(Tiny.File("BT /F 10 Tf 50 700 Td (Hola) Tj ET", "/Font<</F<</Subtype/TrueType/BaseFont/ABCDEF+X/FontDescriptor<</Flags 4>>>>>>")));
        Assert.Empty(page.Words);
        Assert.Equal(4, page.UnmappedGlyphs);
    }

    private static string Text(string map, string text) => Assert.Single(Page(map, text, "/Identity-H", "").Words).Text;

    private static PdfPage Page(string map, string text, string encoding, string extra) => Assert.Single(AgreementTests.Pages(Tiny.File($"BT /F 10 Tf 50 700 Td {text} Tj ET",
        $"/Font<</F<</Subtype/Type0/Encoding {encoding}/ToUnicode 6 0 R/DescendantFonts[<</DW 1000/W[101[500]]>>]>>>>", extra: Stream(6, "", map) + extra)));

    private static string Stream(int number, string entries, string content) => $"{number} 0 obj\n<<{entries}/Length {content.Length}>>\nstream\n{content}\nendstream\nendobj\n";
}
