using System.Buffers;

namespace IntakePipeline.Memorias.Pdf.Filters;

/// <summary>Bytes that a filter puts out: grows out of the shared pool, never above the bound for one stream.</summary>
internal sealed class PooledBuffer(PdfBudget budget) : IDisposable
{
    /// <summary>Larger arrays are left to the collector.</summary>
    private const int MaxPooled = 1 << 20;

    /// <summary>A pool of the reader's own: the process's keeps an array of each size for every thread, which hostile files would fill.</summary>
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(MaxPooled, maxArraysPerBucket: 8);

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    /// <summary>How many bytes may still be put out.</summary>
    public int Left => budget.Limits.DecodedBytesPerStream - Length;

    /// <summary>Room for at least <paramref name="minimum"/> more bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Free(int minimum)
    {
        PdfBudget.Require(minimum, Left, PdfLimit.DecodedBytesPerStream);
        if (_bytes.Length - Length < minimum)
            Grow(minimum);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Makes room for so many bytes in all, in one step.</summary>
    public void Reserve(int length)
    {
        if (length > _bytes.Length)
            Enlarge(length);
    }

    public void Advance(int count)
    {
        Length += count;
        budget.SpendDecoded(count);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Free(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>Keeps the first <paramref name="length"/> bytes.</summary>
    public void Cut(int length) => Length = Math.Min(length, Length);

    /// <summary>The bytes, to outlive this buffer, which is empty afterwards.</summary>
    public ReadOnlyMemory<byte> Detach()
    {
        // Twice as much as needed would be kept from a doubled array; a pooled one is not ours to keep.
        var kept = _bytes.Length > MaxPooled && Length > _bytes.Length / 2 ? Memory : Span.ToArray();
        if (_bytes.Length <= MaxPooled)
            Return(_bytes);
        _bytes = [];
        Length = 0;
        return kept;
    }

    /// <summary>The bytes, to be changed in place.</summary>
    public Span<byte> Writable() => _bytes.AsSpan(0, Length);

    public void Dispose()
    {
        Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    /// <summary>An array of at least that length, out of the pool unless it is large.</summary>
    public static byte[] Rent(int length) => length <= MaxPooled ? Pool.Rent(length) : GC.AllocateUninitializedArray<byte>(length);

    /// <summary>Gives an array of <see cref="Rent"/> back.</summary>
    public static void Return(byte[] bytes)
    {
        if (bytes.Length is > 0 and <= MaxPooled)
            Pool.Return(bytes);
    }

    private void Grow(int minimum)
    {
        // Doubled, but not beyond the bound: the pool rounds up, and a hostile stream would get twice what it may use.
        Enlarge(Math.Max(Length + minimum, (int)Math.Min(_bytes.Length * 2L, budget.Limits.DecodedBytesPerStream)));
    }

    private void Enlarge(int length)
    {
        var grown = Rent(length);
        Span.CopyTo(grown);
        Return(_bytes);
        _bytes = grown;
    }
}
