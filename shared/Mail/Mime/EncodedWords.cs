using System.Text;

namespace IntakePipeline.Mail.Mime;

/// <summary>Encoded words in headers (RFC 2047): <c>=?charset?B?…?=</c>. What is none is left as it is.</summary>
internal static class EncodedWords
{
    private const int MaxWord = 2000;

    /// <summary>The text with its encoded words read; blanks between two of them are no part of it.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains("=?", StringComparison.Ordinal))
            return text;
        var decoded = new StringBuilder(text.Length);
        // Words of one charset that follow each other are joined as bytes first: senders cut characters in two.
        var pending = new List<byte>();
        string? charset = null;
        var at = 0;
        while (at < text.Length)
        {
            var start = text.IndexOf("=?", at, StringComparison.Ordinal);
            if (start < 0 || Word(text.AsSpan(start)) is not { } word)
            {
                var next = start < 0 ? text.Length : start + 2;
                Flush();
                decoded.Append(text, at, next - at);
                at = next;
                continue;
            }

            var between = text.AsSpan(at, start - at);
            if (pending.Count == 0 || !between.IsWhiteSpace())
            {
                Flush();
                decoded.Append(between);
            }
            else if (!string.Equals(charset, word.Charset, StringComparison.OrdinalIgnoreCase))
            {
                Flush();
            }

            charset = word.Charset;
            pending.AddRange(word.Bytes);
            at = start + word.Length;
        }

        Flush();
        return decoded.ToString();

        void Flush()
        {
            if (pending.Count > 0)
                decoded.Append(Charsets.Decode([.. pending], charset));
            pending.Clear();
        }
    }

    private static (string Charset, byte[] Bytes, int Length)? Word(ReadOnlySpan<char> text)
    {
        // "=?" charset "?" encoding "?" text "?=", no blanks but in sloppy Q words.
        var window = text[..Math.Min(text.Length, MaxWord)];
        var first = window[2..].IndexOf('?');
        if (first <= 0 || first > 60 || window.Length < 2 + first + 4 || window[2 + first + 2] != '?')
            return null;
        var encoding = char.ToUpperInvariant(window[2 + first + 1]);
        var body = window[(2 + first + 3)..];
        var end = body.IndexOf("?=", StringComparison.Ordinal);
        if (end < 0 || encoding is not ('B' or 'Q'))
            return null;
        var bytes = Encoding.Latin1.GetBytes(body[..end].ToString());
        // RFC 2231 5: a language may follow the charset.
        var charset = window.Slice(2, first).ToString().Split('*')[0];
        return (charset, encoding == 'B' ? TransferDecoding.Base64(bytes) : TransferDecoding.QuotedPrintable(bytes, underscoreIsSpace: true), 2 + first + 3 + end + 2);
    }
}
