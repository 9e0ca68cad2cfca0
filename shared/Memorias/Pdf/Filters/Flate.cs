using System.IO.Compression;
using System.Runtime.InteropServices;

namespace IntakePipeline.Memorias.Pdf.Filters;

/// <summary>FlateDecode. A broken stream gives what could be decoded before the break.</summary>
internal static class Flate
{
    private const int Step = 32 * 1024;

    /// <summary>Tells a byte that the inflater wrote from one it did not.</summary>
    private const byte Untouched = 0xA5;

    public static void Decode(ReadOnlyMemory<byte> input, PooledBuffer output)
    {
        // The zlib header is passed over and the checksum behind the data never looked at: writers get both wrong, and the data is what counts.
        var body = HasZlibHeader(input.Span) ? input[2..] : input;
        if (!Inflate(body, output, Step, skip: 0))
        {
            // The failing read threw away what it had decoded. Decode again up to there, then byte by byte until it fails for good.
            Inflate(body, output, step: 1, skip: output.Length);
        }
    }

    private static bool HasZlibHeader(ReadOnlySpan<byte> input) =>
        input.Length >= 2 && (input[0] & 0x0F) == 8 && ((input[0] << 8) | input[1]) % 31 == 0;

    /// <returns>False when the data is broken.</returns>
    private static bool Inflate(ReadOnlyMemory<byte> body, PooledBuffer output, int step, int skip)
    {
        if (body.IsEmpty)
            return true;
        using var source = AsStream(body);
        using var inflater = new DeflateStream(source, CompressionMode.Decompress);
        try
        {
            if (skip > 0)
            {
                Span<byte> passed = stackalloc byte[4096];
                while (skip > 0)
                {
                    var read = inflater.Read(passed[..Math.Min(skip, passed.Length)]);
                    if (read == 0)
                        return true;
                    skip -= read;
                }
            }

            while (true)
            {
                var length = Math.Clamp(output.Left, 1, step);
                var room = output.Free(length)[..length];
                room[0] = Untouched;
                var read = inflater.Read(room);
                if (read == 0)
                    return true;
                output.Advance(read);
            }
        }
        catch (InvalidDataException)
        {
            // The inflater looks past the byte it was asked for: the one before the break is there although the read failed.
            if (step == 1 && output.Left > 0 && output.Free(1)[0] != Untouched)
                output.Advance(1);
            return false;
        }
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(memory.ToArray(), writable: false);
}
