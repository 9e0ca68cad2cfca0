namespace IntakePipeline.Memorias.Pdf.Structure;

/// <summary>Finds where a stream's bytes begin and end in the file.</summary>
internal static class StreamBytes
{
    /// <param name="file">The file.</param>
    /// <param name="afterKeyword">Just behind the keyword <c>stream</c>.</param>
    /// <param name="length">What <c>/Length</c> says; trusted only if <c>endstream</c> stands there.</param>
    public static ReadOnlyMemory<byte> Find(ReadOnlyMemory<byte> file, int afterKeyword, int? length)
    {
        var bytes = file.Span;
        var start = afterKeyword;
        if (start < bytes.Length && bytes[start] == ' ')
            start++;
        if (start < bytes.Length && bytes[start] == '\r')
            start++;
        if (start < bytes.Length && bytes[start] == '\n')
            start++;
        if (length is >= 0 && length <= bytes.Length - start && EndsAt(bytes, start + length.Value))
            return file.Slice(start, length.Value);
        var rest = bytes[Math.Min(start, bytes.Length)..];
        var end = rest.IndexOf("endstream"u8);
        if (end < 0)
            end = rest.IndexOf("endobj"u8);
        if (end < 0)
            end = rest.Length;
        // The line end before the keyword is not data.
        if (end > 0 && rest[end - 1] == '\n')
            end--;
        if (end > 0 && rest[end - 1] == '\r')
            end--;
        return file.Slice(Math.Min(start, bytes.Length), end);
    }

    private static bool EndsAt(ReadOnlySpan<byte> bytes, int at)
    {
        var rest = bytes.Slice(at, Math.Min(bytes.Length - at, 32)).TrimStart("\r\n \t\0\f"u8);
        return rest.StartsWith("endstream"u8) || rest.StartsWith("endobj"u8);
    }
}
