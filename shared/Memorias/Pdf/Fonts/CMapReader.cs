using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Memorias.Pdf.Fonts;

internal enum CMapSection
{
    None,
    CodeSpace,
    Cid,

    /// <summary>Code to characters; an array of targets comes as one entry a code.</summary>
    Unicode,
    WritingMode,
}

/// <summary>Cuts a CMap file into its entries, one at a time, without keeping any.</summary>
internal ref struct CMapReader(ReadOnlySpan<byte> bytes)
{
    private Lexer _lexer = new(bytes, 0);
    private CMapSection _section;
    private bool _single;
    private uint _arrayCode;
    private int _arrayBytes;
    private bool _inArray;

    /// <summary>The next entry; false at the end.</summary>
    /// <param name="section">What it is.</param>
    /// <param name="low">First code, as bytes.</param>
    /// <param name="high">Last code, as bytes.</param>
    /// <param name="target">What the first code maps to; <see cref="Target"/> gives the bytes of a string.</param>
    public bool Next(out CMapSection section, out byte[] low, out byte[] high, out Token target)
    {
        (section, low, high, target) = (CMapSection.None, [], [], default);
        while (true)
        {
            var token = _lexer.Next();
            switch (token.Kind)
            {
                case TokenKind.End:
                    return false;
                case TokenKind.Name when _lexer.Bytes(token).SequenceEqual("WMode"u8):
                    (section, target) = (CMapSection.WritingMode, _lexer.Next());
                    return true;
                case TokenKind.Keyword:
                    Enter(_lexer.Bytes(token));
                    break;
                case TokenKind.ArrayEnd:
                    _inArray = false;
                    break;
                case TokenKind.HexString when _inArray:
                    low = high = Bytes(_arrayCode++, _arrayBytes);
                    (section, target) = (CMapSection.Unicode, token);
                    return true;
                case TokenKind.HexString when _section != CMapSection.None:
                    low = Target(token);
                    high = _single ? low : Target(_lexer.Next());
                    section = _section;
                    if (low.Length is < 1 or > 4 || high.Length != low.Length)
                        break;
                    if (_section == CMapSection.CodeSpace)
                        return true;
                    target = _lexer.Next();
                    if (target.Kind != TokenKind.ArrayStart)
                        return true;
                    (_inArray, _arrayCode, _arrayBytes) = (true, Code(low), low.Length);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The bytes of a string token.</summary>
    public readonly byte[] Target(Token token) => token.Kind is TokenKind.HexString or TokenKind.LiteralString ? PdfStrings.Bytes(token.Kind, _lexer.Bytes(token)) : [];

    public static uint Code(ReadOnlySpan<byte> bytes)
    {
        var code = 0u;
        foreach (var b in bytes)
            code = (code << 8) | b;
        return code;
    }

    private static byte[] Bytes(uint code, int length)
    {
        var bytes = new byte[length];
        for (var i = length - 1; i >= 0; i--, code >>= 8)
            bytes[i] = (byte)code;
        return bytes;
    }

    private void Enter(ReadOnlySpan<byte> word)
    {
        _inArray = false;
        _single = word.EndsWith("char"u8);
        _section = word switch
        {
            _ when word.SequenceEqual("begincodespacerange"u8) => CMapSection.CodeSpace,
            _ when word.SequenceEqual("begincidrange"u8) || word.SequenceEqual("begincidchar"u8) => CMapSection.Cid,
            _ when word.SequenceEqual("beginbfrange"u8) || word.SequenceEqual("beginbfchar"u8) => CMapSection.Unicode,
            _ => CMapSection.None,
        };
    }
}
