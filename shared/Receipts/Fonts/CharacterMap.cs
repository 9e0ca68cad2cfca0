using System.Buffers.Binary;

namespace IntakePipeline.Receipts.Fonts;

/// <summary>
/// The font's table from Unicode code points to glyphs (<c>cmap</c>): format 12 where there is one, else format 4, both flattened to ranges in order.
/// </summary>
internal sealed class CharacterMap
{
    private readonly List<Segment> segments = [];

    private CharacterMap()
    {
    }

    /// <summary>Reads the best Unicode subtable.</summary>
    /// <exception cref="InvalidDataException">There is no Unicode subtable of format 12 or 4.</exception>
    public static CharacterMap Read(ReadOnlySpan<byte> cmap)
    {
        const int unicode = 0, windows = 3, windowsBmp = 1, windowsFull = 10;
        var (best, bestFormat) = (0, 0);
        for (var i = 0; i < UInt16(cmap, 2); i++)
        {
            var (platform, encoding) = (UInt16(cmap, 4 + (8 * i)), UInt16(cmap, 6 + (8 * i)));
            var offset = BinaryPrimitives.ReadInt32BigEndian(cmap[(8 + (8 * i))..]);
            var format = UInt16(cmap, offset);
            var readable = format is 4 or 12 && (platform == unicode || (platform == windows && encoding is windowsBmp or windowsFull));
            if (readable && format > bestFormat)
                (best, bestFormat) = (offset, format);
        }

        var map = new CharacterMap();
        if (bestFormat == 12)
            map.ReadGroups(cmap[best..]);
        else if (bestFormat == 4)
            map.ReadSegments(cmap[best..]);
        else
            throw new InvalidDataException("The font maps no Unicode characters.");
        return map;
    }

    /// <summary>The glyph of <paramref name="codePoint"/>; 0 when there is none.</summary>
    public int GlyphOf(int codePoint)
    {
        var (low, high) = (0, segments.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var segment = segments[middle];
            if (codePoint < segment.First)
                high = middle - 1;
            else if (codePoint > segment.Last)
                low = middle + 1;
            else
                return segment.Glyphs is { } glyphs ? glyphs[codePoint - segment.First] : (segment.Start + codePoint - segment.First) & 0xFFFF;
        }

        return 0;
    }

    // Format 12: first and last code point, glyph of the first; the rest follow.
    private void ReadGroups(ReadOnlySpan<byte> table)
    {
        var count = BinaryPrimitives.ReadInt32BigEndian(table[12..]);
        for (var i = 0; i < count; i++)
        {
            var group = table.Slice(16 + (12 * i), 12);
            segments.Add(new Segment(
                BinaryPrimitives.ReadInt32BigEndian(group), BinaryPrimitives.ReadInt32BigEndian(group[4..]),
                BinaryPrimitives.ReadInt32BigEndian(group[8..]), Glyphs: null));
        }
    }

    // Format 4: four parallel arrays. A range's glyphs either follow its first code point by a constant (mod 65536) or stand in a list of their own,
    // found relative to the place of the range's own offset.
    private void ReadSegments(ReadOnlySpan<byte> table)
    {
        var size = UInt16(table, 6);
        var (ends, starts, deltas, offsets) = (14, 16 + size, 16 + (2 * size), 16 + (3 * size));
        for (var at = 0; at < size; at += 2)
        {
            var (first, last) = (UInt16(table, starts + at), UInt16(table, ends + at));
            var (delta, offset) = (UInt16(table, deltas + at), UInt16(table, offsets + at));
            if (offset == 0)
            {
                segments.Add(new Segment(first, last, first + delta, Glyphs: null));
                continue;
            }

            var glyphs = new int[last - first + 1];
            for (var i = 0; i < glyphs.Length; i++)
            {
                var glyph = UInt16(table, offsets + at + offset + (2 * i));
                glyphs[i] = glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
            }

            segments.Add(new Segment(first, last, Start: 0, glyphs));
        }
    }

    private static int UInt16(ReadOnlySpan<byte> table, int offset) => BinaryPrimitives.ReadUInt16BigEndian(table[offset..]);

    /// <summary>Code points <paramref name="First"/>…<paramref name="Last"/>, inclusive: glyphs listed, or counted on from <paramref name="Start"/>.</summary>
    private readonly record struct Segment(int First, int Last, int Start, int[]? Glyphs);
}
