namespace IntakePipeline.Memorias.Pdf.Filters;

/// <summary>FlateDecode, all at once.</summary>
internal static class Flate
{
    private const int Step = 32 * 1024;

    /// <summary>Beyond this an array that doubles would leave more behind than it holds: the rest is measured first.</summary>
    private const int Large = 1 << 20;

    public static void Decode(ReadOnlyMemory<byte> input, PooledBuffer output)
    {
        using var inflater = new Inflater(input);
        var measured = false;
        while (true)
        {
            if (output.Length >= Large && !measured)
            {
                var bound = output.Length + output.Left;
                // With the room that the last read asks for, although it gets nothing.
                output.Reserve(Math.Min(LengthOf(input, bound) + Step, bound));
                measured = true;
            }

            var room = output.Free(Math.Clamp(output.Left, 1, Step));
            var read = inflater.Read(room[..Math.Min(room.Length, Step)]);
            if (read == 0)
                return;
            output.Advance(read);
        }
    }

    /// <summary>How many bytes the data inflates to, no more than <paramref name="bound"/>.</summary>
    private static int LengthOf(ReadOnlyMemory<byte> input, int bound)
    {
        using var inflater = new Inflater(input);
        Span<byte> passed = stackalloc byte[4096];
        var length = 0;
        while (length < bound && inflater.Read(passed) is > 0 and var read)
            length += read;
        return Math.Min(length, bound);
    }
}
