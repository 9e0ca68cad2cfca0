using IntakePipeline.Memorias.Pdf.Filters;
using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>
/// A window over content streams that are decoded while they are run, one behind the other. It holds a stretch of 64 KiB, and more only where one operator
/// with its operands needs more.
/// </summary>
internal sealed class ContentBytes(StreamDecoder decoder, PdfBudget budget, ReadOnlyMemory<PdfStream> streams) : IDisposable
{
    private const int Window = 64 * 1024;

    private ReadOnlyMemory<PdfStream> _streams = streams;
    private DecodedReader? _reader;
    private byte[] _window = PooledBuffer.Rent(Window);

    /// <summary>The stretch at hand.</summary>
    public ReadOnlySpan<byte> Span => _window.AsSpan(0, Length);

    /// <summary>Bytes at hand.</summary>
    public int Length { get; private set; }

    /// <summary>Nothing comes after the stretch.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>Reads on.</summary>
    /// <param name="from">What stands before it is done with; the rest moves to the front.</param>
    public void Refill(int from)
    {
        Span[from..].CopyTo(_window);
        Length -= from;
        if (Length > _window.Length / 2)
            Grow();
        // A line end between two streams: tokens do not run on from one into the next.
        while (Length < _window.Length - 1)
        {
            if (_reader is null && !OpenNext())
            {
                AtEnd = true;
                return;
            }

            var read = _reader!.Read(_window.AsSpan(Length, _window.Length - 1 - Length));
            Length += read;
            if (read == 0)
            {
                _window[Length++] = (byte)'\n';
                _reader.Dispose();
                _reader = null;
            }
        }
    }

    /// <summary>Reads on inside a comment, nothing of which is needed but that it is one.</summary>
    public void RefillInComment()
    {
        _window[Length - 1] = (byte)'%';
        Refill(Length - 1);
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _reader = null;
        PooledBuffer.Return(_window);
        _window = [];
        (Length, AtEnd) = (0, true);
    }

    /// <summary>Streams that cannot be decoded are left out.</summary>
    private bool OpenNext()
    {
        while (!_streams.IsEmpty)
        {
            _reader = decoder.Open(_streams.Span[0]);
            _streams = _streams[1..];
            if (_reader is not null)
                return true;
        }

        return false;
    }

    private void Grow()
    {
        PdfBudget.Require(_window.Length * 2, budget.Limits.DecodedBytesPerStream, PdfLimit.DecodedBytesPerStream);
        var grown = PooledBuffer.Rent(_window.Length * 2);
        Span.CopyTo(grown);
        PooledBuffer.Return(_window);
        _window = grown;
    }
}
