using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IntakePipeline.Telemetry;

/// <summary>
/// What the pipeline tells of itself: one source of traces, one meter. Tags are codes and numbers of the register; nothing that names a person goes here.
/// </summary>
public static class PipelineTelemetry
{
    /// <summary>The name of the source and of the meter.</summary>
    public const string Name = "IntakePipeline";

    // First: the instruments below are made on it.
    internal static Meter Meter { get; } = new(Name);

    /// <summary>Attempts to file; tag <c>door</c>: <c>http</c> or <c>blobs</c>.</summary>
    public static Counter<long> Arrivals { get; } = Meter.CreateCounter<long>("intake.arrivals", "{attempt}", "Attempts to file");

    /// <summary>Receipts handed out; tag <c>repeated</c>.</summary>
    public static Counter<long> Receipts { get; } = Meter.CreateCounter<long>("intake.receipts", "{receipt}", "Receipts handed out");

    /// <summary>Seconds from the first byte to the receipt; tag <c>door</c>.</summary>
    public static Histogram<double> ReceiptDuration { get; } = Meter.CreateHistogram<double>("intake.receipt.duration", "s", "From the first byte to the receipt");

    /// <summary>Refused attempts by reason; tag <c>code</c>.</summary>
    public static Counter<long> Rejections { get; } = Meter.CreateCounter<long>("intake.rejections", "{reason}", "Reasons for refusal");

    /// <summary>Findings about applications; tag <c>code</c>.</summary>
    public static Counter<long> Findings { get; } = Meter.CreateCounter<long>("intake.findings", "{finding}", "Findings about applications");

    /// <summary>Transactions of the ledger lost to another host.</summary>
    public static Counter<long> LedgerConflicts { get; } = Meter.CreateCounter<long>("intake.ledger.conflicts", "{transaction}", "Transactions lost to another host");

    /// <summary>Transactions of the ledger tried again, for whatever reason.</summary>
    public static Counter<long> LedgerRetries { get; } = Meter.CreateCounter<long>("intake.ledger.retries", "{transaction}", "Transactions tried again");

    /// <summary>Seconds for which an entry had been unfinished when it was sent again.</summary>
    public static Histogram<double> OutboxLag { get; } = Meter.CreateHistogram<double>("intake.outbox.lag", "s", "Age of what the outbox sends again");

    /// <summary>Messages that wait for processing.</summary>
    public static Gauge<long> QueueDepth { get; } = Meter.CreateGauge<long>("intake.queue.depth", "{message}", "Messages that wait for processing");

    /// <summary>Seconds for which the oldest of them has waited.</summary>
    public static Gauge<double> QueueAge { get; } = Meter.CreateGauge<double>("intake.queue.age", "s", "Age of the oldest message that waits");

    /// <summary>Registered entries whose processing is not over.</summary>
    public static Gauge<long> Unfinished { get; } = Meter.CreateGauge<long>("intake.outbox.unfinished", "{entry}", "Entries whose processing is not over");

    /// <summary>The source of traces.</summary>
    public static ActivitySource Source { get; } = WithIdsAlways(new ActivitySource(Name));

    /// <summary>Goes on with the trace that a message came from; begins one when it came from none that can be read.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="traceParent">The message's W3C trace parent; anything else is as good as none.</param>
    public static Activity? Continue(string name, string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            // The host has a trace of its own for the call: linked, not lost.
            ? Source.StartActivity(name, ActivityKind.Consumer, parent, links: Activity.Current is { } host ? [new ActivityLink(host.Context)] : null)
            : Source.StartActivity(name, ActivityKind.Consumer);

    // Messages carry their trace whether or not somebody collects traces today.
    private static ActivitySource WithIdsAlways(ActivitySource source)
    {
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = s => s == source,
            Sample = static (ref _) => ActivitySamplingResult.PropagationData,
        });
        return source;
    }
}
