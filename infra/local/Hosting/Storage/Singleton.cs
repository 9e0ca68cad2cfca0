using Azure.Storage.Blobs;

namespace IntakePipeline.Local.Hosting.Storage;

/// <summary>Work that only one of the hosts sharing a storage does at a time: the one that holds the lease on a blob.</summary>
internal sealed class Singleton(BlobClient blob, ListenerContext context)
{
    /// <summary>Waits for the lease, works while holding it, waits again if it was lost.</summary>
    /// <param name="work">Runs until its token is cancelled: the host stops, or another host may have the lease.</param>
    /// <param name="stopping">Ends it after the work.</param>
    public async Task RunAsync(Func<HeldLease, CancellationToken, Task> work, CancellationToken stopping)
    {
        await new PollingLoop($"Lease {blob.Name}", context).RunAsync(
            async () =>
            {
                // Not cancelled: a lease granted to nobody would keep every host waiting until it runs out.
                await using var lease = await HeldLease.TryAcquireAsync(blob, context, CancellationToken.None);
                if (lease is null)
                    return context.Pace.LeaseRetryInterval;
                using var tenure = CancellationTokenSource.CreateLinkedTokenSource(stopping, lease.Lost);
                await work(lease, tenure.Token);
                return TimeSpan.Zero;
            },
            new Signal(),
            stopping);
    }
}
