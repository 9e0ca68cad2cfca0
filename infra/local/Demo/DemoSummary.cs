using System.Text;
using IntakePipeline.Local.Samples;
using IntakePipeline.Submissions;

namespace IntakePipeline.Local.Demo;

/// <summary>The demo in figures: its last line.</summary>
/// <param name="Submitted">Submissions; one however often it was filed.</param>
/// <param name="Registered">In the register.</param>
/// <param name="Receipts">Receipts fetched and saved.</param>
/// <param name="Evaluation">On a department's queue.</param>
/// <param name="Corrections">Back with the applicant.</param>
/// <param name="Rejected">Refused.</param>
/// <param name="OutOfTime">Registered outside every window.</param>
/// <param name="Superseded">Gave way to a later version.</param>
/// <param name="ReceiptP50Ms">Median time from the first byte posted over HTTP to the receipt in hand, milliseconds.</param>
/// <param name="ReceiptP99Ms">The 99th percentile of the same.</param>
/// <param name="Ok">Whether everything ended as its sample says.</param>
internal sealed record DemoSummary(
    int Submitted, int Registered, int Receipts, int Evaluation, int Corrections, int Rejected, int OutOfTime, int Superseded, double ReceiptP50Ms,
    double ReceiptP99Ms, bool Ok)
{
    /// <summary>Sums up.</summary>
    /// <param name="runs">What happened.</param>
    /// <param name="mismatches">What did not happen as it should.</param>
    public static DemoSummary Of(IReadOnlyList<SampleRun> runs, IReadOnlyList<string> mismatches)
    {
        var posted = Times(runs, Door.Http);
        return new DemoSummary(
            runs.Count,
            runs.Count(r => r.Registered is not null),
            runs.Count(r => r.ReceiptPath is not null),
            Count(Outcome.Evaluation), Count(Outcome.Correction), Count(Outcome.Refused), Count(Outcome.OutOfTime), Count(Outcome.Superseded),
            Percentile(posted, 0.50), Percentile(posted, 0.99), mismatches.Count == 0);

        int Count(Outcome outcome) => runs.Count(r => r.Outcome == outcome);
    }

    /// <summary>How long those who filed by <paramref name="door"/> waited for their receipts, milliseconds, in ascending order.</summary>
    public static IReadOnlyList<double> Times(IEnumerable<SampleRun> runs, Door door) =>
        [.. runs.Where(r => r.Registered is not null && r.Sample.Doors[0] == door).Select(r => r.Took.TotalMilliseconds).Order()];

    /// <summary>One line of JSON.</summary>
    public string ToJson() => Encoding.UTF8.GetString(JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("submitted", Submitted);
        json.WriteNumber("registered", Registered);
        json.WriteNumber("receipts", Receipts);
        json.WriteNumber("evaluation", Evaluation);
        json.WriteNumber("corrections", Corrections);
        json.WriteNumber("rejected", Rejected);
        json.WriteNumber("outOfTime", OutOfTime);
        json.WriteNumber("superseded", Superseded);
        json.WriteNumber("receiptP50Ms", ReceiptP50Ms);
        json.WriteNumber("receiptP99Ms", ReceiptP99Ms);
        json.WriteBoolean("ok", Ok);
        json.WriteEndObject();
    }));

    /// <summary>The nearest rank, rounded to a tenth; 0 of nothing.</summary>
    internal static double Percentile(IReadOnlyList<double> ordered, double share) =>
        ordered.Count == 0 ? 0 : Math.Round(ordered[Math.Max(0, (int)Math.Ceiling(share * ordered.Count) - 1)], 1);
}
