using IntakePipeline.Registry;
using IntakePipeline.Submissions;

namespace IntakePipeline.Tests.Registry;

/// <summary>The real store with something in between.</summary>
internal abstract class LedgerStoreDecorator(ILedgerStore inner) : ILedgerStore
{
    public int MaxBatch => inner.MaxBatch;

    public virtual Task<CommitOutcome> CommitAsync(StoredHead from, LedgerHead to, IReadOnlyList<RegistryEntry> entries, CancellationToken cancellationToken) =>
        inner.CommitAsync(from, to, entries, cancellationToken);

    public Task<RegistryEntry?> FindAsync(SubmissionKey key, CancellationToken cancellationToken) => inner.FindAsync(key, cancellationToken);

    public Task<RegistryEntry?> FindAsync(RegistryNumber number, CancellationToken cancellationToken) => inner.FindAsync(number, cancellationToken);

    public IAsyncEnumerable<SubmissionKey> ListKeysAsync(SubmissionKey first, SubmissionKey last, CancellationToken cancellationToken) =>
        inner.ListKeysAsync(first, last, cancellationToken);

    public IAsyncEnumerable<UnfinishedEntry> ListUnfinishedAsync(CancellationToken cancellationToken) => inner.ListUnfinishedAsync(cancellationToken);

    public Task MarkFinishedAsync(RegistryNumber number, CancellationToken cancellationToken) => inner.MarkFinishedAsync(number, cancellationToken);

    public Task<StoredHead> ReadHeadAsync(CancellationToken cancellationToken) => inner.ReadHeadAsync(cancellationToken);
}
