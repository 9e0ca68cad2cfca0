namespace IntakePipeline.Memorias.Pdf.Filters;

/// <summary>A stream's decoded bytes, stretch by stretch: a stream that inflates to megabytes never stands in memory as a whole.</summary>
internal sealed class DecodedReader : IDisposable
{
    private readonly PdfBudget _budget;
    private readonly PooledBuffer? _owned;
    private readonly Inflater? _inflater;
    private ReadOnlyMemory<byte> _rest;
    private int _given;

    private DecodedReader(PdfBudget budget, PooledBuffer? owned, Inflater? inflater, ReadOnlyMemory<byte> rest) =>
        (_budget, _owned, _inflater, _rest) = (budget, owned, inflater, rest);

    /// <summary>Bytes that need no decoding, or have been decoded.</summary>
    /// <param name="owned">Holds them, and is disposed of with the reader; null when the file does.</param>
    public static DecodedReader Plain(PdfBudget budget, PooledBuffer? owned, ReadOnlyMemory<byte> bytes) => new(budget, owned, null, bytes);

    /// <summary>Bytes still to be inflated.</summary>
    public static DecodedReader Inflating(PdfBudget budget, PooledBuffer? owned, ReadOnlyMemory<byte> packed) => new(budget, owned, new Inflater(packed), default);

    /// <summary>Fills some of the room.</summary>
    /// <returns>How many bytes; 0 at the end.</returns>
    public int Read(Span<byte> room)
    {
        var read = _inflater?.Read(room) ?? Copy(room);
        _given += read;
        PdfBudget.Require(_given, _budget.Limits.DecodedBytesPerStream, PdfLimit.DecodedBytesPerStream);
        _budget.SpendDecoded(read);
        return read;
    }

    public void Dispose()
    {
        _inflater?.Dispose();
        _owned?.Dispose();
    }

    private int Copy(Span<byte> room)
    {
        var count = Math.Min(room.Length, _rest.Length);
        _rest.Span[..count].CopyTo(room);
        _rest = _rest[count..];
        return count;
    }
}
