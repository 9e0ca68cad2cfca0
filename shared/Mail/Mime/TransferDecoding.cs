using System.Buffers;

namespace IntakePipeline.Mail.Mime;

/// <summary>Undoes a Content-Transfer-Encoding (RFC 2045 6). The result is never longer than what goes in. Never fails: what is no code is left out or left as it is.</summary>
internal static class TransferDecoding
{
    /// <summary>Decodes by name; an unknown name is taken as no encoding.</summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, string? encoding) => encoding?.Trim().ToLowerInvariant() switch
    {
        "base64" => Base64(body.Span),
        "quoted-printable" => QuotedPrintable(body.Span, underscoreIsSpace: false),
        _ => body,
    };

    /// <summary>Base64; characters that are none are skipped, padding ends it.</summary>
    public static byte[] Base64(ReadOnlySpan<byte> text)
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Max(16, text.Length * 3 / 4));
        int bits = 0, have = 0;
        foreach (var c in text)
        {
            var value = c switch
            {
                >= (byte)'A' and <= (byte)'Z' => c - 'A',
                >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
                >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
                (byte)'+' => 62,
                (byte)'/' => 63,
                (byte)'=' => -2,
                _ => -1,
            };
            if (value == -2)
                break;
            if (value < 0)
                continue;
            bits = ((bits << 6) | value) & 0xFFFFFF;
            have += 6;
            if (have < 8)
                continue;
            have -= 8;
            Put(bytes, (byte)(bits >> have));
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Quoted-printable, or the Q of encoded words.</summary>
    public static byte[] QuotedPrintable(ReadOnlySpan<byte> text, bool underscoreIsSpace)
    {
        var bytes = new ArrayBufferWriter<byte>(Math.Max(16, text.Length));
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                Put(bytes, underscoreIsSpace && text[i] == '_' ? (byte)' ' : text[i]);
            }
            else if (i + 2 < text.Length && IsHex(text[i + 1]) && IsHex(text[i + 2]))
            {
                Put(bytes, (byte)((Hex(text[i + 1]) << 4) | Hex(text[i + 2])));
                i += 2;
            }
            else if (SoftBreak(text[(i + 1)..]) is > 0 and var length)
            {
                i += length;
            }
            else
            {
                Put(bytes, text[i]);
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    // Spaces may have been added behind the "=" on the way.
    private static int SoftBreak(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (at < rest.Length && at < 80 && (rest[at] is (byte)' ' or (byte)'\t'))
            at++;
        return at < rest.Length && rest[at] == '\n' ? at + 1
            : at + 1 < rest.Length && rest[at] == '\r' && rest[at + 1] == '\n' ? at + 2
            : 0;
    }

    private static void Put(ArrayBufferWriter<byte> bytes, byte value)
    {
        bytes.GetSpan(1)[0] = value;
        bytes.Advance(1);
    }

    private static bool IsHex(byte c) => char.IsAsciiHexDigit((char)c);

    private static int Hex(byte c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}
