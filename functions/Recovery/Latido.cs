using IntakePipeline.Panel;
using IntakePipeline.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Recovery;

/// <summary>The pipeline's heartbeat, each minute and when a host starts: a mark that the panel watches, and a line that alerts read (infra/azure/modules/alerts.bicep).</summary>
public sealed partial class Latido(Pulse pulse, PipelineWatch watch, TelemetryFigures figures, ILogger<Latido> logger)
{
    /// <summary>Beats, looks and says.</summary>
    [Function("latido")]
    public async Task Beat([TimerTrigger("30 * * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellationToken)
    {
        await pulse.BeatAsync(cancellationToken);
        var state = await watch.LookAsync(cancellationToken);
        LogState(
            logger, state.Queued, (long)state.OldestQueued.TotalSeconds, state.Unfinished, (long)state.OldestUnfinished.TotalSeconds, state.Poison, state.FailedNotifications,
            (long)((figures.Quantile(PipelineTelemetry.ReceiptDuration.Name, 0.99) ?? 0) * 1000));
    }

    [LoggerMessage(EventId = 601, Level = LogLevel.Information, Message = "Heartbeat: {Queued} queued, oldest {OldestSeconds} s; {Unfinished} unfinished, oldest {LagSeconds} s; {Poison} poison; {FailedNotifications} notifications failed; receipt p99 {ReceiptP99} ms")]
    private static partial void LogState(
        ILogger logger, int queued, long oldestSeconds, int unfinished, long lagSeconds, int poison, int failedNotifications, long receiptP99);
}
