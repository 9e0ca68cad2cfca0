using System.Buffers.Binary;

namespace IntakePipeline.Memorias.Pdf.Pictures;

/// <summary>Puts compressed strips of a picture into a TIFF file (version 6.0), as they are.</summary>
/// <param name="width">Pixels across.</param>
/// <param name="height">Pixels down, all strips together.</param>
/// <param name="strips">The strips from the top.</param>
/// <param name="rowsPerStrip">Rows of each but the last, which may have fewer.</param>
internal sealed class TiffFile(int width, int height, IReadOnlyList<ReadOnlyMemory<byte>> strips, int rowsPerStrip)
{
    private const ushort Short = 3;
    private const ushort Long = 4;
    private readonly SortedDictionary<ushort, (ushort Type, uint[] Values)> tags = [];

    /// <summary>Sets a tag of 16-bit values.</summary>
    public void Set(ushort tag, params ReadOnlySpan<uint> values) => tags[tag] = (Short, values.ToArray());

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        SetLong(256, (uint)width);
        SetLong(257, (uint)height);
        SetLong(278, (uint)rowsPerStrip);
        SetLong(279, [.. strips.Select(strip => (uint)strip.Length)]);
        // Header, directory, values that do not fit in it, strips.
        SetLong(273, new uint[strips.Count]);
        var directory = 2 + (tags.Count * 12) + 4;
        var at = (uint)(8 + directory);
        var extra = tags.Values.Where(tag => Size(tag) > 4).Sum(tag => (long)Size(tag));
        var data = (uint)(at + extra);
        var offsets = tags[273].Values;
        for (var i = 0; i < strips.Count; i++)
        {
            offsets[i] = data;
            data += (uint)strips[i].Length;
        }

        var file = new byte[data];
        var span = file.AsSpan();
        "II*\0"u8.CopyTo(span);
        BinaryPrimitives.WriteUInt32LittleEndian(span[4..], 8);
        BinaryPrimitives.WriteUInt16LittleEndian(span[8..], (ushort)tags.Count);
        var entry = 10;
        foreach (var (name, tag) in tags)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(span[entry..], name);
            BinaryPrimitives.WriteUInt16LittleEndian(span[(entry + 2)..], tag.Type);
            BinaryPrimitives.WriteUInt32LittleEndian(span[(entry + 4)..], (uint)tag.Values.Length);
            if (Size(tag) > 4)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(span[(entry + 8)..], at);
                Write(span[(int)at..], tag);
                at += (uint)Size(tag);
            }
            else
            {
                Write(span[(entry + 8)..], tag);
            }

            entry += 12;
        }

        for (var i = 0; i < strips.Count; i++)
            strips[i].Span.CopyTo(span[(int)offsets[i]..]);
        return file;
    }

    private void SetLong(ushort tag, params uint[] values) => tags[tag] = (Long, values);

    private static int Size((ushort Type, uint[] Values) tag) => tag.Values.Length * (tag.Type == Short ? 2 : 4);

    private static void Write(Span<byte> span, (ushort Type, uint[] Values) tag)
    {
        for (var i = 0; i < tag.Values.Length; i++)
        {
            if (tag.Type == Short)
                BinaryPrimitives.WriteUInt16LittleEndian(span[(i * 2)..], (ushort)tag.Values[i]);
            else
                BinaryPrimitives.WriteUInt32LittleEndian(span[(i * 4)..], tag.Values[i]);
        }
    }
}
