using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Memorias.Pdf.Structure;

/// <summary>
/// Reads the cross-reference sections a file lists from its end: tables, streams, and hybrids of both, following <c>/Prev</c> through incremental
/// updates and linearized halves (ISO 32000-1, 7.5.4–7.5.8).
/// </summary>
internal sealed class XrefReader(ObjectStore objects, ReadOnlyMemory<byte> file, PdfBudget budget)
{
    private const int MaxSections = 4_096;

    private readonly Stack<int> _pending = new();
    private readonly HashSet<int> _visited = [];

    /// <summary>Fills <paramref name="table"/>; null when a section cannot be read, so that the file must be scanned instead.</summary>
    /// <returns>The newest trailer that names a catalog.</returns>
    public PdfDictionary? Read(XrefTable table)
    {
        if (FindStart() is not { } start)
            return null;
        PdfDictionary? trailer = null;
        _pending.Push(start);
        while (_pending.TryPop(out var offset))
        {
            if (offset <= 0 || offset >= file.Length || !_visited.Add(offset))
                continue;
            if (_visited.Count > MaxSections)
                return null;
            budget.CheckDeadline();
            var section = ReadSection(offset, table);
            if (section is null)
            {
                // An unreadable old section may hide objects: scan, unless nothing older was lost.
                return null;
            }

            if (trailer is null || trailer["Root"].IsNull)
                trailer = section;
            // A stack: the hybrid's stream, pushed last, is read before the older sections.
            if (section["Prev"].Integer is { } previous)
                _pending.Push(objects.Shift(previous));
            if (section["XRefStm"].Integer is { } hybrid)
                _pending.Push(objects.Shift(hybrid));
        }

        return trailer is null || trailer["Root"].IsNull ? null : trailer;
    }

    private int? FindStart()
    {
        var tail = Math.Max(0, file.Length - 2048);
        var at = file.Span[tail..].LastIndexOf("startxref"u8);
        if (at < 0)
            return null;
        var lexer = new Lexer(file.Span, tail + at + 9);
        var token = lexer.Next();
        return token.Kind == TokenKind.Integer && token.Number is > 0 and < int.MaxValue ? objects.Shift((int)token.Number) : null;
    }

    private PdfDictionary? ReadSection(int offset, XrefTable table)
    {
        var lexer = new Lexer(file.Span, offset);
        var first = lexer.Next();
        if (lexer.Is(first, "xref"u8))
            return ReadTable(ref lexer, table);
        return first.Kind == TokenKind.Integer && objects.ParseAt(offset, expected: 0).Stream is { } stream && stream.Dictionary["Type"].Name == "XRef"
            ? ReadStream(stream, table)
            : null;
    }

    private PdfDictionary? ReadTable(ref Lexer lexer, XrefTable table)
    {
        while (true)
        {
            var token = lexer.Next();
            if (lexer.Is(token, "trailer"u8))
                return objects.Parser.Parse(ref lexer).Dictionary;
            var count = lexer.Next();
            if (token.Kind != TokenKind.Integer || count.Kind != TokenKind.Integer || token.Number is < 0 or > int.MaxValue)
                return null;
            table.Expect((int)Math.Min(count.Number, (lexer.Remaining / 18) + 1));
            var number = (int)token.Number;
            for (var i = 0; i < count.Number; i++, number++)
            {
                var before = lexer.Position;
                var place = lexer.Next();
                if (lexer.Is(place, "trailer"u8))
                {
                    lexer.Position = before;
                    break;
                }

                var generation = lexer.Next();
                var use = lexer.Next();
                if (place.Kind != TokenKind.Integer || generation.Kind != TokenKind.Integer || use.Kind != TokenKind.Keyword)
                    return null;
                var used = lexer.Is(use, "n"u8) && place.Number is > 0 and < int.MaxValue;
                table.AddOlder(number, used ? new(XrefKind.InFile, objects.Shift((int)place.Number), (int)generation.Number) : default);
            }
        }
    }

    private PdfDictionary? ReadStream(PdfStream stream, XrefTable table)
    {
        var dictionary = stream.Dictionary;
        if (dictionary["W"].Array is not { Length: >= 3 } widths)
            return null;
        var (kindWidth, placeWidth, detailWidth) = (widths[0].Integer ?? -1, widths[1].Integer ?? -1, widths[2].Integer ?? -1);
        if (kindWidth is < 0 or > 8 || placeWidth is < 0 or > 8 || detailWidth is < 0 or > 8)
            return null;
        var rowLength = kindWidth + placeWidth + detailWidth;
        using var decoded = objects.Decoder.Decode(stream);
        if (decoded is null || rowLength == 0)
            return null;
        var rows = decoded.Span;
        var index = dictionary["Index"].Array ?? [PdfValue.OfInteger(0), dictionary["Size"]];
        table.Expect(rows.Length / rowLength);
        for (var i = 0; i + 1 < index.Length; i += 2)
        {
            if (index[i].Integer is not >= 0 || index[i + 1].Integer is not >= 0)
                return null;
            var number = index[i].Integer!.Value;
            for (var left = index[i + 1].Integer!.Value; left > 0 && rows.Length >= rowLength && number < int.MaxValue; left--, number++)
            {
                var kind = kindWidth == 0 ? 1 : Field(rows[..kindWidth]);
                var place = Field(rows.Slice(kindWidth, placeWidth));
                var detail = Field(rows.Slice(kindWidth + placeWidth, detailWidth));
                rows = rows[rowLength..];
                table.AddOlder(number, kind switch
                {
                    1 when place is > 0 and < int.MaxValue => new(XrefKind.InFile, objects.Shift((int)place), (int)Math.Clamp(detail, 0, 65_535)),
                    2 when place is > 0 and < int.MaxValue => new(XrefKind.InObjectStream, (int)place, (int)Math.Clamp(detail, 0, int.MaxValue)),
                    _ => default,
                });
            }
        }

        return dictionary;
    }

    private static long Field(ReadOnlySpan<byte> bytes)
    {
        var value = 0L;
        foreach (var b in bytes)
            value = (value << 8) | b;
        return value;
    }
}
