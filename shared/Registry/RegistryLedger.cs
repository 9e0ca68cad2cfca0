using System.Diagnostics;
using System.Threading.Channels;
using IntakePipeline.Receipts;
using IntakePipeline.Telemetry;

namespace IntakePipeline.Registry;

/// <summary>What became of an append.</summary>
public abstract record Registration
{
    private Registration()
    {
    }

    /// <summary>It is in the book.</summary>
    /// <param name="Entry">Its entry; the first one when it was there already.</param>
    /// <param name="Repeated">True when it was there already.</param>
    public sealed record Registered(RegistryEntry Entry, bool Repeated) : Registration;

    /// <summary>Its key names another submission that is in the book.</summary>
    /// <param name="Holder">The entry that holds the key.</param>
    public sealed record KeyInUse(RegistryEntry Holder) : Registration;
}

/// <summary>
/// The book: gapless numbers per year, each key once, each entry chained to the one before. Appends that arrive while a transaction is under way share
/// the next one (group commit), so that the book keeps up with a storage service that takes milliseconds for each.
/// </summary>
/// <remarks>
/// Safe on any number of hosts: every transaction replaces the head under its version, so of two hosts one loses, re-reads and tries again. Safe
/// against a lost answer: a transaction that landed unnoticed is met again as "head moved" or "key taken", and the look-up finds the entry it wrote.
/// </remarks>
public sealed class RegistryLedger : IAsyncDisposable
{
    private const int MaxAttempts = 200;

    private readonly ILedgerStore store;
    private readonly Channel<Waiting> arrivals = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource stopping = new();
    private readonly Task committing;
    private StoredHead? head;

    /// <summary>Opens the book.</summary>
    /// <param name="store">Where it is kept.</param>
    public RegistryLedger(ILedgerStore store)
    {
        this.store = store;
        committing = Task.Run(CommitArrivalsAsync);
    }

    /// <summary>Transactions tried and lost to another host since start.</summary>
    public long Conflicts { get; private set; }

    /// <summary>Registers a submission, once.</summary>
    /// <param name="draft">What to register.</param>
    /// <param name="cancellationToken">Stops waiting; the entry may be in the book all the same.</param>
    /// <exception cref="ObjectDisposedException">The book is closed.</exception>
    public async Task<Registration> AppendAsync(EntryDraft draft, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(draft);
        ObjectDisposedException.ThrowIf(!arrivals.Writer.TryWrite(waiting), this);
        return await waiting.Outcome.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Registers what has arrived, then closes the book.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!arrivals.Writer.TryComplete())
            return;
        stopping.CancelAfter(TimeSpan.FromSeconds(30));
        await committing;
        stopping.Dispose();
    }

    private async Task CommitArrivalsAsync()
    {
        var batch = new List<Waiting>(store.MaxBatch);
        while (await arrivals.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < store.MaxBatch && arrivals.Reader.TryRead(out var next))
                batch.Add(next);
            try
            {
                await CommitAsync(batch);
            }
#pragma warning disable CA1031 // Whatever went wrong belongs to those who wait for it; the book goes on with the next batch.
            catch (Exception e)
#pragma warning restore CA1031
            {
                head = null;
                foreach (var waiting in batch)
                    waiting.Outcome.TrySetException(e);
            }
        }
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        var lost = 0;
        while (lost < MaxAttempts)
        {
            // Two arrivals of one key cannot share a transaction: the second waits for what becomes of the first.
            var firsts = batch.Where(w => !w.Outcome.Task.IsCompleted).DistinctBy(w => w.Draft.Key).ToList();
            if (firsts.Count == 0)
                return;

            head ??= await store.ReadHeadAsync(stopping.Token);
            var (entries, after) = Number(firsts, head.Head);
            switch (await store.CommitAsync(head, after, entries, stopping.Token))
            {
                case CommitOutcome.Committed committed:
                    head = committed.Head;
                    foreach (var entry in entries)
                        Settle(batch, entry, repeated: false);
                    return;
                case CommitOutcome.HeadMoved:
                    // If it was this very batch that moved it, its answer lost, the next try finds its keys taken.
                    head = null;
                    Conflicts++;
                    PipelineTelemetry.LedgerConflicts.Add(1);
                    PipelineTelemetry.LedgerRetries.Add(1);
                    await BackOffAsync(++lost);
                    break;
                case CommitOutcome.KeyTaken:
                    head = null;
                    PipelineTelemetry.LedgerRetries.Add(1);
                    lost++;
                    await SettleRegisteredAsync(batch, firsts);
                    break;
                default:
                    throw new UnreachableException("An outcome of a commit nobody handles.");
            }
        }

        throw new TimeoutException("The register is so contended that a batch could not be written; it may be tried again.");
    }

    private static (List<RegistryEntry> Entries, LedgerHead After) Number(List<Waiting> drafts, LedgerHead from)
    {
        var entries = new List<RegistryEntry>(drafts.Count);
        var after = from;
        foreach (var waiting in drafts)
        {
            (var entry, after) = after.Append(waiting.Draft, waiting.Csv);
            entries.Add(entry);
        }

        return (entries, after);
    }

    /// <summary>Settles those whose key is in the book already: by another host, an earlier attempt, or a transaction whose answer was lost.</summary>
    private async Task SettleRegisteredAsync(List<Waiting> batch, List<Waiting> firsts)
    {
        foreach (var holder in await Task.WhenAll(firsts.Select(w => store.FindAsync(w.Draft.Key, stopping.Token))))
        {
            if (holder is not null)
                Settle(batch, holder, repeated: true);
        }
    }

    private static void Settle(List<Waiting> batch, RegistryEntry entry, bool repeated)
    {
        foreach (var waiting in batch.Where(w => w.Draft.Key == entry.Draft.Key && !w.Outcome.Task.IsCompleted))
        {
            waiting.Outcome.TrySetResult(waiting.Draft.Envelope == entry.Draft.Envelope
                ? new Registration.Registered(entry, repeated && entry.Csv != waiting.Csv)
                : new Registration.KeyInUse(entry));
            // Whoever else waits with the same key repeats the first.
            repeated = true;
        }
    }

    private async Task BackOffAsync(int attempt) =>
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 5 * Math.Min(attempt + 1, 20))), stopping.Token);

    private sealed record Waiting(EntryDraft Draft)
    {
        /// <summary>Drawn once per append, so that a transaction met again after a lost answer is known as one's own.</summary>
        public VerificationCode Csv { get; } = VerificationCode.Create();

        public TaskCompletionSource<Registration> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
