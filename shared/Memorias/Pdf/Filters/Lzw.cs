namespace IntakePipeline.Memorias.Pdf.Filters;

/// <summary>LZWDecode (ISO 32000-1, 7.4.4): codes of 9 to 12 bits, most significant bit first.</summary>
internal static class Lzw
{
    private const int Clear = 256;
    private const int EndOfData = 257;
    private const int TableSize = 4096;

    /// <param name="earlyChange">Codes grow one entry too early, as the format's first writers had it; the default of PDF.</param>
    public static void Decode(ReadOnlySpan<byte> input, PooledBuffer output, bool earlyChange)
    {
        // Each entry is the entry before it and one byte more: its prefix, its last byte and its length.
        Span<ushort> prefix = stackalloc ushort[TableSize];
        Span<byte> last = stackalloc byte[TableSize];
        Span<ushort> lengths = stackalloc ushort[TableSize];
        for (var i = 0; i < 256; i++)
        {
            last[i] = (byte)i;
            lengths[i] = 1;
        }

        var next = EndOfData + 1;
        var width = 9;
        var previous = -1;
        var bits = 0u;
        var available = 0;
        var early = earlyChange ? 1 : 0;
        foreach (var b in input)
        {
            bits = (bits << 8) | b;
            available += 8;
            if (available < width)
                continue;
            var code = (int)(bits >> (available - width)) & ((1 << width) - 1);
            available -= width;
            if (code == EndOfData)
                return;
            if (code == Clear)
            {
                (next, width, previous) = (EndOfData + 1, 9, -1);
                continue;
            }

            // The code about to be defined may already be used: previous entry plus its own first byte.
            var defined = code < next && code is < 256 or > EndOfData;
            if (!defined && (code != next || previous < 0))
                return;
            if (previous >= 0 && next < TableSize)
            {
                prefix[next] = (ushort)previous;
                lengths[next] = (ushort)(lengths[previous] + 1);
                last[next] = FirstByte(defined ? code : previous, prefix, last, lengths);
                next++;
            }
            else if (!defined)
            {
                return;
            }

            Write(code, prefix, last, lengths, output);
            previous = code;
            if (next + early >= 1 << width && width < 12)
                width++;
        }
    }

    private static byte FirstByte(int code, ReadOnlySpan<ushort> prefix, ReadOnlySpan<byte> last, ReadOnlySpan<ushort> lengths)
    {
        for (var left = lengths[code]; left > 1; left--)
            code = prefix[code];
        return last[code];
    }

    private static void Write(int code, ReadOnlySpan<ushort> prefix, ReadOnlySpan<byte> last, ReadOnlySpan<ushort> lengths, PooledBuffer output)
    {
        int length = lengths[code];
        var room = output.Free(length);
        for (var at = length - 1; at >= 0; at--)
        {
            room[at] = last[code];
            code = prefix[code];
        }

        output.Advance(length);
    }
}
