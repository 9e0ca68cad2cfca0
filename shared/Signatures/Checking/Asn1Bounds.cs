namespace IntakePipeline.Signatures.Checking;

/// <summary>Walks ASN.1 (BER or DER) once, without recursion, before a parser sees it: what passes is finite in depth and in number.</summary>
internal static class Asn1Bounds
{
    /// <summary>The length in bytes of the first value of <paramref name="data"/>; null when it is cut off, ill formed or beyond <see cref="CmsLimits"/>.</summary>
    public static int? Measure(ReadOnlySpan<byte> data)
    {
        // Where each open value ends; one of indefinite length ends with its parent at the latest.
        Span<int> ends = stackalloc int[CmsLimits.Depth];
        Span<bool> indefinite = stackalloc bool[CmsLimits.Depth];
        var (position, depth) = (0, 0);
        for (var values = 0; values <= CmsLimits.Values; values++)
        {
            var limit = depth == 0 ? data.Length : ends[depth - 1];
            if (limit - position < 2)
                return null;
            if (depth > 0 && indefinite[depth - 1] && data[position] == 0 && data[position + 1] == 0)
            {
                position += 2;
                depth--;
            }
            else
            {
                var isConstructed = (data[position] & 0x20) != 0;
                if (!ReadHeader(data[..limit], ref position, out var length) || length > limit - position || (length < 0 && !isConstructed))
                    return null;
                if (isConstructed && length != 0)
                {
                    if (depth == CmsLimits.Depth)
                        return null;
                    (ends[depth], indefinite[depth]) = (length < 0 ? limit : position + length, length < 0);
                    depth++;
                    continue;
                }

                position += length;
            }

            while (depth > 0 && !indefinite[depth - 1] && position == ends[depth - 1])
                depth--;
            if (depth == 0)
                return position;
        }

        return null;
    }

    /// <summary>Reads tag and length; a length of -1 is indefinite.</summary>
    private static bool ReadHeader(ReadOnlySpan<byte> data, ref int position, out int length)
    {
        length = 0;
        if ((data[position++] & 0x1F) == 0x1F)
        {
            var longest = position + 4;
            do
            {
                if (position >= data.Length || position == longest)
                    return false;
            }
            while ((data[position++] & 0x80) != 0);
        }

        if (position >= data.Length)
            return false;
        var first = data[position++];
        if (first < 0x80)
        {
            length = first;
            return true;
        }

        var bytes = first & 0x7F;
        if (bytes == 0)
        {
            length = -1;
            return true;
        }

        if (bytes > 4 || data.Length - position < bytes)
            return false;
        long value = 0;
        for (var i = 0; i < bytes; i++)
            value = (value << 8) | data[position++];
        length = (int)Math.Min(value, int.MaxValue);
        return true;
    }
}
