using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace IntakePipeline.Receipts.Fonts;

/// <summary>
/// A font cut down to some glyphs and numbered anew: what a PDF embeds (ISO 32000-1, 9.9: <c>glyf</c>, <c>head</c>, <c>hhea</c>, <c>hmtx</c>,
/// <c>loca</c>, <c>maxp</c>). Hinting is left out: renderers of today do without it, and a document is no place for programs.
/// </summary>
internal static class TrueTypeSubset
{
    private const int HasWords = 0x1, HasScale = 0x8, MoreComponents = 0x20, HasTwoScales = 0x40, HasMatrix = 0x80, HasInstructions = 0x100;

    /// <summary>Builds the font whose glyph <c>i</c> is <paramref name="font"/>'s glyph <c>glyphs[i]</c>; a glyph may come several times.</summary>
    /// <param name="font">The whole font.</param>
    /// <param name="glyphs">Glyphs wanted, <c>.notdef</c> first. The parts of composite glyphs are added behind them.</param>
    public static byte[] Build(TrueTypeFont font, IReadOnlyList<int> glyphs)
    {
        var sources = new List<int>(glyphs);
        var numbers = new Dictionary<int, int>(glyphs.Count);
        for (var i = 0; i < glyphs.Count; i++)
            numbers.TryAdd(glyphs[i], i);
        var outlines = new ArrayBufferWriter<byte>(128 * glyphs.Count);
        var offsets = new ArrayBufferWriter<byte>(4 * glyphs.Count);
        var metrics = new ArrayBufferWriter<byte>(4 * glyphs.Count);
        // The list grows while it is walked: a part may have parts. Each of the font's glyphs is added at most once, so the walk ends.
        for (var i = 0; i < sources.Count; i++)
        {
            AppendUInt32(offsets, (uint)outlines.WrittenCount);
            WriteOutline(outlines, font.OutlineOf(sources[i]), PartNumber);
            AppendUInt16(metrics, font.AdvanceOf(sources[i]));
            AppendUInt16(metrics, font.LeftBearingOf(sources[i]));
        }

        AppendUInt32(offsets, (uint)outlines.WrittenCount);
        return Assemble(
            ("glyf", outlines.WrittenSpan.ToArray()),
            ("head", With(font.Table("head"), (8, 0), (10, 0), (50, 1))),
            ("hhea", With(font.Table("hhea"), (34, sources.Count))),
            ("hmtx", metrics.WrittenSpan.ToArray()),
            ("loca", offsets.WrittenSpan.ToArray()),
            ("maxp", With(font.Table("maxp"), (4, sources.Count), (20, 0), (22, 0), (24, 0), (26, 0))));

        int PartNumber(int source)
        {
            if (!numbers.TryGetValue(source, out var number))
            {
                numbers.Add(source, number = sources.Count);
                sources.Add(source);
            }

            return number;
        }
    }

    private static void WriteOutline(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> outline, Func<int, int> partNumber)
    {
        if (outline.IsEmpty)
            return;
        var contours = BinaryPrimitives.ReadInt16BigEndian(outline);
        if (contours >= 0)
            WriteSimple(output, outline, contours);
        else
            WriteComposite(output, outline, partNumber);
        output.Write(((ReadOnlySpan<byte>)[0, 0, 0])[..(-output.WrittenCount & 3)]);
    }

    // Header, last point of each contour, length of the instructions, instructions, points.
    private static void WriteSimple(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> outline, int contours)
    {
        var length = 10 + (2 * contours);
        var instructions = BinaryPrimitives.ReadUInt16BigEndian(outline[length..]);
        output.Write(outline[..length]);
        AppendUInt16(output, 0);
        output.Write(outline[(length + 2 + instructions)..]);
    }

    private static void WriteComposite(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> outline, Func<int, int> partNumber)
    {
        output.Write(outline[..10]);
        var rest = outline[10..];
        for (var more = true; more;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(rest);
            var size = 4 + ((flags & HasWords) != 0 ? 4 : 2);
            size += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
            AppendUInt16(output, flags & ~HasInstructions);
            AppendUInt16(output, partNumber(BinaryPrimitives.ReadUInt16BigEndian(rest[2..])));
            output.Write(rest[4..size]);
            rest = rest[size..];
            more = (flags & MoreComponents) != 0;
        }
    }

    private static byte[] With(ReadOnlySpan<byte> table, params ReadOnlySpan<(int Offset, int Value)> changes)
    {
        var copy = table.ToArray();
        foreach (var (offset, value) in changes)
            BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(offset), (ushort)value);
        return copy;
    }

    private static byte[] Assemble(params ReadOnlySpan<(string Tag, byte[] Data)> tables)
    {
        var directory = 12 + (16 * tables.Length);
        var size = directory;
        foreach (var (_, data) in tables)
            size += Padded(data.Length);
        var file = new byte[size];
        var power = 1 << int.Log2(tables.Length);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Length);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 * power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)int.Log2(power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)(16 * (tables.Length - power)));
        var (record, offset, head) = (12, directory, 0);
        foreach (var (tag, data) in tables)
        {
            if (tag == "head")
                head = offset;
            data.CopyTo(file.AsSpan(offset));
            Encoding.ASCII.GetBytes(tag, file.AsSpan(record));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 4), Checksum(file.AsSpan(offset, Padded(data.Length))));
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(record + 8), offset);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(record + 12), data.Length);
            record += 16;
            offset += Padded(data.Length);
        }

        // The whole file has to add up to this number; the table of tables was summed with a zero here.
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), 0xB1B0AFBA - Checksum(file));
        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var sum = 0u;
        for (; data.Length >= 4; data = data[4..])
            sum += BinaryPrimitives.ReadUInt32BigEndian(data);
        return sum;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static void AppendUInt16(ArrayBufferWriter<byte> output, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(2), (ushort)value);
        output.Advance(2);
    }

    private static void AppendUInt32(ArrayBufferWriter<byte> output, uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(4), value);
        output.Advance(4);
    }
}
