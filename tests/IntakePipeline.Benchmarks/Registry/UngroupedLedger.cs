using IntakePipeline.Registry;
using IntakePipeline.Submissions;

namespace IntakePipeline.Benchmarks.Registry;

/// <summary>The same book, but one entry a transaction.</summary>
/// <param name="store">Where it is kept.</param>
internal sealed class UngroupedLedger(ILedgerStore store) : ILedgerStore
{
    public int MaxBatch => 1;

    public Task<StoredHead> ReadHeadAsync(CancellationToken cancellationToken) => store.ReadHeadAsync(cancellationToken);

    public Task<CommitOutcome> CommitAsync(StoredHead from, LedgerHead to, IReadOnlyList<RegistryEntry> entries, CancellationToken cancellationToken) =>
        store.CommitAsync(from, to, entries, cancellationToken);

    public Task<RegistryEntry?> FindAsync(SubmissionKey key, CancellationToken cancellationToken) => store.FindAsync(key, cancellationToken);

    public Task<RegistryEntry?> FindAsync(RegistryNumber number, CancellationToken cancellationToken) => store.FindAsync(number, cancellationToken);

    public IAsyncEnumerable<SubmissionKey> ListKeysAsync(SubmissionKey first, SubmissionKey last, CancellationToken cancellationToken) =>
        store.ListKeysAsync(first, last, cancellationToken);

    public IAsyncEnumerable<UnfinishedEntry> ListUnfinishedAsync(CancellationToken cancellationToken) => store.ListUnfinishedAsync(cancellationToken);

    public Task MarkFinishedAsync(RegistryNumber number, CancellationToken cancellationToken) => store.MarkFinishedAsync(number, cancellationToken);
}
