using System.Text.Json;
using IntakePipeline.Local.Demo;
using IntakePipeline.Local.Filing;
using IntakePipeline.Local.Samples;
using IntakePipeline.Submissions;

namespace IntakePipeline.Tests.Local;

/// <summary>The demo must be able to fail.</summary>
public sealed class DemoReportTests
{
    [Fact]
    public void A_refusal_for_another_reason_is_a_mismatch()
    {
        var run = new SampleRun(Of("unsigned"));
        run.Filed(new FilingOutcome.Refused(null, [AdmissionFaults.MemoriaMissing]), TimeSpan.FromMilliseconds(3));
        Assert.Equal(["was not told firma-ausente, but memoria-ausente"], run.Mismatches());
    }

    [Fact]
    public void What_should_be_refused_and_is_has_no_mismatch()
    {
        var run = new SampleRun(Of("unsigned"));
        run.Filed(new FilingOutcome.Refused(null, [AdmissionFaults.SignatureMissing]), TimeSpan.FromMilliseconds(3));
        Assert.Empty(run.Mismatches());
    }

    [Fact]
    public void What_was_never_decided_or_could_not_be_filed_is_a_mismatch()
    {
        var run = new SampleRun(Of("born-digital"));
        Assert.Equal(["ended as nothing, not as Evaluation"], run.Mismatches());
        run.Trouble = "no host";
        Assert.Equal(["no host", "ended as nothing, not as Evaluation"], run.Mismatches());
    }

    [Fact]
    public void The_summary_counts_submissions_and_is_one_line_of_JSON()
    {
        var refused = new SampleRun(Of("unsigned"));
        refused.Filed(new FilingOutcome.Refused(null, [AdmissionFaults.SignatureMissing]), TimeSpan.FromMilliseconds(3));
        var line = DemoSummary.Of([refused, new SampleRun(Of("born-digital"))], ["something"]).ToJson();

        Assert.DoesNotContain('\n', line);
        using var json = JsonDocument.Parse(line);
        Assert.Equal(2, json.RootElement.GetProperty("submitted").GetInt32());
        Assert.Equal(1, json.RootElement.GetProperty("rejected").GetInt32());
        Assert.Equal(0, json.RootElement.GetProperty("registered").GetInt32());
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        Assert.Equal(
            ["submitted", "registered", "receipts", "evaluation", "corrections", "rejected", "outOfTime", "superseded", "receiptP50Ms", "receiptP99Ms", "ok"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData(0.50, 50)]
    [InlineData(0.99, 99)]
    [InlineData(1.00, 100)]
    public void A_percentile_is_the_nearest_rank(double share, double expected) =>
        Assert.Equal(expected, DemoSummary.Percentile([.. Enumerable.Range(1, 100).Select(i => (double)i)], share));

    private static Sample Of(string kind) => SampleCatalogue.All.First(s => s.Kind == kind);
}
