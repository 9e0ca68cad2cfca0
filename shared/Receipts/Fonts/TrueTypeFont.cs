using System.Buffers.Binary;
using System.Text;

namespace IntakePipeline.Receipts.Fonts;

/// <summary>
/// A TrueType font as its file describes it (OpenType specification, tables <c>cmap</c>, <c>glyf</c>, <c>head</c>, <c>hhea</c>, <c>hmtx</c>,
/// <c>loca</c>, <c>maxp</c>, <c>name</c>, <c>OS/2</c>, <c>post</c>). Lengths are in font units unless said otherwise; a glyph is named by its index.
/// </summary>
internal sealed class TrueTypeFont
{
    private readonly ReadOnlyMemory<byte> file;
    private readonly Dictionary<string, Range> tables = new(StringComparer.Ordinal);
    private readonly CharacterMap characters;
    private readonly bool longOffsets;
    private readonly int widthCount;

    /// <summary>Reads the tables of <paramref name="file"/>.</summary>
    /// <exception cref="InvalidDataException">Not a TrueType font, or one without a table that is needed.</exception>
    public TrueTypeFont(ReadOnlyMemory<byte> file)
    {
        this.file = file;
        var directory = file.Span;
        if (directory.Length < 12 || BinaryPrimitives.ReadUInt32BigEndian(directory) != 0x00010000)
            throw new InvalidDataException("Not a TrueType font.");
        var count = BinaryPrimitives.ReadUInt16BigEndian(directory[4..]);
        for (var i = 0; i < count; i++)
        {
            var record = directory.Slice(12 + (16 * i), 16);
            var offset = BinaryPrimitives.ReadInt32BigEndian(record[8..]);
            tables[Encoding.ASCII.GetString(record[..4])] = offset..(offset + BinaryPrimitives.ReadInt32BigEndian(record[12..]));
        }

        var head = Table("head");
        UnitsPerEm = UInt16(head, 18);
        Bounds = (Int16(head, 36), Int16(head, 38), Int16(head, 40), Int16(head, 42));
        longOffsets = Int16(head, 50) == 1;
        var hhea = Table("hhea");
        Ascender = Int16(hhea, 4);
        Descender = Int16(hhea, 6);
        widthCount = UInt16(hhea, 34);
        GlyphCount = UInt16(Table("maxp"), 4);
        var os2 = Table("OS/2");
        Weight = UInt16(os2, 4);
        var post = Table("post");
        ItalicAngle = BinaryPrimitives.ReadInt32BigEndian(post[4..]) / 65536d;
        FixedPitch = BinaryPrimitives.ReadUInt32BigEndian(post[12..]) != 0;
        PostScriptName = ReadPostScriptName(Table("name"));
        characters = CharacterMap.Read(Table("cmap"));
        // Version 2 of the table added the height of capitals; before it, the top of an H tells.
        CapHeight = UInt16(os2, 0) >= 2 ? Int16(os2, 88) : OutlineOf(GlyphOf('H')) is { IsEmpty: false } outline ? Int16(outline, 8) : Ascender;
    }

    /// <summary>The name PDF and PostScript know the font by, e.g. <c>DejaVuSans-Bold</c>.</summary>
    public string PostScriptName { get; }

    /// <summary>Font units in an em.</summary>
    public int UnitsPerEm { get; }

    /// <summary>Number of glyphs; glyph 0 is <c>.notdef</c>, the mark of a missing one.</summary>
    public int GlyphCount { get; }

    /// <summary>The box around all glyphs laid over each other.</summary>
    public (int XMin, int YMin, int XMax, int YMax) Bounds { get; }

    /// <summary>Height above the baseline.</summary>
    public int Ascender { get; }

    /// <summary>Depth below the baseline, negative.</summary>
    public int Descender { get; }

    /// <summary>Height of a flat capital.</summary>
    public int CapHeight { get; }

    /// <summary>Weight class, 100–900; 400 is regular, 700 bold.</summary>
    public int Weight { get; }

    /// <summary>Degrees counter-clockwise from the vertical; negative for a font that leans forward.</summary>
    public double ItalicAngle { get; }

    /// <summary>Whether every glyph is equally wide.</summary>
    public bool FixedPitch { get; }

    /// <summary>The glyph of a Unicode code point; 0 when the font has none.</summary>
    public int GlyphOf(int codePoint) => characters.GlyphOf(codePoint) is var glyph && glyph < GlyphCount ? glyph : 0;

    /// <summary>How far <paramref name="glyph"/> moves the pen.</summary>
    public int AdvanceOf(int glyph) => UInt16(Table("hmtx"), 4 * Math.Min(glyph, widthCount - 1));

    /// <summary>Distance from the pen to the leftmost point of <paramref name="glyph"/>.</summary>
    public int LeftBearingOf(int glyph) => Int16(Table("hmtx"), glyph < widthCount ? (4 * glyph) + 2 : (4 * widthCount) + (2 * (glyph - widthCount)));

    /// <summary>The outline of <paramref name="glyph"/> as <c>glyf</c> holds it; empty for a blank.</summary>
    public ReadOnlySpan<byte> OutlineOf(int glyph)
    {
        var loca = Table("loca");
        var (from, to) = longOffsets
            ? (BinaryPrimitives.ReadInt32BigEndian(loca[(4 * glyph)..]), BinaryPrimitives.ReadInt32BigEndian(loca[(4 * (glyph + 1))..]))
            : (2 * UInt16(loca, 2 * glyph), 2 * UInt16(loca, 2 * (glyph + 1)));
        return Table("glyf")[from..to];
    }

    /// <summary>One table's bytes.</summary>
    /// <exception cref="InvalidDataException">The font has no such table.</exception>
    public ReadOnlySpan<byte> Table(string tag) =>
        tables.TryGetValue(tag, out var range) ? file.Span[range] : throw new InvalidDataException($"The font has no table {tag}.");

    private static int UInt16(ReadOnlySpan<byte> table, int offset) => BinaryPrimitives.ReadUInt16BigEndian(table[offset..]);

    private static int Int16(ReadOnlySpan<byte> table, int offset) => BinaryPrimitives.ReadInt16BigEndian(table[offset..]);

    private static string ReadPostScriptName(ReadOnlySpan<byte> table)
    {
        const int postScriptName = 6, windows = 3;
        var (count, strings) = (UInt16(table, 2), UInt16(table, 4));
        for (var i = 0; i < count; i++)
        {
            var record = table.Slice(6 + (12 * i), 12);
            if (UInt16(record, 0) == windows && UInt16(record, 6) == postScriptName)
                return Encoding.BigEndianUnicode.GetString(table.Slice(strings + UInt16(record, 10), UInt16(record, 8)));
        }

        throw new InvalidDataException("The font has no PostScript name.");
    }
}
