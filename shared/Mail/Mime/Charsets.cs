using System.Text;

namespace IntakePipeline.Mail.Mime;

/// <summary>Bytes as text by the charset they claim. Never fails: what cannot be decoded becomes U+FFFD.</summary>
internal static class Charsets
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Decodes; without a charset, or with one nobody knows, UTF-8 if it is that and else Windows-1252, which is what senders mean.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (Find(charset) is { } encoding)
            return encoding.GetString(bytes);
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Windows1252.GetString(bytes);
        }
    }

    private static Encoding? Find(string? charset)
    {
        var name = charset?.Trim().Trim('"', '\'').ToLowerInvariant();
        // ASCII by name is often something else by nature. UTF-7 can hide any character in plain ones.
        if (name is null or { Length: 0 or > 40 } or "us-ascii" or "ascii" or "utf-7" or "unicode-1-1-utf-7" or "x-unknown" or "unknown-8bit")
            return null;
        // ISO 8859-1 by name is Windows-1252 by nature, which has the euro sign where the other has controls.
        if (name is "iso-8859-1" or "latin1" or "iso8859-1")
            return Windows1252;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
