using System.Buffers.Binary;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Fonts;

namespace IntakePipeline.Tests.Receipts.Fonts;

public sealed class TrueTypeSubsetTests
{
    private static readonly TrueTypeFont Font = ReceiptFonts.Regular.Font;

    [Fact]
    public void Glyphs_keep_their_shape_and_width_under_their_new_numbers()
    {
        int[] glyphs = [0, .. "Hola, món! éñ·l 漢".Select(c => Font.GlyphOf(c)), Font.GlyphOf('a'), Font.GlyphOf('a')];
        var subset = new Sfnt(TrueTypeSubset.Build(Font, glyphs));
        Assert.True(subset.GlyphCount >= glyphs.Length);
        for (var i = 0; i < glyphs.Length; i++)
        {
            Assert.Equal(Font.AdvanceOf(glyphs[i]), subset.AdvanceOf(i));
            Assert.Equal(Font.LeftBearingOf(glyphs[i]), subset.LeftBearingOf(i));
            // Number of contours and the box around them.
            Assert.Equal(Font.OutlineOf(glyphs[i]) is { Length: > 10 } outline ? outline[..10].ToArray() : [], subset.OutlineOf(i) is { Length: > 10 } copy ? copy[..10].ToArray() : []);
        }
    }

    [Fact]
    public void The_parts_of_a_composite_glyph_come_along_and_parts_of_parts_too()
    {
        int[] glyphs = [0, .. "éǖở".Select(c => Font.GlyphOf(c))];
        var subset = new Sfnt(TrueTypeSubset.Build(Font, glyphs));
        Assert.True(subset.GlyphCount > glyphs.Length);
        for (var i = 1; i < glyphs.Length; i++)
            SameShape(Font.OutlineOf(glyphs[i]), n => Font.OutlineOf(n).ToArray(), subset.OutlineOf(i), n => subset.OutlineOf(n).ToArray());
    }

    [Fact]
    public void The_file_adds_up_as_the_format_demands()
    {
        var file = TrueTypeSubset.Build(Font, [0, Font.GlyphOf('x')]);
        var sum = 0u;
        for (var i = 0; i < file.Length; i += 4)
            sum += BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(i));
        Assert.Equal(0xB1B0AFBA, sum);
    }

    [Fact]
    public void A_small_subset_is_small() => Assert.InRange(TrueTypeSubset.Build(Font, [0, Font.GlyphOf('x')]).Length, 300, 1000);

    [Fact]
    public void Every_glyph_of_every_font_can_be_cut_out()
    {
        foreach (var font in (TrueTypeFont[])[Font, ReceiptFonts.Bold.Font, ReceiptFonts.Mono.Font])
            Assert.Equal(font.GlyphCount, new Sfnt(TrueTypeSubset.Build(font, [.. Enumerable.Range(0, font.GlyphCount)])).GlyphCount);
    }

    // Composite glyphs are compared part by part, simple ones by their points: what stands behind the instructions.
    private static void SameShape(ReadOnlySpan<byte> original, Func<int, byte[]> originalPart, ReadOnlySpan<byte> copy, Func<int, byte[]> copiedPart)
    {
        Assert.Equal(original[..10].ToArray(), copy[..10].ToArray());
        if (BinaryPrimitives.ReadInt16BigEndian(original) >= 0)
        {
            var at = 10 + (2 * BinaryPrimitives.ReadInt16BigEndian(original));
            Assert.Equal(0, BinaryPrimitives.ReadUInt16BigEndian(copy[at..]));
            var points = original[(at + 2 + BinaryPrimitives.ReadUInt16BigEndian(original[at..]))..].ToArray();
            Assert.Equal(points, copy.Slice(at + 2, points.Length).ToArray());
            return;
        }

        // The fonts' composites at hand place each part by two bytes or two words, without scaling.
        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(original[at..]);
            Assert.Equal(flags & ~0x100, BinaryPrimitives.ReadUInt16BigEndian(copy[at..]));
            SameShape(
                originalPart(BinaryPrimitives.ReadUInt16BigEndian(original[(at + 2)..])), originalPart,
                copiedPart(BinaryPrimitives.ReadUInt16BigEndian(copy[(at + 2)..])), copiedPart);
            var size = (flags & 1) != 0 ? 8 : 6;
            Assert.Equal(original[(at + 4)..(at + size)].ToArray(), copy[(at + 4)..(at + size)].ToArray());
            if ((flags & 0x20) == 0)
                return;
            Assert.Equal(0, flags & (0x8 | 0x40 | 0x80));
            at += size;
        }
    }

    /// <summary>A subset read by its own tables; it lacks the ones a whole font has.</summary>
    private sealed class Sfnt
    {
        private readonly byte[] file;
        private readonly Dictionary<string, Range> tables = new(StringComparer.Ordinal);

        public Sfnt(byte[] file)
        {
            this.file = file;
            for (var i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(4)); i++)
            {
                var record = file.AsSpan(12 + (16 * i), 16);
                var offset = BinaryPrimitives.ReadInt32BigEndian(record[8..]);
                tables[System.Text.Encoding.ASCII.GetString(record[..4])] = offset..(offset + BinaryPrimitives.ReadInt32BigEndian(record[12..]));
            }

            Assert.Equal(["glyf", "head", "hhea", "hmtx", "loca", "maxp"], tables.Keys);
            Assert.Equal(GlyphCount, BinaryPrimitives.ReadUInt16BigEndian(Table("hhea")[34..]));
            Assert.Equal(4 * (GlyphCount + 1), Table("loca").Length);
        }

        public int GlyphCount => BinaryPrimitives.ReadUInt16BigEndian(Table("maxp")[4..]);

        public int AdvanceOf(int glyph) => BinaryPrimitives.ReadUInt16BigEndian(Table("hmtx")[(4 * glyph)..]);

        public int LeftBearingOf(int glyph) => BinaryPrimitives.ReadInt16BigEndian(Table("hmtx")[((4 * glyph) + 2)..]);

        public ReadOnlySpan<byte> OutlineOf(int glyph) => Table("glyf")[
            BinaryPrimitives.ReadInt32BigEndian(Table("loca")[(4 * glyph)..])..BinaryPrimitives.ReadInt32BigEndian(Table("loca")[((4 * glyph) + 4)..])];

        private ReadOnlySpan<byte> Table(string tag) => file.AsSpan(tables[tag]);
    }
}
