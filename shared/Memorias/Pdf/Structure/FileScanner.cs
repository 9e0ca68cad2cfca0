using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Memorias.Pdf.Structure;

/// <summary>
/// Finds objects by looking for <c>n g obj</c> through the whole file, for files whose cross-reference is missing or wrong. Of several definitions of
/// a number the last one in the file counts, as with incremental updates.
/// </summary>
internal sealed class FileScanner(ObjectStore objects, ReadOnlyMemory<byte> file, PdfBudget budget)
{
    /// <summary>Trailers tried, from the end of the file: each may cost a walk over all that follows it.</summary>
    private const int MaxTrailers = 100;

    private readonly List<(int Offset, int Number)> _found = [];

    /// <summary>Where the objects are; those inside object streams not yet.</summary>
    public XrefTable Table { get; } = new(budget);

    /// <summary>The object streams found, in file order.</summary>
    public IReadOnlyList<int> ObjectStreams { get; private set; } = [];

    /// <summary>The objects that may be pages, in file order; those inside object streams are not among them.</summary>
    public IReadOnlyList<int> MarkedAsPages => NumbersAround("/Page"u8);

    /// <summary>The trailer to go by: the last one that names a catalog, or one made up from a catalog found; null when there is none.</summary>
    public PdfDictionary? Trailer { get; private set; }

    public FileScanner Scan()
    {
        FindObjects();
        ObjectStreams = [.. NumbersAround("/ObjStm"u8)];
        Trailer = FindTrailer();
        return this;
    }

    private void FindObjects()
    {
        var bytes = file.Span;
        for (var at = 0; at < bytes.Length; at += 3)
        {
            var step = bytes[at..].IndexOf("obj"u8);
            if (step < 0)
                return;
            at += step;
            if (!TryReadBackwards(bytes, at, out var offset, out var number, out var generation))
                continue;
            _found.Add((offset, number));
            Table.SetNewer(number, new(XrefKind.InFile, offset, generation));
            if ((_found.Count & 0xFFF) == 0)
                budget.CheckDeadline();
            PdfBudget.Require(_found.Count, budget.Limits.Objects * 2, PdfLimit.Objects);
        }
    }

    /// <summary>Reads <c>n g </c> before an <c>obj</c>.</summary>
    private static bool TryReadBackwards(ReadOnlySpan<byte> bytes, int obj, out int offset, out int number, out int generation)
    {
        offset = obj;
        number = 0;
        return TryNumberBefore(bytes, ref offset, out generation, needsWhite: false) && TryNumberBefore(bytes, ref offset, out number, needsWhite: true) && number > 0;
    }

    private static bool TryNumberBefore(ReadOnlySpan<byte> bytes, ref int at, out int number, bool needsWhite)
    {
        number = 0;
        var end = at;
        while (end > 0 && Lexer.IsWhite(bytes[end - 1]) && at - end < 16)
            end--;
        if (needsWhite && end == at)
            return false;
        var start = end;
        var scale = 1L;
        var value = 0L;
        while (start > 0 && bytes[start - 1] is >= (byte)'0' and <= (byte)'9' && end - start < 10)
        {
            value += (bytes[--start] - '0') * scale;
            scale *= 10;
        }

        if (start == end || value > int.MaxValue)
            return false;
        (at, number) = (start, (int)value);
        return true;
    }

    /// <summary>The objects whose text holds <paramref name="mark"/>, in file order.</summary>
    private List<int> NumbersAround(ReadOnlySpan<byte> mark)
    {
        var numbers = new List<int>();
        var bytes = file.Span;
        var index = 0;
        for (var at = 0; at < bytes.Length; at += mark.Length)
        {
            var step = bytes[at..].IndexOf(mark);
            if (step < 0)
                break;
            at += step;
            while (index + 1 < _found.Count && _found[index + 1].Offset < at)
                index++;
            if (index < _found.Count && _found[index].Offset < at && (numbers.Count == 0 || numbers[^1] != _found[index].Number))
                numbers.Add(_found[index].Number);
        }

        return numbers;
    }

    private PdfDictionary? FindTrailer()
    {
        var bytes = file.Span;
        PdfDictionary? best = null;
        var tried = 0;
        for (var end = bytes.Length; end > 0 && best is null && tried++ < MaxTrailers;)
        {
            var at = bytes[..end].LastIndexOf("trailer"u8);
            if (at < 0)
                break;
            end = at;
            budget.CheckDeadline();
            var lexer = new Lexer(bytes, at + 7);
            if (objects.Parser.Parse(ref lexer).Dictionary is { } trailer && !trailer["Root"].IsNull)
                best = trailer;
        }

        var streams = NumbersAround("/XRef"u8);
        for (var i = streams.Count - 1; i >= 0 && best is null && i >= streams.Count - MaxTrailers; i--)
        {
            if (Table.TryGet(streams[i], out var entry) && objects.ParseAt(entry.Place, streams[i]).Dictionary is { } trailer && !trailer["Root"].IsNull)
                best = trailer;
        }

        if (best is not null)
            return best;
        foreach (var number in NumbersAround("/Catalog"u8))
        {
            if (Table.TryGet(number, out var entry) && objects.ParseAt(entry.Place, number).Dictionary is { } catalog && catalog["Type"].Name == "Catalog")
                best = new PdfDictionary([new("Root", PdfValue.ReferenceTo(number))]);
        }

        return best;
    }
}
