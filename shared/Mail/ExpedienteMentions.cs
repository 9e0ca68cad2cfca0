using System.Text.RegularExpressions;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;

namespace IntakePipeline.Mail;

/// <summary>Finds expediente numbers in what people write: <c>EBT/2012/17</c>, <c>ebt 2012-17</c>, <c>EBT_2012_17_tc1.pdf</c>.</summary>
public sealed class ExpedienteMentions
{
    private const int MaxMatches = 1000;

    private readonly CallCatalogue calls;
    private readonly Dictionary<string, ProgrammeId> programmes;
    private readonly Regex number;

    /// <summary>Knows the numbers that the calls can give, and no others.</summary>
    public ExpedienteMentions(CallCatalogue calls)
    {
        this.calls = calls;
        programmes = calls.All.SelectMany(c => c.Programmes).Select(p => p.Id).DistinctBy(p => p.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(p => p.Value, StringComparer.OrdinalIgnoreCase);
        // A file name has no slashes, and people put blanks where they like. Every repetition is bounded: the text is anybody's.
        number = new Regex(
            $@"(?<![A-Za-z0-9])(?<programme>{string.Join('|', programmes.Keys.OrderByDescending(p => p.Length).Select(Regex.Escape))}) ?[/\-_. ] ?(?<year>20[0-9]{{2}}) ?[/\-_.] ?(?<sequence>[0-9]{{1,7}})(?![0-9]|[/\-][0-9])",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5));
    }

    /// <summary>The expedientes named, each once.</summary>
    public IReadOnlyList<ExpedienteKey> In(IEnumerable<string> texts)
    {
        var found = new List<ExpedienteKey>();
        foreach (var match in texts.SelectMany(t => number.Matches(t).Take(MaxMatches)))
        {
            if (ExpedienteNumber.TryParse($"{programmes[match.Groups["programme"].Value]}/{match.Groups["year"].Value}/{match.Groups["sequence"].Value.TrimStart('0')}", out var read)
                && ExpedienteKey.Find(calls, read) is { } key && !found.Contains(key))
                found.Add(key);
        }

        return found;
    }
}
