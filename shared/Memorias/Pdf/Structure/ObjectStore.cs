using IntakePipeline.Memorias.Pdf.Filters;
using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Security;

namespace IntakePipeline.Memorias.Pdf.Structure;

/// <summary>Finds objects by number and follows references. What does not exist is null, as the format has it.</summary>
internal sealed class ObjectStore
{
    private const int MaxHops = 32;

    /// <summary>An object stream may take its filter's name from another one, but no honest file goes further.</summary>
    private const int MaxStreamsInLoading = 2;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly PdfBudget _budget;
    private readonly Dictionary<int, PdfValue> _loaded = [];
    private readonly Dictionary<int, ObjectStream?> _objectStreams = [];
    private readonly int _headerOffset;
    private XrefTable _table;
    private FileScanner? _scan;
    private int _streamsInLoading;

    /// <param name="headerOffset">Where <c>%PDF-</c> stands: writers that put bytes before it may count offsets from there.</param>
    public ObjectStore(ReadOnlyMemory<byte> file, int headerOffset, PdfBudget budget)
    {
        (_file, _headerOffset, _budget) = (file, headerOffset, budget);
        _table = new XrefTable(budget);
        Names = new NamePool();
        Parser = new ObjectParser(budget, Names);
        Decoder = new StreamDecoder(this, budget);
    }

    /// <summary>What follows <c>%PDF-</c>, e.g. <c>1.4</c>; null when that is no version.</summary>
    public string? HeaderVersion => PdfHeader.Version(_file.Span[Math.Min(_headerOffset, _file.Length)..]);

    public NamePool Names { get; }

    public ObjectParser Parser { get; }

    public StreamDecoder Decoder { get; }

    /// <summary>Set once the trailer is known; null while and when nothing is encrypted.</summary>
    public SecurityHandler? Security { get; set; }

    /// <summary>The cross-reference was wrong somewhere and objects were found by scanning.</summary>
    public bool Repaired { get; private set; }

    /// <summary>An offset as the file gives it, as a place in the bytes at hand.</summary>
    public int Shift(int offset) => (int)Math.Min(offset + (long)_headerOffset, int.MaxValue);

    /// <summary>Reads the cross-reference as the file gives it.</summary>
    /// <returns>The trailer, or null when the file has to be scanned.</returns>
    public PdfDictionary? ReadXref()
    {
        var table = new XrefTable(_budget);
        var trailer = new XrefReader(this, _file, _budget).Read(table);
        if (trailer is not null)
            _table = table;
        return trailer;
    }

    /// <summary>Forgets the cross-reference and goes by what a scan of the file finds.</summary>
    /// <returns>The trailer, or null when the file names no catalog.</returns>
    public PdfDictionary? Rebuild()
    {
        Repaired = true;
        // What was tried before it may have been the wrong key, and the dictionary that gives the key is never encrypted.
        Security = null;
        _loaded.Clear();
        _objectStreams.Clear();
        _table = Scanned().Table;
        return Scanned().Trailer;
    }

    /// <summary>After <see cref="Rebuild"/> and once <see cref="Security"/> is known: adds what is inside object streams.</summary>
    public void IndexObjectStreams()
    {
        foreach (var number in Scanned().ObjectStreams)
        {
            if (!_table.TryGet(number, out var container) || container.Kind != XrefKind.InFile || StreamOf(number) is not { } stream)
                continue;
            for (var i = 0; i < stream.Count; i++)
            {
                var contained = stream.NumberAt(i);
                // A definition that stands later in the file is newer, be it in a stream or not.
                if (!_table.TryGet(contained, out var known) || PlaceInFile(known) < container.Place)
                    _table.SetNewer(contained, new(XrefKind.InObjectStream, number, i));
            }
        }
    }

    /// <summary>After <see cref="IndexObjectStreams"/>: every object that says it is a page, in file order, for files whose page tree is lost.</summary>
    public IEnumerable<PdfDictionary> LoosePages()
    {
        var contained = Scanned().ObjectStreams.SelectMany(number => StreamOf(number) is { } stream ? Enumerable.Range(0, stream.Count).Select(stream.NumberAt) : []);
        var candidates = Scanned().MarkedAsPages.Concat(contained).Distinct();
        return candidates.Select(number => Load(number).Dictionary).OfType<PdfDictionary>().Where(page => Resolve(page["Type"]).Name == "Page");
    }

    /// <summary>The object, with references followed.</summary>
    public PdfValue Resolve(PdfValue value)
    {
        for (var hops = 0; value.Kind == PdfKind.Reference; hops++)
        {
            if (hops == MaxHops)
                return default;
            value = Load(value.ReferenceNumber);
        }

        return value;
    }

    /// <summary>Parses the indirect object at an offset.</summary>
    /// <param name="expected">Its number, or 0 for any.</param>
    /// <returns>Null when no object of that number stands there.</returns>
    public PdfValue ParseAt(int offset, int expected) => ParseAt(offset, expected, out _);

    private PdfValue ParseAt(int offset, int expected, out bool found)
    {
        found = false;
        if (offset < 0 || offset >= _file.Length)
            return default;
        var lexer = new Lexer(_file.Span, offset);
        var number = lexer.Next();
        var generation = lexer.Next();
        if (number.Kind != TokenKind.Integer || generation.Kind != TokenKind.Integer || !lexer.Is(lexer.Next(), "obj"u8)
            || number.Number is < 1 or > int.MaxValue || (expected != 0 && (int)number.Number != expected))
            return default;
        found = true;
        _budget.CheckDeadline();
        var (n, g) = ((int)number.Number, (int)generation.Number);
        var value = Parser.Parse(ref lexer, Security?.StringsOf(n, g));
        return value.Dictionary is { } dictionary && lexer.Is(lexer.Next(), "stream"u8)
            ? PdfValue.Of(new PdfStream(dictionary, StreamBytes.Find(_file, lexer.Position, LengthOf(dictionary)), n, g))
            : value;
    }

    private PdfValue Load(int number)
    {
        if (_loaded.TryGetValue(number, out var value))
            return value;
        value = _table.TryGet(number, out var entry) ? LoadFrom(number, entry) : default;
        _loaded[number] = value;
        return value;
    }

    private PdfValue LoadFrom(int number, XrefEntry entry)
    {
        switch (entry.Kind)
        {
            case XrefKind.InFile:
                var value = ParseAt(entry.Place, number, out var found);
                if (found)
                    return value;
                break;
            case XrefKind.InObjectStream:
                if (StreamOf(entry.Place)?.Find(number, entry.Detail, Parser) is { } contained)
                    return contained;
                break;
            default:
                return default;
        }

        // The entry is wrong. The scan knows where the object is, if it is anywhere.
        if (!Scanned().Table.TryGet(number, out var scanned))
            return default;
        Repaired = true;
        return ParseAt(scanned.Place, number);
    }

    /// <summary>
    /// A stream's length. Where it is a reference it may only name a plain number standing in the file itself: any other way could lead through
    /// streams whose lengths are references again, without end.
    /// </summary>
    private int? LengthOf(PdfDictionary dictionary)
    {
        var length = dictionary["Length"];
        if (!length.IsReference)
            return length.Integer;
        if (_loaded.TryGetValue(length.ReferenceNumber, out var known))
            return known.Integer;
        if (!_table.TryGet(length.ReferenceNumber, out var entry) || entry.Kind != XrefKind.InFile || entry.Place >= _file.Length)
            return null;
        var lexer = new Lexer(_file.Span, entry.Place);
        if (lexer.Next() is not { Kind: TokenKind.Integer } number || (int)number.Number != length.ReferenceNumber || lexer.Next().Kind != TokenKind.Integer
            || !lexer.Is(lexer.Next(), "obj"u8))
            return null;
        var value = lexer.Next();
        return value.Kind == TokenKind.Integer && value.Number is >= 0 and <= int.MaxValue ? (int)value.Number : null;
    }

    private ObjectStream? StreamOf(int number)
    {
        if (_objectStreams.TryGetValue(number, out var known))
            return known;
        if (_streamsInLoading == MaxStreamsInLoading)
            return null;
        _streamsInLoading++;
        // Entered before it is read: a stream that leads back to itself finds nothing.
        _objectStreams[number] = null;
        ObjectStream? stream = null;
        if (_table.TryGet(number, out var entry) && entry.Kind == XrefKind.InFile && ParseAt(entry.Place, number).Stream is { } raw)
        {
            using var decoded = Decoder.Decode(raw);
            if (decoded is not null)
                stream = ObjectStream.Read(raw.Dictionary, decoded, _budget);
        }

        _streamsInLoading--;
        _objectStreams[number] = stream;
        return stream;
    }

    private int PlaceInFile(XrefEntry entry) => entry.Kind switch
    {
        XrefKind.InFile => entry.Place,
        XrefKind.InObjectStream => _table.TryGet(entry.Place, out var container) ? container.Place : 0,
        _ => 0,
    };

    private FileScanner Scanned() => _scan ??= new FileScanner(this, _file, _budget).Scan();
}
