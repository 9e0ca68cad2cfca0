namespace IntakePipeline.Memorias.Pdf.Objects;

/// <summary>Turns the written form of strings and names into their bytes (ISO 32000-1, 7.3.4 and 7.3.5).</summary>
internal static class PdfStrings
{
    /// <summary>Unescapes a literal or hexadecimal string. The result is never longer than the written form.</summary>
    /// <returns>How many bytes of <paramref name="output"/> are filled.</returns>
    public static int Unescape(TokenKind kind, ReadOnlySpan<byte> written, Span<byte> output) =>
        kind == TokenKind.HexString ? Hex(written, output) : Literal(written, output);

    /// <summary>The bytes of a string token.</summary>
    public static byte[] Bytes(TokenKind kind, ReadOnlySpan<byte> written)
    {
        if (kind == TokenKind.LiteralString && !written.Contains((byte)'\\'))
            return written.ToArray();
        var output = new byte[written.Length];
        var length = Unescape(kind, written, output);
        return length == output.Length ? output : output[..length];
    }

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    public static int HexDigit(byte b)
    {
        var digit = (uint)(b - '0');
        if (digit <= 9)
            return (int)digit;
        // Small letters differ from capitals in one bit.
        var letter = (uint)((b | 0x20) - 'a');
        return letter <= 5 ? (int)letter + 10 : -1;
    }

    private static int Hex(ReadOnlySpan<byte> written, Span<byte> output)
    {
        var count = 0;
        var high = -1;
        foreach (var b in written)
        {
            var digit = HexDigit(b);
            if (digit < 0)
                continue;
            if (high < 0)
            {
                high = digit;
            }
            else
            {
                output[count++] = (byte)((high << 4) | digit);
                high = -1;
            }
        }

        // A missing last digit stands for zero.
        if (high >= 0)
            output[count++] = (byte)(high << 4);
        return count;
    }

    /// <summary>Bare line ends stay as they are: encrypted strings hold bytes that only look like them.</summary>
    private static int Literal(ReadOnlySpan<byte> written, Span<byte> output)
    {
        var count = 0;
        for (var at = 0; at < written.Length; at++)
        {
            var b = written[at];
            if (b != '\\')
            {
                output[count++] = b;
                continue;
            }

            if (++at >= written.Length)
                break;
            b = written[at];
            switch (b)
            {
                case (byte)'n':
                    output[count++] = (byte)'\n';
                    break;
                case (byte)'r':
                    output[count++] = (byte)'\r';
                    break;
                case (byte)'t':
                    output[count++] = (byte)'\t';
                    break;
                case (byte)'b':
                    output[count++] = (byte)'\b';
                    break;
                case (byte)'f':
                    output[count++] = (byte)'\f';
                    break;
                case (byte)'\r':
                    if (at + 1 < written.Length && written[at + 1] == '\n')
                        at++;
                    break;
                case (byte)'\n':
                    break;
                case >= (byte)'0' and <= (byte)'7':
                    var octal = b - '0';
                    for (var i = 0; i < 2 && at + 1 < written.Length && written[at + 1] is >= (byte)'0' and <= (byte)'7'; i++)
                        octal = (octal * 8) + (written[++at] - '0');
                    output[count++] = (byte)octal;
                    break;
                default:
                    output[count++] = b;
                    break;
            }
        }

        return count;
    }
}
