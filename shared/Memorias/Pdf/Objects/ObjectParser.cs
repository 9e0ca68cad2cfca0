using System.Runtime.InteropServices;
using IntakePipeline.Memorias.Pdf.Security;

namespace IntakePipeline.Memorias.Pdf.Objects;

/// <summary>Builds objects from tokens with a stack of its own, so that nesting costs no call stack.</summary>
internal sealed class ObjectParser(PdfBudget budget, NamePool names)
{
    /// <summary>Estimated bytes that a parsed value keeps.</summary>
    private const int ValueCost = 32;

    private readonly List<PdfValue> _values = [];
    private readonly List<(bool IsDictionary, int Start)> _open = [];

    /// <summary>Reads one object. Stops before a keyword that cannot belong to it (<c>endobj</c>, <c>stream</c>), with what was complete so far.</summary>
    /// <param name="lexer">Stands before the object; afterwards behind it.</param>
    /// <param name="decryptor">Decrypts strings; null when they are plain.</param>
    public PdfValue Parse(ref Lexer lexer, StringDecryptor? decryptor = null)
    {
        _values.Clear();
        _open.Clear();
        while (true)
        {
            var before = lexer.Position;
            var token = lexer.Next();
            switch (token.Kind)
            {
                case TokenKind.Integer:
                    _values.Add(PdfValue.OfInteger(token.Number));
                    if (_open.Count == 0)
                        return ReferenceOr(ref lexer, token);
                    break;
                case TokenKind.Real:
                    _values.Add(PdfValue.OfReal(token.Number));
                    break;
                case TokenKind.Name:
                    _values.Add(PdfValue.OfName(names.Get(lexer.Bytes(token))));
                    break;
                case TokenKind.LiteralString or TokenKind.HexString:
                    budget.Retain(token.Length);
                    var text = PdfStrings.Bytes(token.Kind, lexer.Bytes(token));
                    _values.Add(PdfValue.Of(decryptor is null ? text : decryptor.Decrypt(text)));
                    break;
                case TokenKind.ArrayStart or TokenKind.DictionaryStart:
                    PdfBudget.Require(_open.Count + 1, budget.Limits.Nesting, PdfLimit.Nesting);
                    _open.Add((token.Kind == TokenKind.DictionaryStart, _values.Count));
                    continue;
                case TokenKind.ArrayEnd or TokenKind.DictionaryEnd:
                    if (_open.Count == 0)
                        return default;
                    Close();
                    break;
                case TokenKind.Keyword when TakeKeyword(ref lexer, token):
                    break;
                default:
                    // The object ends too early: keep what was read of it.
                    lexer.Position = before;
                    while (_open.Count > 0)
                        Close();
                    return _values.Count > 0 ? _values[0] : default;
            }

            if (_open.Count == 0)
                return _values.Count > 0 ? _values[0] : default;
            if ((_values.Count & 0xFFF) == 0)
                budget.CheckDeadline();
        }
    }

    /// <summary>At the top level an integer may be the start of <c>n g R</c>.</summary>
    private PdfValue ReferenceOr(ref Lexer lexer, Token number)
    {
        var after = lexer.Position;
        if (lexer.Next().Kind == TokenKind.Integer && lexer.Is(lexer.Next(), "R"u8))
            return Reference(PdfValue.OfInteger(number.Number));
        lexer.Position = after;
        return _values[0];
    }

    private bool TakeKeyword(ref Lexer lexer, Token token)
    {
        var word = lexer.Bytes(token);
        if (word.SequenceEqual("R"u8))
        {
            var first = _values.Count - 2;
            if (_open.Count > 0 && first >= _open[^1].Start && _values[first].Kind == PdfKind.Integer && _values[first + 1].Kind == PdfKind.Integer)
            {
                var reference = Reference(_values[first]);
                _values.RemoveRange(first, 2);
                _values.Add(reference);
            }

            return _open.Count > 0;
        }

        if (word.SequenceEqual("true"u8))
            _values.Add(PdfValue.Of(true));
        else if (word.SequenceEqual("false"u8))
            _values.Add(PdfValue.Of(false));
        else if (word.SequenceEqual("null"u8))
            _values.Add(default);
        else if (_open.Count == 0 || word.SequenceEqual("endobj"u8) || word.SequenceEqual("stream"u8) || word.SequenceEqual("endstream"u8))
            return false;
        return true;
    }

    private static PdfValue Reference(PdfValue number) =>
        number.Integer is > 0 and var n ? PdfValue.ReferenceTo(n) : default;

    private void Close()
    {
        var (isDictionary, start) = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        var items = CollectionsMarshal.AsSpan(_values)[start..];
        budget.Retain(ValueCost * (items.Length + 1));
        var value = isDictionary ? PdfValue.Of(Dictionary(items)) : PdfValue.Of(items.ToArray());
        _values.RemoveRange(start, items.Length);
        _values.Add(value);
    }

    /// <summary>Pairs names with values. A value that is missing is taken as null, one too many is passed over.</summary>
    private static PdfDictionary Dictionary(ReadOnlySpan<PdfValue> items)
    {
        if (items.IsEmpty)
            return PdfDictionary.Empty;
        var entries = new KeyValuePair<string, PdfValue>[items.Length / 2];
        var count = 0;
        for (var i = 0; i + 1 < items.Length; i++)
        {
            if (items[i].Name is { } key)
                entries[count++] = new(key, items[++i]);
        }

        return new PdfDictionary(count == entries.Length ? entries : entries[..count]);
    }
}
