using IntakePipeline.Calls;
using IntakePipeline.Memorias;

namespace IntakePipeline.Mail;

/// <summary>What kind of document a PDF seems to be by what it says.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Confidence">Share of what was recognised in it that speaks for that kind, 0 to 1, exclusive: more of it, and less for any other, gives more.</param>
internal readonly record struct ContentKind(string Kind, double Confidence);

/// <summary>Recognises a document by the words of its first pages. Only so many are looked at: what a document is stands at its beginning, and anybody writes it.</summary>
internal static class DocumentText
{
    private const int Pages = 3;
    private const int Words = 2500;

    // A heading: the first words of the document.
    private const int Opening = 60;

    private const int InHeading = 5, AsTitle = 3, AsSign = 1;

    // A title, or three signs; and twice what speaks for any other kind.
    private const int Enough = 3;

    /// <summary>The kind that the words speak for clearly; null when they speak for none, or for several.</summary>
    public static ContentKind? Recognise(MemoriaReport report, Programme programme)
    {
        var words = report.Facts.Take(Pages).SelectMany(WordsOf).Take(Words).ToList();
        var (heading, text) = (Plain(string.Join(' ', words.Take(Opening))), Plain(string.Join(' ', words)));
        var scores = programme.Documents.Select(d => d.Kind).Distinct(StringComparer.Ordinal)
            .Select(kind => (Kind: kind, Score: DocumentSigns.All.TryGetValue(kind, out var signs) ? ScoreOf(signs, heading, text) : 0))
            .OrderByDescending(s => s.Score).ThenBy(s => s.Kind, StringComparer.Ordinal).ToList();
        if (scores is not [var best, ..] || best.Score < Enough)
            return null;
        var next = scores.Count > 1 ? scores[1].Score : 0;
        return best.Score < 2 * next ? null : new ContentKind(best.Kind, best.Score / (double)(best.Score + next + 1));
    }

    /// <summary>A text as phrases are looked for in it: plain letters and digits, a blank around every word.</summary>
    public static string Plain(string text) =>
        $" {PlainText.Of(string.Concat(text.Select(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark || char.IsSurrogate(c) ? c : ' ')))} ";

    private static int ScoreOf(DocumentSigns signs, string heading, string text) =>
        signs.Titles.Plain.Max(t => heading.Contains(t, StringComparison.Ordinal) ? InHeading : text.Contains(t, StringComparison.Ordinal) ? AsTitle : 0)
        + signs.Signs.Plain.Count(s => text.Contains(s, StringComparison.Ordinal)) * AsSign;

    private static IEnumerable<string> WordsOf(PageFacts page) =>
        page.Words.Count == 0 && page.Recognition is { } read ? read.Words.Select(w => w.Word.Text) : page.Words.Select(w => w.Text);
}
