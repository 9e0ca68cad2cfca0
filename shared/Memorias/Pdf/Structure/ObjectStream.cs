using IntakePipeline.Memorias.Pdf.Filters;
using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Memorias.Pdf.Structure;

/// <summary>An object stream, decoded: its objects are parsed when they are asked for (ISO 32000-1, 7.5.7).</summary>
internal sealed class ObjectStream
{
    private readonly ReadOnlyMemory<byte> _data;
    private readonly (int Number, int Offset)[] _index;

    private ObjectStream(ReadOnlyMemory<byte> data, (int Number, int Offset)[] index) => (_data, _index) = (data, index);

    public int Count => _index.Length;

    public int NumberAt(int index) => _index[index].Number;

    public static ObjectStream? Read(PdfDictionary dictionary, PooledBuffer buffer, PdfBudget budget)
    {
        if (dictionary["N"].Integer is not (>= 0 and var count) || dictionary["First"].Integer is not (>= 0 and var first))
            return null;
        var decoded = buffer.Span;
        budget.Retain(decoded.Length);
        var lexer = new Lexer(decoded, 0);
        // Every object takes at least four bytes of the index.
        var index = new List<(int, int)>(Math.Min(count, decoded.Length / 4));
        for (var i = 0; i < count; i++)
        {
            var number = lexer.Next();
            var offset = lexer.Next();
            if (number.Kind != TokenKind.Integer || offset.Kind != TokenKind.Integer)
                break;
            var place = offset.Number + first;
            index.Add(place < decoded.Length && number.Number <= int.MaxValue ? ((int)number.Number, (int)place) : default);
        }

        budget.Retain(index.Count * 8L);
        return new ObjectStream(buffer.Detach(), [.. index]);
    }

    /// <summary>The object, looked for at its index first and then anywhere in the stream; null when it is not here.</summary>
    public PdfValue? Find(int number, int index, ObjectParser parser)
    {
        if (index >= _index.Length || _index[index].Number != number)
            index = Array.FindIndex(_index, entry => entry.Number == number);
        if (index < 0 || _index[index].Offset < 0)
            return null;
        // Nothing in here is encrypted by itself: the stream as a whole was.
        var lexer = new Lexer(_data.Span, _index[index].Offset);
        return parser.Parse(ref lexer);
    }
}
