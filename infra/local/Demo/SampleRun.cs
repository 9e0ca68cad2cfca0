using IntakePipeline.Local.Filing;
using IntakePipeline.Local.Samples;

namespace IntakePipeline.Local.Demo;

/// <summary>What happened to one sample.</summary>
internal sealed class SampleRun(Sample sample)
{
    private readonly List<FilingOutcome> outcomes = [];

    public Sample Sample { get; } = sample;

    /// <summary>Its receipt; null when it was refused, or nothing came of it.</summary>
    public FilingOutcome.Registered? Registered => outcomes.OfType<FilingOutcome.Registered>().FirstOrDefault();

    /// <summary>Why it was refused; null when it was not.</summary>
    public FilingOutcome.Refused? Refused => outcomes.OfType<FilingOutcome.Refused>().FirstOrDefault();

    /// <summary>From the first byte sent to the receipt or the refusal in hand, the first time it was filed.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>Where its receipt was saved.</summary>
    public string? ReceiptPath { get; set; }

    /// <summary>How its expediente stands, as its applicant sees it.</summary>
    public ExpedienteView? View { get; set; }

    /// <summary>What kept it from being filed or looked up; null when nothing did.</summary>
    public string? Trouble { get; set; }

    /// <summary>Where it ended; null while it has not.</summary>
    public Outcome? Outcome => Refused is not null ? Samples.Outcome.Refused : View?.Outcome;

    /// <summary>The codes of its refusal, or of the defects and doubts found in it.</summary>
    public IReadOnlyList<string> Reasons =>
        Refused is { } refused ? [.. refused.Faults.Select(f => f.Code)] : View is { } view ? [.. view.Defects, .. view.Doubts] : [];

    /// <summary>Notes what came of a filing.</summary>
    public void Filed(FilingOutcome outcome, TimeSpan took)
    {
        if (outcomes.Count == 0)
            Took = took;
        outcomes.Add(outcome);
    }

    /// <summary>Where it did not end as the sample says; empty when it did.</summary>
    public IEnumerable<string> Mismatches()
    {
        var expected = Sample.Expected;
        if (Trouble is not null)
            yield return Trouble;
        if (outcomes.Count > 1 && Registered is { } first && !outcomes.All(o => o is FilingOutcome.Registered again && again.Json.Span.SequenceEqual(first.Json.Span)))
            yield return "filed again, it got another receipt";
        if (Outcome != expected.Outcome)
            yield return $"ended as {Outcome?.ToString() ?? "nothing"}, not as {expected.Outcome}";
        if (expected.Reason is { } reason && !Reasons.Contains(reason))
            yield return $"was not told {reason}, but {(Reasons.Count == 0 ? "nothing" : string.Join(", ", Reasons))}";
        if (Registered is { Receipt: var receipt })
        {
            if (receipt.Phase?.Value != expected.Phase)
                yield return $"is in phase {receipt.Phase?.Value ?? "none"}, not in {expected.Phase ?? "none"}";
            if (expected.Effective is { } day && receipt.Effective.Date != day)
                yield return $"counts for {receipt.Effective.Date:uuuu-MM-dd}, not for {day:uuuu-MM-dd}";
            if (!receipt.Simulated)
                yield return "its receipt does not say that it is a simulation";
            if (ReceiptPath is null)
                yield return "its receipt was not saved";
        }
    }
}
