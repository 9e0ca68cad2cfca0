using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Memorias.Pdf.Filters;

/// <summary>The filters that write bytes as characters, and run lengths (ISO 32000-1, 7.4.2, 7.4.3, 7.4.5).</summary>
internal static class AsciiFilters
{
    /// <summary>ASCIIHexDecode: pairs of digits until <c>&gt;</c>.</summary>
    public static void DecodeHex(ReadOnlySpan<byte> input, PooledBuffer output)
    {
        var end = input.IndexOf((byte)'>');
        if (end >= 0)
            input = input[..end];
        if (input.IsEmpty)
            return;
        var room = output.Free((input.Length / 2) + 1);
        output.Advance(PdfStrings.Unescape(TokenKind.HexString, input, room));
    }

    /// <summary>ASCII85Decode: five characters for four bytes, <c>z</c> for four zeros, until <c>~&gt;</c>.</summary>
    public static void Decode85(ReadOnlySpan<byte> input, PooledBuffer output)
    {
        var group = 0u;
        var count = 0;
        Span<byte> four = stackalloc byte[4];
        foreach (var b in input)
        {
            if (b == '~')
                break;
            if (b == 'z' && count == 0)
            {
                four.Clear();
                output.Append(four);
                continue;
            }

            if (b is < (byte)'!' or > (byte)'u')
                continue;
            group = unchecked((group * 85) + (uint)(b - '!'));
            if (++count < 5)
                continue;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(four, group);
            output.Append(four);
            (group, count) = (0, 0);
        }

        if (count < 2)
            return;
        // A short last group is filled up with the highest character and gives one byte less than it has characters.
        for (var i = count; i < 5; i++)
            group = unchecked((group * 85) + 84);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(four, group);
        output.Append(four[..(count - 1)]);
    }

    /// <summary>RunLengthDecode: n below 128 copies n + 1 bytes, n above 128 repeats one byte 257 - n times, 128 ends.</summary>
    public static void DecodeRunLength(ReadOnlySpan<byte> input, PooledBuffer output)
    {
        var at = 0;
        while (at < input.Length && input[at] != 128)
        {
            var n = input[at++];
            if (n < 128)
            {
                var copied = Math.Min(n + 1, input.Length - at);
                output.Append(input.Slice(at, copied));
                at += copied;
            }
            else if (at < input.Length)
            {
                var times = 257 - n;
                output.Free(times)[..times].Fill(input[at++]);
                output.Advance(times);
            }
        }
    }
}
