using System.Globalization;
using System.Text;
using IntakePipeline.Memorias;

namespace IntakePipeline.Benchmarks.Memorias;

/// <summary>How our reading of a file stands to poppler's.</summary>
internal enum Standing
{
    /// <summary>Pages, images and words are the same.</summary>
    Agrees,

    /// <summary>Neither opens it.</summary>
    NeitherOpens,

    /// <summary>Poppler opens it, we do not.</summary>
    Lost,

    /// <summary>We open it, poppler does not.</summary>
    Gained,

    /// <summary>Another number of pages.</summary>
    Pages,

    /// <summary>More or fewer images.</summary>
    ImageCount,

    /// <summary>Images of other pixels or bits.</summary>
    ImagePixels,

    /// <summary>Images at another resolution.</summary>
    ImageResolution,

    /// <summary>We find fewer words.</summary>
    WordsMissing,

    /// <summary>We find more words.</summary>
    WordsMore,

    /// <summary>About as many words, but others.</summary>
    WordsOther,
}

/// <summary>One file compared with poppler.</summary>
/// <param name="File">Its path.</param>
/// <param name="Standing">The first difference, in the order of <see cref="Standing"/>.</param>
/// <param name="Detail">For people.</param>
internal sealed record FileAgreement(string File, Standing Standing, string Detail)
{
    /// <summary>From this share of words in common on, two readings say the same.</summary>
    private const double SameWords = 0.95;

    /// <summary>Points per inch that two programs may differ by.</summary>
    private const double SamePpi = 1;

    public static FileAgreement Of(string file)
    {
        var report = new MemoriaInspector(TimeProvider.System).Inspect(System.IO.File.ReadAllBytes(file));
        var poppler = Poppler.Read(file);
        var opens = report.Outcome is MemoriaOutcome.Ok or MemoriaOutcome.Repaired;
        if (poppler is null)
            return new(file, opens ? Standing.Gained : Standing.NeitherOpens, report.Outcome.ToString());
        if (!opens)
            return new(file, Standing.Lost, $"{report.Outcome} {report.Limit}");
        if (report.Pages != poppler.Pages)
            return new(file, Standing.Pages, $"{report.Pages} for {poppler.Pages}");
        return OfImages(file, report, poppler) ?? OfWords(file, report, poppler) ?? new(file, Standing.Agrees, "");
    }

    private static FileAgreement? OfImages(string file, MemoriaReport report, Poppler poppler)
    {
        if (poppler.Images is not { } theirs)
            return null;
        List<ImageFacts> ours = [.. report.Facts.SelectMany(page => page.Images.Select(i => new ImageFacts(page.Number, i.Width, i.Height, i.BitsPerComponent, i.XPpi, i.YPpi)))];
        if (ours.Count != theirs.Count)
            return new(file, Standing.ImageCount, $"{ours.Count} for {theirs.Count}");
        foreach (var (our, their) in Sorted(ours).Zip(Sorted(theirs)))
        {
            if ((our.Page, our.Width, our.Height, our.BitsPerComponent) != (their.Page, their.Width, their.Height, their.BitsPerComponent))
                return new(file, Standing.ImagePixels, $"{our} for {their}");
            // Poppler prints whole points.
            if (Math.Abs(our.XPpi - their.XPpi) > SamePpi + 0.5 || Math.Abs(our.YPpi - their.YPpi) > SamePpi + 0.5)
                return new(file, Standing.ImageResolution, $"{our} for {their}");
        }

        return null;
    }

    private static IEnumerable<ImageFacts> Sorted(IEnumerable<ImageFacts> images) =>
        images.OrderBy(i => (i.Page, i.Width, i.Height, i.BitsPerComponent, Math.Round(i.XPpi), Math.Round(i.YPpi)));

    private static FileAgreement? OfWords(string file, MemoriaReport report, Poppler poppler)
    {
        if (poppler.Text is not { } text)
            return null;
        var ours = Counted(report.Facts.SelectMany(page => page.Words).Select(word => word.Text));
        var theirs = Counted(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var (our, their) = (ours.Values.Sum(), theirs.Values.Sum());
        var common = ours.Sum(word => Math.Min(word.Value, theirs.GetValueOrDefault(word.Key)));
        var f1 = our + their == 0 ? 1 : 2.0 * common / (our + their);
        if (f1 > SameWords)
            return null;
        var standing = our < their * SameWords ? Standing.WordsMissing : their < our * SameWords ? Standing.WordsMore : Standing.WordsOther;
        return new(file, standing, string.Create(CultureInfo.InvariantCulture, $"{our} for {their}, F1 {f1:F2}"));
    }

    private static Dictionary<string, int> Counted(IEnumerable<string> words) =>
        words.Select(Normal).GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static string Normal(string word)
    {
        try
        {
            return word.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // A lone surrogate: compared as it is.
            return word;
        }
    }
}
