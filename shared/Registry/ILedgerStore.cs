using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Registry;

/// <summary>A head as stored.</summary>
/// <param name="Head">The head.</param>
/// <param name="Version">The store's mark; null when there is no ledger yet.</param>
public sealed record StoredHead(LedgerHead Head, string? Version);

/// <summary>What became of a commit.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>All of it is in the book.</summary>
    /// <param name="Head">The head now.</param>
    public sealed record Committed(StoredHead Head) : CommitOutcome;

    /// <summary>None of it: somebody else moved the head.</summary>
    public sealed record HeadMoved : CommitOutcome;

    /// <summary>None of it: a key in the batch is already registered.</summary>
    public sealed record KeyTaken : CommitOutcome;
}

/// <summary>An entry that has been registered but whose processing is not over.</summary>
/// <param name="Number">The entry.</param>
/// <param name="Since">When it was registered, by the storage service's clock.</param>
public sealed record UnfinishedEntry(RegistryNumber Number, Instant Since);

/// <summary>
/// The table <c>registro</c>. One commit is one atomic transaction: the head (under its version), the entries, one row per key that makes a second
/// registration impossible, and one outbox row per entry that stays until its processing is over.
/// </summary>
public interface ILedgerStore
{
    /// <summary>Most entries in one commit.</summary>
    int MaxBatch { get; }

    /// <summary>The head as it stands.</summary>
    Task<StoredHead> ReadHeadAsync(CancellationToken cancellationToken);

    /// <summary>Writes a batch and the head after it, all or nothing.</summary>
    /// <param name="from">The head the batch was made from.</param>
    /// <param name="to">The head after it.</param>
    /// <param name="entries">1 to <see cref="MaxBatch"/> entries with distinct keys.</param>
    /// <param name="cancellationToken">May leave it unknown whether the batch landed.</param>
    Task<CommitOutcome> CommitAsync(StoredHead from, LedgerHead to, IReadOnlyList<RegistryEntry> entries, CancellationToken cancellationToken);

    /// <summary>The entry registered under a key, or null.</summary>
    Task<RegistryEntry?> FindAsync(SubmissionKey key, CancellationToken cancellationToken);

    /// <summary>The entry of a number, or null.</summary>
    Task<RegistryEntry?> FindAsync(RegistryNumber number, CancellationToken cancellationToken);

    /// <summary>The registered keys from <paramref name="first"/> to <paramref name="last"/> in ordinal order, both inclusive.</summary>
    IAsyncEnumerable<SubmissionKey> ListKeysAsync(SubmissionKey first, SubmissionKey last, CancellationToken cancellationToken);

    /// <summary>The outbox: entries whose processing is not over, oldest number first.</summary>
    IAsyncEnumerable<UnfinishedEntry> ListUnfinishedAsync(CancellationToken cancellationToken);

    /// <summary>Takes an entry out of the outbox: its processing is over. Harmless when it is out already.</summary>
    Task MarkFinishedAsync(RegistryNumber number, CancellationToken cancellationToken);
}
