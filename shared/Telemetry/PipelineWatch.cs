using IntakePipeline.Registry;
using IntakePipeline.Storage;
using NodaTime;

namespace IntakePipeline.Telemetry;

/// <summary>How the pipeline stands at a moment.</summary>
/// <param name="Queued">Messages that wait for processing, by the service's own count.</param>
/// <param name="OldestQueued">For how long the oldest of them has waited.</param>
/// <param name="Unfinished">Registered entries whose processing is not over.</param>
/// <param name="OldestUnfinished">For how long the oldest of them has been so.</param>
/// <param name="Poison">Messages and blobs given up, notifications apart.</param>
/// <param name="FailedNotifications">Notifications given up.</param>
public sealed record PipelineState(int Queued, Duration OldestQueued, int Unfinished, Duration OldestUnfinished, int Poison, int FailedNotifications);

/// <summary>Looks at what waits, and tells the meter.</summary>
/// <param name="queue">The queue <c>tramitacion</c>.</param>
/// <param name="ledger">The book, whose outbox shows what is unfinished.</param>
/// <param name="poison">What was given up.</param>
/// <param name="time">The real time: ages are compared with the storage service's own stamps.</param>
public sealed class PipelineWatch(WaitingQueue queue, ILedgerStore ledger, PoisonQueues poison, TimeProvider time)
{
    private const string NotificationsPoison = Pipeline.Queues.Notifications + Pipeline.Queues.PoisonSuffix;

    /// <summary>Looks now.</summary>
    public async Task<PipelineState> LookAsync(CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var (queued, since) = await queue.LookAsync(cancellationToken);
        var (unfinished, oldest) = (0, now);
        await foreach (var entry in ledger.ListUnfinishedAsync(cancellationToken))
            (unfinished, oldest) = (unfinished + 1, Instant.Min(oldest, entry.Since));
        var given = await poison.ListAsync(cancellationToken);

        var state = new PipelineState(
            queued, since is { } first ? Age(first, now) : Duration.Zero, unfinished, Age(oldest, now),
            given.Where(q => q.Name != NotificationsPoison).Sum(q => q.Count), given.Where(q => q.Name == NotificationsPoison).Sum(q => q.Count));
        PipelineTelemetry.QueueDepth.Record(state.Queued);
        PipelineTelemetry.QueueAge.Record(state.OldestQueued.TotalSeconds);
        PipelineTelemetry.Unfinished.Record(state.Unfinished);
        return state;
    }

    // The service's clock and ours differ by a little.
    private static Duration Age(Instant since, Instant now) => Duration.Max(now - since, Duration.Zero);
}
