using System.Globalization;
using System.Text;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Memorias.Pdf.Fonts;

namespace IntakePipeline.Tests.Memorias.Pdf;

/// <summary>Fonts in the Compact Font Format whose codes only they themselves explain.</summary>
public sealed class CffEncodingTests
{
    // ntilde is standard string 215, ccedilla 206; the font's own begin at 391.
    private static readonly byte[] Names = [0, 0, 215, 0, 206, 1, 135];

    [Fact]
    public void Codes_are_listed_one_by_one() =>
        Assert.Equal([(1, "ñ"), (2, "ç"), (9, "€")], Read(CffFont.Make(4, Names, [0, 3, 1, 2, 9], ["Euro"])));

    [Fact]
    public void Codes_are_listed_in_ranges_and_supplemented() =>
        Assert.Equal([(65, "ñ"), (66, "ç"), (80, "€"), (90, "ñ")], Read(CffFont.Make(4, Names, [0x81, 2, 65, 1, 80, 0, 1, 90, 0, 215], ["Euro"])));

    [Fact]
    public void Names_are_listed_in_ranges()
    {
        // 66 to 68 are a, b, c.
        Assert.Equal([(1, "a"), (2, "b"), (3, "c")], Read(CffFont.Make(4, [1, 0, 66, 2], [0, 3, 1, 2, 3])));
        Assert.Equal([(1, "a"), (2, "b"), (3, "c")], Read(CffFont.Make(4, [2, 0, 66, 0, 2], [0, 3, 1, 2, 3])));
    }

    [Fact]
    public void Predefined_names_and_encodings_are_known()
    {
        Assert.Equal([(8, "!")], Read(CffFont.Make(3, [0], [0, 2, 7, 8])).Where(c => c.Text != " "));
        Assert.Equal(FontTables.Encoding("Standard"), CffEncoding.Read(CffFont.Make(3, [0], [0])));
        var expert = CffEncoding.Read(CffFont.Make(3, [1], [1]))!;
        Assert.Equal(("½", "\uFB01", ",", "\uF7FF"), (expert[0xBD], expert[0x57], expert[0x2C], expert[0xFF]));
        // The last glyphs of both lists of expert fonts are known ones.
        Assert.Equal(FontTables.TextOfGlyph("Ydieresissmall"), Read(CffFont.Make(166, [1], [1, 1, 1, 164]))[^1].Text);
        Assert.Equal(FontTables.TextOfGlyph("periodinferior"), Read(CffFont.Make(87, [2], [1, 1, 1, 84]))[^1].Text);
    }

    [Fact]
    public void Names_that_are_no_characters_are_not_guessed() =>
        Assert.Equal([(2, "ç")], Read(CffFont.Make(4, Names, [0, 3, 1, 2, 9], ["g17"])).Where(c => c.Code > 1));

    [Fact]
    public void What_glyphs_without_names_stand_for_is_not_known() => Assert.Null(CffEncoding.Read(CffFont.Make(4, Names, [0, 3, 1, 2, 9], more: [139, 139, 139, 12, 30])));

    [Fact]
    public void A_font_cut_off_anywhere_or_with_any_byte_changed_ends_in_a_value()
    {
        var font = CffFont.Make(4, Names, [0x81, 2, 65, 1, 80, 0, 1, 90, 0, 215], ["Euro"]);
        var whole = CffEncoding.Read(font);
        for (var length = 0; length < font.Length; length++)
            Assert.True(CffEncoding.Read(font.AsSpan(0, length)) is not { } read || read.Zip(whole!).All(pair => pair.First is null || pair.First == pair.Second), $"{length}");
        foreach (var (at, value) in Enumerable.Range(0, font.Length).SelectMany(at => new byte[] { 0, 1, 28, 29, 30, 127, 128, 255 }.Select(value => (at, value))))
        {
            byte[] changed = [.. font[..at], value, .. font[(at + 1)..]];
            Assert.True(CffEncoding.Read(changed) is null or { Length: 256 });
        }
    }

    [Theory]
    [InlineData("", "ñç")]
    [InlineData("/Encoding/WinAnsiEncoding", "AB")]
    [InlineData("/Encoding<</Differences[66/eacute]>>", "ñé")]
    public void A_page_is_read_with_the_font_s_own_encoding_where_the_file_names_none(string encoding, string expected)
    {
        var page = Page(CffFont.Make(4, Names, [1, 1, 65, 2], ["Euro"]), encoding);
        Assert.Equal(expected, Assert.Single(page.Words).Text);
        Assert.Equal(0, page.UnmappedGlyphs);
    }

    [Fact]
    public void A_damaged_font_is_not_guessed() => Assert.Equal(2, Page([1, 0, 4, 1, 255, 255], "").UnmappedGlyphs);

    private static PdfPage Page(byte[] font, string encoding) => Assert.Single(AgreementTests.Pages(Tiny.File(
        "BT /F 10 Tf 50 700 Td (AB) Tj ET",
        $"/Font<</F<</Subtype/Type1/BaseFont/ABCDEF+X{encoding}/FontDescriptor<</Flags 4/FontFile3 6 0 R>>>>>>",
        extra: string.Create(CultureInfo.InvariantCulture, $"6 0 obj\n<</Subtype/Type1C/Length {font.Length}>>\nstream\n{Encoding.Latin1.GetString(font)}\nendstream\nendobj\n"))));

    private static (int Code, string Text)[] Read(byte[] font) =>
        [.. Assert.IsType<string?[]>(CffEncoding.Read(font)).Index().Where(c => c.Item is not null).Select(c => (c.Index, c.Item!))];
}
