using System.Diagnostics;
using IntakePipeline.Submissions;

namespace IntakePipeline.Telemetry;

/// <summary>Counts, times and traces an attempt to file.</summary>
internal static class IntakeObservation
{
    /// <summary>Runs <paramref name="intake"/> as what came by <paramref name="door"/>.</summary>
    public static async Task<T> ObserveAsync<T>(Door door, Func<Task<T>> intake)
        where T : IntakeOutcome?
    {
        var tag = KeyValuePair.Create("door", (object?)(door == Door.Http ? "http" : "blobs"));
        using var activity = PipelineTelemetry.Source.StartActivity("submission.receive", ActivityKind.Server);
        activity?.SetTag(tag.Key, tag.Value);
        PipelineTelemetry.Arrivals.Add(1, tag);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var outcome = await intake();
            if (outcome is IntakeOutcome.Registered registered)
            {
                PipelineTelemetry.Receipts.Add(1, KeyValuePair.Create("repeated", (object?)registered.Repeated));
                PipelineTelemetry.ReceiptDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tag);
                activity?.SetTag("registro", registered.Entry.Number.ToString());
            }

            activity?.SetTag("outcome", outcome?.GetType().Name ?? "Nothing");
            return outcome;
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            throw;
        }
    }
}
