namespace IntakePipeline.Memorias.Pdf.Filters;

/// <summary>FlateDecode, all at once.</summary>
internal static class Flate
{
    private const int Step = 32 * 1024;

    public static void Decode(ReadOnlyMemory<byte> input, PooledBuffer output)
    {
        using var inflater = new Inflater(input);
        while (true)
        {
            // At the bound one byte more is asked for: only a stream that has it is too long.
            var room = output.Free(Math.Clamp(output.Left, 1, Step));
            var read = inflater.Read(room[..Math.Min(room.Length, Step)]);
            if (read == 0)
                return;
            output.Advance(read);
        }
    }
}
