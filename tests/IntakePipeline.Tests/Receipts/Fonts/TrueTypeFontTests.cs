using System.Buffers.Binary;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Fonts;

namespace IntakePipeline.Tests.Receipts.Fonts;

public sealed class TrueTypeFontTests
{
    private static readonly TrueTypeFont Font = ReceiptFonts.Regular.Font;

    [Fact]
    public void The_fonts_know_what_they_are()
    {
        Assert.Equal("DejaVuSansCondensed", Font.PostScriptName);
        Assert.Equal(2048, Font.UnitsPerEm);
        Assert.Equal((400, 700), (Font.Weight, ReceiptFonts.Bold.Font.Weight));
        Assert.True(ReceiptFonts.Mono.Font.FixedPitch && !Font.FixedPitch);
        Assert.InRange(Font.CapHeight, 1400, 1600);
    }

    [Fact]
    public void Every_letter_of_both_languages_has_a_glyph_of_its_own()
    {
        var glyphs = "ABCÇDEÉÈFGHIÍÏJKLMNÑOÓÒPQRSTUÚÜVWXYZabcçdeéèfghiíïjklmnñoóòpqrstuúüvwxyz·ŀ€ªº¿¡«»–—".Select(c => Font.GlyphOf(c)).ToList();
        Assert.DoesNotContain(0, glyphs);
        Assert.Equal(glyphs.Count, glyphs.Distinct().Count());
    }

    [Theory]
    [InlineData('漢')]
    [InlineData(0x10FFFF)]
    [InlineData(-1)]
    public void A_character_it_lacks_has_glyph_0(int codePoint) => Assert.Equal(0, Font.GlyphOf(codePoint));

    [Fact]
    public void Both_formats_of_the_character_table_agree()
    {
        var table = Font.Table("cmap");
        CharacterMap four = Only(table, 4), twelve = Only(table, 12);
        for (var codePoint = 0; codePoint < 0xFFFF; codePoint++)
            Assert.Equal(twelve.GlyphOf(codePoint), four.GlyphOf(codePoint));
        Assert.NotEqual(0, twelve.GlyphOf(0x1F600));
        Assert.Equal(0, four.GlyphOf(0x1F600));
    }

    [Fact]
    public void A_range_of_format_4_may_list_its_glyphs()
    {
        // One range, a–c, with a list of its own (9, none, 4) and 5 to add to what is listed, and the closing one.
        ushort[] subtable = [4, 0, 0, 4, 0, 0, 0, 'c', 0xFFFF, 0, 'a', 0xFFFF, 5, 1, 4, 0, 9, 0, 4];
        ushort[] table = [0, 1, 3, 1, 0, 12, .. subtable];
        var map = CharacterMap.Read(BigEndian(table));
        Assert.Equal([0, 14, 0, 9, 0, 0], "`abcd\uFFFF".Select(c => map.GlyphOf(c)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("OTTO and more bytes than a header has")]
    public void What_is_no_TrueType_font_is_refused(string file) =>
        Assert.Throws<InvalidDataException>(() => new TrueTypeFont(System.Text.Encoding.ASCII.GetBytes(file)));

    private static CharacterMap Only(ReadOnlySpan<byte> cmap, int format)
    {
        for (var record = 4; ; record += 8)
        {
            var offset = BinaryPrimitives.ReadInt32BigEndian(cmap[(record + 4)..]);
            if (BinaryPrimitives.ReadUInt16BigEndian(cmap[offset..]) == format)
                return CharacterMap.Read((byte[])[.. BigEndian([0, 1, 3, 1, 0, 12]), .. cmap[offset..]]);
        }
    }

    private static byte[] BigEndian(ushort[] words) => [.. words.SelectMany(w => (byte[])[(byte)(w >> 8), (byte)w])];
}
