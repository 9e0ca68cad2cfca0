namespace IntakePipeline.Memorias.Pdf.Objects;

/// <summary>A dictionary as written: references are not followed here. Of a repeated key the last one counts.</summary>
internal sealed class PdfDictionary
{
    // Below this a walk over the keys beats hashing; above it a hostile dictionary would make lookups quadratic.
    private const int SmallCount = 12;

    private readonly KeyValuePair<string, PdfValue>[] _entries;
    private readonly Dictionary<string, int>? _index;

    public PdfDictionary(KeyValuePair<string, PdfValue>[] entries)
    {
        _entries = entries;
        if (entries.Length <= SmallCount)
            return;
        _index = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
        for (var i = 0; i < entries.Length; i++)
            _index[entries[i].Key] = i;
    }

    public static PdfDictionary Empty { get; } = new([]);

    /// <summary>Keys and values in the order written.</summary>
    public ReadOnlySpan<KeyValuePair<string, PdfValue>> Entries => _entries;

    /// <summary>The value as written, or null.</summary>
    public PdfValue this[string key]
    {
        get
        {
            if (_index is not null)
                return _index.TryGetValue(key, out var at) ? _entries[at].Value : default;
            for (var i = _entries.Length - 1; i >= 0; i--)
            {
                if (_entries[i].Key == key)
                    return _entries[i].Value;
            }

            return default;
        }
    }
}

/// <summary>A stream: its dictionary and its bytes as they lie in the file, neither decrypted nor decoded.</summary>
/// <param name="Dictionary">The dictionary before the bytes.</param>
/// <param name="Raw">A slice of the file.</param>
/// <param name="Number">Object number: names the stream and goes into its key when the file is encrypted.</param>
/// <param name="Generation">Generation, likewise.</param>
internal sealed record PdfStream(PdfDictionary Dictionary, ReadOnlyMemory<byte> Raw, int Number, int Generation);
