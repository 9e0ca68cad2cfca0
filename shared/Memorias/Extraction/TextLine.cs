using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Memorias.Extraction;

/// <summary>Words that stand together on a line: a cell of a table, or a whole line of text.</summary>
/// <param name="Words">From left to right; at least one.</param>
internal readonly record struct TextCell(ArraySegment<PdfWord> Words)
{
    public float Left => Words[0].Left;

    public float Right => Words[^1].Right;

    /// <summary>The words joined by spaces.</summary>
    public string Text => string.Join(' ', Words.Select(word => word.Text));

    public TextBox Box => new(Left, Words.Min(word => word.Top), Right, Words.Max(word => word.Bottom));
}

/// <summary>A line of a page, cut into cells where the gaps are wider than between words.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Cells">From left to right.</param>
/// <param name="Source">How its words were read.</param>
/// <param name="Trust">Weighs what is read in it: 1 unless character recognition read it.</param>
internal sealed record TextLine(int Page, IReadOnlyList<TextCell> Cells, FieldSource Source, double Trust)
{
    /// <summary>A page of text has some 500 words: beyond this no one looks for fields.</summary>
    private const int MaxWordsPerPage = 3_000;

    /// <summary>Gap, in line heights, from which a new cell begins.</summary>
    private const float CellGap = 1.1f;

    /// <summary>Character recognition mistakes letters, even where it is sure.</summary>
    private const double Recognised = 0.8;

    /// <summary>The lines of a page from top to bottom, whatever order its words were painted in.</summary>
    public static IReadOnlyList<TextLine> Of(PageFacts page)
    {
        var read = (page.Recognition?.Words ?? page.Words.Select(word => new RecognisedWord(word, 1))).Take(MaxWordsPerPage).ToArray();
        Array.Sort(Array.ConvertAll(read, word => Middle(word.Word)), read);
        var words = Array.ConvertAll(read, word => word.Word);
        var lines = new List<TextLine>();
        for (var start = 0; start < words.Length;)
        {
            var end = start + 1;
            while (end < words.Length && Middle(words[end]) - Middle(words[start]) < (words[start].Bottom - words[start].Top) * 0.4f)
                end++;
            var (source, trust) = page.Recognition is not null ? (FieldSource.Ocr, Math.Min(Recognised, read[start..end].Average(word => word.Confidence)))
                : words[start].Hidden ? (FieldSource.RecognisedText, Recognised)
                : (FieldSource.Text, 1);
            words.AsSpan(start, end - start).Sort(static (a, b) => a.Left.CompareTo(b.Left));
            lines.Add(new TextLine(page.Number, Cut(new ArraySegment<PdfWord>(words, start, end - start)), source, trust));
            start = end;
        }

        return lines;
    }

    private static float Middle(PdfWord word) => (word.Top + word.Bottom) / 2;

    private static List<TextCell> Cut(ArraySegment<PdfWord> words)
    {
        var cells = new List<TextCell>();
        var start = 0;
        for (var i = 1; i <= words.Count; i++)
        {
            if (i < words.Count && words[i].Left - words[i - 1].Right < CellGap * (words[i - 1].Bottom - words[i - 1].Top))
                continue;
            cells.Add(new TextCell(words[start..i]));
            start = i;
        }

        return cells;
    }
}
