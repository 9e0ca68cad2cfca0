using IntakePipeline.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Recovery;

/// <summary>One line a minute that says how the pipeline stands. Alerts read it (infra/azure/modules/alerts.bicep), and its absence.</summary>
public sealed partial class Latido(PipelineWatch watch, TelemetryFigures figures, ILogger<Latido> logger)
{
    /// <summary>Looks and says.</summary>
    [Function("latido")]
    public async Task Beat([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var state = await watch.LookAsync(cancellationToken);
        LogState(
            logger, state.Queued, (long)state.OldestQueued.TotalSeconds, state.Unfinished, (long)state.OldestUnfinished.TotalSeconds, state.Poison, state.FailedNotifications,
            (long)((figures.Quantile(PipelineTelemetry.ReceiptDuration.Name, 0.99) ?? 0) * 1000));
    }

    [LoggerMessage(EventId = 601, Level = LogLevel.Information, Message = "Heartbeat: {Queued} queued, oldest {OldestSeconds} s; {Unfinished} unfinished, oldest {LagSeconds} s; {Poison} poison; {FailedNotifications} notifications failed; receipt p99 {ReceiptP99} ms")]
    private static partial void LogState(
        ILogger logger, int queued, long oldestSeconds, int unfinished, long lagSeconds, int poison, int failedNotifications, long receiptP99);
}
