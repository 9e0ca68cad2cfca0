using System.IO.Compression;
using System.Runtime.InteropServices;

namespace IntakePipeline.Memorias.Pdf.Filters;

/// <summary>Inflates stretch by stretch. A broken stream gives what could be decoded before the break.</summary>
internal sealed class Inflater : IDisposable
{
    /// <summary>Bytes asked of the inflater at once: the most that is decoded a second time, byte by byte, when the stream breaks.</summary>
    private const int Step = 32 * 1024;

    /// <summary>Tells a byte that the inflater wrote from one it did not.</summary>
    private const byte Untouched = 0xA5;

    private readonly ReadOnlyMemory<byte> _body;
    private DeflateStream _stream;
    private int _given;
    private bool _byByte;
    private bool _ended;

    public Inflater(ReadOnlyMemory<byte> input)
    {
        // The zlib header is passed over and the checksum behind the data never looked at: writers get both wrong, and the data is what counts.
        _body = HasZlibHeader(input.Span) ? input[2..] : input;
        _stream = Open();
        _ended = _body.IsEmpty;
    }

    /// <summary>Fills some of the room.</summary>
    /// <returns>How many bytes; 0 at the end.</returns>
    public int Read(Span<byte> room)
    {
        if (_ended)
            return 0;
        try
        {
            if (_byByte)
                return ReadByByte(room);
            var read = _stream.Read(room[..Math.Min(room.Length, Step)]);
            _given += read;
            return read;
        }
        catch (InvalidDataException) when (!_byByte)
        {
            // The failing read threw away what it had decoded. Decode again up to there, then byte by byte until it fails for good.
            _byByte = true;
            return SkipGiven() ? ReadByByte(room) : 0;
        }
    }

    public void Dispose() => _stream.Dispose();

    private int ReadByByte(Span<byte> room)
    {
        var count = 0;
        try
        {
            for (; count < room.Length; count++)
            {
                room[count] = Untouched;
                if (_stream.Read(room.Slice(count, 1)) == 0)
                {
                    _ended = true;
                    break;
                }
            }
        }
        catch (InvalidDataException)
        {
            _ended = true;
            // The inflater looks past the byte it was asked for: the one before the break is there although the read failed.
            if (room[count] != Untouched)
                count++;
        }

        return count;
    }

    private bool SkipGiven()
    {
        _stream.Dispose();
        _stream = Open();
        Span<byte> passed = stackalloc byte[4096];
        try
        {
            for (var left = _given; left > 0;)
            {
                var read = _stream.Read(passed[..Math.Min(left, passed.Length)]);
                if (read == 0)
                    break;
                left -= read;
            }

            return true;
        }
        catch (InvalidDataException)
        {
            _ended = true;
            return false;
        }
    }

    private DeflateStream Open() => new(MemoryMarshal.TryGetArray(_body, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(_body.ToArray(), writable: false), CompressionMode.Decompress);

    private static bool HasZlibHeader(ReadOnlySpan<byte> input) =>
        input.Length >= 2 && (input[0] & 0x0F) == 8 && ((input[0] << 8) | input[1]) % 31 == 0;
}
