namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>Takes numbers off a font in the Compact Font Format. Beyond its end there are only zeros, and <see cref="Failed"/> says so.</summary>
internal ref struct CffReader(ReadOnlySpan<byte> font, int position)
{
    private readonly ReadOnlySpan<byte> _font = font;

    /// <summary>Where the next byte is read.</summary>
    public int Position { get; set; } = position;

    /// <summary>Something beyond the end was asked for.</summary>
    public bool Failed { get; private set; }

    /// <summary>Reads an unsigned number of one to four bytes.</summary>
    public int Number(int bytes)
    {
        if (Position < 0 || bytes is < 1 or > 4 || Position > _font.Length - bytes)
        {
            Failed = true;
            return 0;
        }

        var value = 0L;
        for (var i = 0; i < bytes; i++)
            value = (value << 8) | _font[Position++];
        if (value <= int.MaxValue)
            return (int)value;
        Failed = true;
        return 0;
    }

    /// <summary>Reads an INDEX and goes to its end.</summary>
    public CffIndex Index()
    {
        var count = Number(2);
        if (count == 0)
            return default;
        var size = Number(1);
        var offsets = Position;
        // Offsets count from the byte before the data.
        var data = (int)Math.Min(offsets + ((count + 1L) * size) - 1, int.MaxValue / 2);
        Position = offsets + (count * size);
        var end = Number(size);
        Failed |= end < 1 || end > _font.Length - data;
        Position = Failed ? _font.Length : data + end;
        return Failed ? default : new CffIndex(count, size, offsets, data);
    }

    /// <summary>An entry of an INDEX; empty when there is none.</summary>
    public readonly ReadOnlySpan<byte> Entry(CffIndex index, int entry)
    {
        if (entry < 0 || entry >= index.Count)
            return default;
        var reader = new CffReader(_font, index.Offsets + (entry * index.OffsetSize));
        var (from, to) = (reader.Number(index.OffsetSize), reader.Number(index.OffsetSize));
        return !reader.Failed && from >= 1 && from <= to && to <= _font.Length - index.Data ? _font[(index.Data + from)..(index.Data + to)] : default;
    }
}

/// <summary>Where the entries of an INDEX are.</summary>
/// <param name="Count">How many.</param>
/// <param name="OffsetSize">Bytes of an offset.</param>
/// <param name="Offsets">Where the offsets begin.</param>
/// <param name="Data">What the offsets count from.</param>
internal readonly record struct CffIndex(int Count, int OffsetSize, int Offsets, int Data);
