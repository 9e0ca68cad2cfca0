using IntakePipeline.Registry;
using NodaTime;

namespace IntakePipeline.Panel;

/// <summary>That the pipeline's timers run: written every minute, so that silence does not look like success.</summary>
/// <param name="At">When, real time.</param>
/// <param name="Waiting">Entries in the outbox: registered, and their processing not over.</param>
/// <param name="Late">Those among them that are older than <see cref="Outbox.Grace"/>: something does not get on.</param>
public sealed record Heartbeat(Instant At, int Waiting, int Late)
{
    /// <summary>After so long without one the pipeline is taken for stopped.</summary>
    public static readonly Duration Patience = Duration.FromMinutes(3);
}

/// <summary>Where the last heartbeat is kept.</summary>
public interface IHeartbeatStore
{
    /// <summary>Keeps one in place of the last.</summary>
    Task SaveAsync(Heartbeat beat, CancellationToken cancellationToken);

    /// <summary>The last one; null when there never was any.</summary>
    Task<Heartbeat?> FindLastAsync(CancellationToken cancellationToken);
}

/// <summary>Takes the pipeline's pulse.</summary>
/// <param name="ledger">The book and its outbox.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="time">The real time.</param>
public sealed class Pulse(ILedgerStore ledger, IHeartbeatStore store, TimeProvider time)
{
    /// <summary>Looks at the outbox and writes a heartbeat.</summary>
    public async Task<Heartbeat> BeatAsync(CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var (waiting, late) = (0, 0);
        await foreach (var unfinished in ledger.ListUnfinishedAsync(cancellationToken))
        {
            waiting++;
            late += unfinished.Since < now - Outbox.Grace ? 1 : 0;
        }

        var beat = new Heartbeat(now, waiting, late);
        await store.SaveAsync(beat, cancellationToken);
        return beat;
    }
}
