using System.Globalization;
using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Local.Commands;

/// <summary>Pages that follow each other and are alike.</summary>
/// <param name="Pages"><c>3–7</c>.</param>
/// <param name="What">What they are, in a line.</param>
internal sealed record PageRun(string Pages, string What)
{
    /// <summary>The pages of a file in as few lines as tell all of it.</summary>
    public static IEnumerable<PageRun> Of(IReadOnlyList<PageFacts> pages)
    {
        for (var start = 0; start < pages.Count;)
        {
            var (kind, end) = (Kind(pages[start]), start + 1);
            while (end < pages.Count && Kind(pages[end]) == kind)
                end++;
            var run = pages.Skip(start).Take(end - start).ToList();
            yield return new PageRun(PageRanges.Write([.. run.Select(page => page.Number)]), kind + Words(run));
            start = end;
        }
    }

    private static string Kind(PageFacts page) => page.Kind switch
    {
        PageKind.Blank => "blank",
        PageKind.BornDigital => "born digital",
        PageKind.Scan => "scan, " + Quality(page) + (page.Recognition is null ? ", no text layer" : ", read by character recognition"),
        PageKind.ScanWithText => "scan with a text layer, " + Quality(page),
        _ => throw new System.Diagnostics.UnreachableException("A kind of page nobody names."),
    };

    private static string Quality(PageFacts page) => page.Scan is not { } scan ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{Math.Round(scan.XPpi)} × {Math.Round(scan.YPpi)} ppp, {(scan.IsBlackAndWhite ? "black and white" : scan.Color == PdfColor.Color ? "colour" : scan.Color == PdfColor.Gray ? "grey" : "grey or colour")}");

    private static string Words(List<PageFacts> run)
    {
        var (words, read) = (run.Sum(page => page.Words.Count), run.Where(page => page.Recognition is not null).ToList());
        var written = words > 0 ? string.Create(CultureInfo.InvariantCulture, $", {words} words") : "";
        return read.Count == 0 ? written : string.Create(
            CultureInfo.InvariantCulture, $"{written}, {read.Sum(page => page.Recognition!.Words.Count)} words read, confidence {read.Average(page => page.Recognition!.Confidence):0.00}");
    }
}
