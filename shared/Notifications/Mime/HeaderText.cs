using IntakePipeline.Corrections;

namespace IntakePipeline.Notifications.Mime;

/// <summary>Text in a header: encoded words (RFC 2047) whenever it is not plain ASCII, so that no text can end the header it stands in.</summary>
internal static class HeaderText
{
    // "=?utf-8?B?" and "?=" leave 63 of 75 characters: 45 bytes in base64, less what a character cut in two would need.
    private const int BytesPerWord = 42;

    /// <summary>The value of an unstructured header, folded.</summary>
    public static string Encode(string text)
    {
        var plain = CorrectionRequestWords.OneLine(text);
        if (plain.Length <= 60 && plain.All(c => c is >= ' ' and <= '~') && !plain.Contains("=?", StringComparison.Ordinal))
            return plain;

        var words = new List<string>();
        var word = new List<byte>(BytesPerWord + 4);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in plain.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            if (word.Count + length > BytesPerWord)
                Flush();
            word.AddRange(utf8[..length]);
        }

        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }

    /// <summary>A name before an address.</summary>
    public static string Mailbox(string name, EmailAddress address) => $"{Quoted(name)}\r\n <{address}>";

    // As a phrase plain ASCII has to be quoted; an encoded word must not be.
    private static string Quoted(string name) =>
        Encode(name) is var encoded && encoded.StartsWith("=?", StringComparison.Ordinal) ? encoded : $"\"{encoded.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
