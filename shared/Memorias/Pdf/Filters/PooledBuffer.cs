using System.Buffers;

namespace IntakePipeline.Memorias.Pdf.Filters;

/// <summary>Bytes that a filter puts out: grows out of the shared pool, never above the bound for one stream.</summary>
internal sealed class PooledBuffer(PdfBudget budget) : IDisposable
{
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>Room for at least <paramref name="minimum"/> more bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Free(int minimum)
    {
        if (_bytes.Length - Length < minimum)
            Grow(minimum);
        return _bytes.AsSpan(Length);
    }

    public void Advance(int count)
    {
        Length += count;
        PdfBudget.Require(Length, budget.Limits.DecodedBytesPerStream, PdfLimit.DecodedBytesPerStream);
        budget.SpendDecoded(count);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Free(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>Keeps the first <paramref name="length"/> bytes.</summary>
    public void Cut(int length) => Length = Math.Min(length, Length);

    /// <summary>The bytes, to be changed in place.</summary>
    public Span<byte> Writable() => _bytes.AsSpan(0, Length);

    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    private void Grow(int minimum)
    {
        // One byte above the bound is enough to find out that it is exceeded.
        var wanted = Math.Min(Math.Max((long)Length + minimum, _bytes.Length * 2L), Math.Max((long)Length + minimum, budget.Limits.DecodedBytesPerStream + 1L));
        var grown = ArrayPool<byte>.Shared.Rent((int)Math.Min(wanted, Array.MaxLength));
        Span.CopyTo(grown);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = grown;
    }
}
