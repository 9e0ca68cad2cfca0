using System.Globalization;
using System.Text;
using IntakePipeline.Memorias.Pdf;

namespace IntakePipeline.Memorias.Recognition;

/// <summary>Reads what <c>tesseract … tsv</c> writes: one line a page, block, paragraph, line or word, with its box in pixels.</summary>
internal static class TesseractTable
{
    private const int MaxWords = 20_000;
    private const int PageLevel = 1;
    private const int LineLevel = 4;
    private const int WordLevel = 5;

    /// <summary>The words, placed on the page.</summary>
    /// <param name="table">What it wrote.</param>
    /// <param name="left">Where the picture stands on the page, in points: left edge.</param>
    /// <param name="top">Upper edge.</param>
    /// <param name="right">Right edge.</param>
    /// <param name="bottom">Lower edge.</param>
    /// <returns>Null when the table does not begin with the size of the picture.</returns>
    public static PageRecognition? Read(string table, double left, double top, double right, double bottom)
    {
        var words = new List<RecognisedWord>();
        var (scaleX, scaleY, lineTop, lineBottom) = (0.0, 0.0, 0.0, 0.0);
        foreach (var row in table.AsSpan().EnumerateLines())
        {
            // Level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
            var cells = row.ToString().Split('\t', 12);
            if (cells.Length < 11 || !Numbers(cells, out var n))
                continue;
            switch ((int)n[0])
            {
                case PageLevel when n[8] > 0 && n[9] > 0:
                    (scaleX, scaleY) = ((right - left) / n[8], (bottom - top) / n[9]);
                    break;
                case LineLevel:
                    // All words of a line get its height: their own boxes go by the letters they happen to have.
                    (lineTop, lineBottom) = (top + (n[7] * scaleY), top + ((n[7] + n[9]) * scaleY));
                    break;
                case WordLevel when scaleX > 0 && cells.Length == 12 && cells[11].Trim() is { Length: > 0 } text && words.Count < MaxWords:
                    var word = new PdfWord(
                        text.Normalize(NormalizationForm.FormC), (float)(left + (n[6] * scaleX)), (float)lineTop, (float)(left + ((n[6] + n[8]) * scaleX)), (float)lineBottom, Hidden: true);
                    words.Add(new RecognisedWord(word, Math.Clamp(n[10] / 100, 0, 1)));
                    break;
            }
        }

        return scaleX > 0 ? new PageRecognition(words) : null;
    }

    private static bool Numbers(string[] cells, out double[] numbers)
    {
        numbers = new double[11];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
                return false;
        }

        return true;
    }
}
