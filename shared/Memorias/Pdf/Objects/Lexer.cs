namespace IntakePipeline.Memorias.Pdf.Objects;

internal enum TokenKind : byte
{
    /// <summary>No more input.</summary>
    End,
    Integer,
    Real,
    Name,
    LiteralString,
    HexString,
    ArrayStart,
    ArrayEnd,
    DictionaryStart,
    DictionaryEnd,

    /// <summary>Anything else: <c>obj</c>, <c>true</c>, an operator of a content stream.</summary>
    Keyword,
}

/// <summary>A token as a place in the input; names without slash, strings without their outermost brackets.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, double Number);

/// <summary>Cuts bytes into PDF tokens (ISO 32000-1, 7.2). Never fails: what makes no sense is passed over or becomes a keyword.</summary>
internal ref struct Lexer(ReadOnlySpan<byte> input, int position)
{
    private readonly ReadOnlySpan<byte> _input = input;

    /// <summary>Where the next token is looked for.</summary>
    public int Position { get; set; } = position;

    /// <summary>A comment was the last thing looked at, and the input ended inside it.</summary>
    public bool EndsInComment { get; private set; }

    /// <summary>Bytes not looked at yet.</summary>
    public readonly int Remaining => _input.Length - Position;

    public readonly ReadOnlySpan<byte> Bytes(Token token) => _input.Slice(token.Start, token.Length);

    public readonly bool Is(Token token, ReadOnlySpan<byte> keyword) => token.Kind == TokenKind.Keyword && Bytes(token).SequenceEqual(keyword);

    /// <summary>As many digits as any whole number of 64 bits holds.</summary>
    private const int MostDigits = 18;

    private static ReadOnlySpan<double> Powers => [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    private const byte White = 1;
    private const byte Delimiter = 2;

    /// <summary>What each byte is, up to the last that is not regular: a look-up where comparing would take most of the time.</summary>
    private static ReadOnlySpan<byte> Classes =>
    [
        White, 0, 0, 0, 0, 0, 0, 0, 0, White, White, 0, White, White, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        White, 0, 0, 0, 0, Delimiter, 0, 0, Delimiter, Delimiter, 0, 0, 0, 0, 0, Delimiter,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Delimiter, 0, Delimiter, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Delimiter, 0, Delimiter, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Delimiter, 0, Delimiter, 0, 0,
    ];

    public static bool IsWhite(byte b) => b <= 32 && Classes[b] == White;

    public static bool IsDelimiter(byte b) => b < 128 && Classes[b] == Delimiter;

    public static bool IsRegular(byte b) => b >= 128 || Classes[b] == 0;

    /// <summary>Moves past white space and comments.</summary>
    public void SkipWhite()
    {
        var bytes = _input;
        var at = Position;
        while ((uint)at < (uint)bytes.Length)
        {
            var b = bytes[at];
            if (b == '%')
            {
                var line = bytes[at..].IndexOfAny((byte)'\r', (byte)'\n');
                EndsInComment = line < 0;
                at = line < 0 ? bytes.Length : at + line;
            }
            else if (IsWhite(b))
            {
                at++;
            }
            else
            {
                break;
            }
        }

        Position = at;
    }

    public Token Next()
    {
        while (true)
        {
            // Mostly one space stands between two tokens.
            var start = Position;
            if ((uint)start < (uint)_input.Length && _input[start] == ' ')
                Position = ++start;
            if ((uint)start >= (uint)_input.Length || _input[start] is <= 32 or (byte)'%')
            {
                SkipWhite();
                start = Position;
                if (start >= _input.Length)
                    return new Token(TokenKind.End, _input.Length, 0, 0);
            }

            var b = _input[start];
            switch (b)
            {
                case >= (byte)'0' and <= (byte)'9' or (byte)'+' or (byte)'-' or (byte)'.':
                    return NumberAt(start);
                case (byte)'/':
                    Position = RegularEnd(start + 1);
                    return new Token(TokenKind.Name, start + 1, Position - start - 1, 0);
                case (byte)'(':
                    return LiteralAt(start + 1);
                case (byte)'[':
                    return Single(TokenKind.ArrayStart);
                case (byte)']':
                    return Single(TokenKind.ArrayEnd);
                case (byte)'<' when Follows(start, (byte)'<'):
                    Position += 2;
                    return new Token(TokenKind.DictionaryStart, start, 2, 0);
                case (byte)'<':
                    return HexAt(start + 1);
                case (byte)'>' when Follows(start, (byte)'>'):
                    Position += 2;
                    return new Token(TokenKind.DictionaryEnd, start, 2, 0);
                case (byte)'>' or (byte)')':
                    Position++;
                    continue;
                case (byte)'{' or (byte)'}':
                    return Single(TokenKind.Keyword);
                default:
                    Position = RegularEnd(start + 1);
                    return new Token(TokenKind.Keyword, start, Position - start, 0);
            }
        }
    }

    private readonly bool Follows(int at, byte b) => at + 1 < _input.Length && _input[at + 1] == b;

    private Token Single(TokenKind kind) => new(kind, Position++, 1, 0);

    private readonly int RegularEnd(int at)
    {
        while (at < _input.Length && IsRegular(_input[at]))
            at++;
        return at;
    }

    private Token HexAt(int start)
    {
        var length = _input[start..].IndexOf((byte)'>');
        if (length < 0)
            length = _input.Length - start;
        Position = Math.Min(start + length + 1, _input.Length);
        return new Token(TokenKind.HexString, start, length, 0);
    }

    private Token LiteralAt(int start)
    {
        var depth = 1;
        var at = start;
        while (true)
        {
            var step = _input[at..].IndexOfAny((byte)'(', (byte)')', (byte)'\\');
            if (step < 0)
            {
                Position = _input.Length;
                return new Token(TokenKind.LiteralString, start, _input.Length - start, 0);
            }

            at += step;
            var b = _input[at];
            if (b == '\\')
            {
                at = Math.Min(at + 2, _input.Length);
                continue;
            }

            depth += b == '(' ? 1 : -1;
            if (depth == 0)
            {
                Position = at + 1;
                return new Token(TokenKind.LiteralString, start, at - start, 0);
            }

            at++;
        }
    }

    /// <summary>Reads as other readers do: signs may repeat, a second point or a sign inside ends the number's value but not its token.</summary>
    private Token NumberAt(int start)
    {
        var bytes = _input;
        var at = start;
        var negative = false;
        while (at < bytes.Length && bytes[at] is (byte)'+' or (byte)'-')
            negative |= bytes[at++] == '-';
        // Digits are gathered in a whole number as long as they fit: most numbers are short, and this is where most of a page's time goes.
        var first = at;
        var whole = 0L;
        while ((uint)at < (uint)bytes.Length && (uint)(bytes[at] - '0') <= 9)
            whole = (whole * 10) + (bytes[at++] - '0');
        var digits = at - first;
        var kind = TokenKind.Integer;
        var decimals = 0;
        if ((uint)at < (uint)bytes.Length && bytes[at] == '.')
        {
            kind = TokenKind.Real;
            first = ++at;
            while ((uint)at < (uint)bytes.Length && (uint)(bytes[at] - '0') <= 9)
                whole = (whole * 10) + (bytes[at++] - '0');
            decimals = at - first;
            digits += decimals;
        }

        var value = digits <= MostDigits ? whole / Powers[decimals] : LongNumber(bytes[(at - digits - (kind is TokenKind.Real ? 1 : 0))..at]);

        while (digits > 0 && at < bytes.Length && bytes[at] is (byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9'))
            at++;
        if (digits == 0 && at < bytes.Length && IsRegular(bytes[at]))
        {
            Position = RegularEnd(at);
            return new Token(TokenKind.Keyword, start, Position - start, 0);
        }

        Position = at;
        return new Token(kind, start, at - start, negative ? -value : value);
    }

    /// <summary>A number of more digits than a whole number of 64 bits is sure to hold.</summary>
    private static double LongNumber(ReadOnlySpan<byte> written)
    {
        var point = written.IndexOf((byte)'.');
        var value = 0d;
        foreach (var digit in point < 0 ? written : written[..point])
            value = (value * 10) + (digit - '0');
        // Beyond fifteen decimals nothing changes, and the scale would overflow.
        var scale = 1d;
        foreach (var digit in point < 0 ? [] : written[(point + 1)..Math.Min(written.Length, point + 16)])
        {
            value = (value * 10) + (digit - '0');
            scale *= 10;
        }

        return double.IsFinite(value) ? value / scale : 0;
    }
}
