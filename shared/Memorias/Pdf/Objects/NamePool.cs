namespace IntakePipeline.Memorias.Pdf.Objects;

/// <summary>Gives one string a name, however often a file writes it: a page costs no string for <c>/Type</c> and its like.</summary>
internal sealed class NamePool
{
    // A file of ever new names must not fill the memory through the pool.
    private const int MaxNames = 20_000;
    private const int MaxLength = 127;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The name whose written form (without slash) is <paramref name="written"/>; longer than 127 bytes it is cut.</summary>
    public string Get(ReadOnlySpan<byte> written)
    {
        Span<char> characters = stackalloc char[MaxLength];
        var count = 0;
        for (var at = 0; at < written.Length && count < MaxLength; at++)
        {
            var b = written[at];
            if (b == '#' && at + 2 < written.Length && PdfStrings.HexDigit(written[at + 1]) is >= 0 and var high
                && PdfStrings.HexDigit(written[at + 2]) is >= 0 and var low)
            {
                b = (byte)((high << 4) | low);
                at += 2;
            }

            characters[count++] = (char)b;
        }

        var name = characters[..count];
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var known))
            return known;
        var fresh = name.ToString();
        if (_names.Count < MaxNames)
            _names.Add(fresh);
        return fresh;
    }
}
