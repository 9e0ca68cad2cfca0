namespace IntakePipeline.Mail.Mime;

/// <summary>A block of headers.</summary>
public sealed class MimeHeaders
{
    private readonly List<(string Name, string Value)> all;

    private MimeHeaders(List<(string Name, string Value)> all) => this.all = all;

    /// <summary>Names and values, unfolded and decoded, in order.</summary>
    public IReadOnlyList<(string Name, string Value)> All => all;

    /// <summary>The first header of a name, unfolded, its encoded words decoded; null when there is none.</summary>
    public string? Find(string name) => FindRaw(name) is { } raw ? EncodedWords.Decode(raw).Trim() : null;

    /// <summary>The same, its encoded words as they are.</summary>
    public string? FindRaw(string name) => all.Find(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Reads a block; ends at the first empty line or at the end of the bytes.</summary>
    /// <param name="bytes">The block and what follows it.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="bodyStart">Where the body begins.</param>
    /// <returns>Null when the block is beyond the limits.</returns>
    internal static MimeHeaders? Read(ReadOnlySpan<byte> bytes, MimeLimits limits, out int bodyStart)
    {
        var found = new List<(string, string)>();
        var unfolded = new List<byte>();
        bodyStart = 0;
        while (bodyStart < bytes.Length)
        {
            var end = bytes[bodyStart..].IndexOf((byte)'\n');
            var line = end < 0 ? bytes[bodyStart..] : bytes.Slice(bodyStart, end);
            bodyStart += end < 0 ? line.Length : end + 1;
            if (line is [.., (byte)'\r'])
                line = line[..^1];
            if (bodyStart > limits.HeaderBytes)
                return null;
            if (line.IsEmpty)
                break;
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                unfolded.AddRange(line);
                continue;
            }

            Add();
            unfolded.AddRange(line);
            if (found.Count > limits.Headers)
                return null;
        }

        Add();
        return new MimeHeaders(found);

        void Add()
        {
            var header = Charsets.Decode([.. unfolded], null);
            unfolded.Clear();
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            // Mailbox files begin with "From …", and some servers write lines that are no headers: not ours to mend.
            if (colon > 0 && header.AsSpan(0, colon).TrimEnd() is { Length: > 0 } name && !name.ContainsAnyExceptInRange('!', '~'))
                found.Add((name.ToString(), header[(colon + 1)..].Trim()));
        }
    }
}
