using System.Globalization;
using IntakePipeline.Local.Filing;
using IntakePipeline.Local.Samples.Pdf;
using IntakePipeline.Submissions;

namespace IntakePipeline.Local.Samples;

/// <summary>Every sample, in the order in which they are filed. What it makes is the same each time, but for the signatures.</summary>
public static class SampleCatalogue
{
    /// <summary>All samples, by official time, then in the catalogue's order.</summary>
    public static IReadOnlyList<Sample> All { get; } = Build([.. SampleLines.Clean, .. SampleLines.Memorias, .. SampleLines.Defects, .. SampleLines.Refused, .. SampleLines.Times]);

    /// <summary>A clean EBT application, one of as many as are wanted: what a load test files.</summary>
    /// <param name="prefix">Begins its key, so that runs do not meet.</param>
    /// <param name="number">Which one, from 0; each is a project of its own.</param>
    /// <param name="memoriaBytes">Exact size of its memoria.</param>
    /// <param name="signer">Signs it.</param>
    public static SubmissionFolder Clean(string prefix, int number, int memoriaBytes, SampleSigner signer)
    {
        var company = SampleCompanies.All[number % SampleCompanies.All.Count];
        return Draft(company, Key(string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number:D6}")), 2012, "EBT")
            .WithProject(p => p with { Reference = string.Create(CultureInfo.InvariantCulture, $"P-{number}") })
            .WithMemoria(c => SampleMemoria.BornDigital(c).ToBytes(memoriaBytes))
            .Make(signer);
    }

    private static List<Sample> Build(IReadOnlyList<SampleLine> lines)
    {
        var samples = new Dictionary<string, Sample>(StringComparer.Ordinal);
        var companies = new Queue<SampleCompany>(SampleCompanies.All);
        foreach (var (index, line) in lines.OrderBy(l => l.At).Index())
        {
            var earlier = line.After is null ? null : samples[line.After];
            var company = earlier?.Company ?? companies.Dequeue();
            var key = line.ReusesKey ? earlier!.Key : Key(string.Create(CultureInfo.InvariantCulture, $"demo-{index + 1:D2}-{line.Kind}"));
            samples.Add(line.Kind, new Sample(line, key, line.Change(Draft(company, key, line.Year, line.Programme))));
        }

        return [.. samples.Values];
    }

    private static SampleDraft Draft(SampleCompany company, SubmissionKey key, int year, string programme) =>
        new(company, SampleApplications.Of(company, key, year, programme));

    private static SubmissionKey Key(string text) => SubmissionKey.TryParse(text, out var key) ? key : throw new ArgumentException($"{text} is no key.", nameof(text));
}
