using System.Globalization;
using System.Text;

namespace IntakePipeline.Memorias;

/// <summary>Writes page numbers the way people do.</summary>
public static class PageRanges
{
    /// <summary>Runs named before the rest is summed up: nobody reads on.</summary>
    private const int MaxRuns = 20;

    /// <summary><c>3–7, 12</c>; of very many runs only the first, then an ellipsis.</summary>
    /// <param name="pages">Page numbers in rising order.</param>
    public static string Write(IReadOnlyList<int> pages)
    {
        var text = new StringBuilder();
        var runs = 0;
        for (var i = 0; i < pages.Count; i++)
        {
            var first = pages[i];
            while (i + 1 < pages.Count && pages[i + 1] == pages[i] + 1)
                i++;
            if (runs == MaxRuns)
                return text.Append(", …").ToString();
            text.Append(runs++ == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{first}");
            if (pages[i] > first)
                text.Append(CultureInfo.InvariantCulture, $"–{pages[i]}");
        }

        return text.ToString();
    }

    /// <summary>The first page that <see cref="Write"/> or <see cref="Named"/>, in Spanish, wrote at the head of a text; null when none stands there.</summary>
    public static int? First(string? text)
    {
        var ranges = text is null ? "" : text.StartsWith("página", StringComparison.Ordinal) ? text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..] : text;
        return int.TryParse(ranges.AsSpan(0, ranges.TakeWhile(char.IsAsciiDigit).Count()), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : null;
    }

    /// <summary>The pages with the word before them: <c>pàgina 3</c>, <c>páginas 3–7, 12</c>.</summary>
    public static LocalizedText Named(IReadOnlyList<int> pages)
    {
        var ranges = Write(pages);
        return pages.Count == 1 ? new("pàgina " + ranges, "página " + ranges) : new("pàgines " + ranges, "páginas " + ranges);
    }
}
