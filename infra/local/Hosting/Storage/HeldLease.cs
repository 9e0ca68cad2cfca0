using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace IntakePipeline.Local.Hosting.Storage;

/// <summary>A lease on a blob, renewed until disposed of. It makes one host out of several the one that acts.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private readonly BlobLeaseClient client;
    private readonly Renewal renewal;

    private HeldLease(BlobLeaseClient client, ListenerContext context)
    {
        this.client = client;
        var lifetime = context.Pace.LeaseDuration;
        renewal = new Renewal(
            $"Lease {client.Uri.AbsolutePath}", lifetime, lifetime / 3, () => client.RenewAsync(), context.Logger);
    }

    /// <summary>Writes under the lease name this.</summary>
    public string Id => client.LeaseId;

    /// <summary>Cancelled when another host may have it.</summary>
    public CancellationToken Lost => renewal.Lost;

    /// <summary>Takes the lease, if nobody has it.</summary>
    /// <param name="blob">Made, empty, if it is not there.</param>
    /// <returns>Null if another host holds it.</returns>
    public static async Task<HeldLease?> TryAcquireAsync(BlobClient blob, ListenerContext context, CancellationToken cancellationToken)
    {
        var leasing = blob.GetBlobLeaseClient();
        for (var created = false; ; created = true)
        {
            try
            {
                await leasing.AcquireAsync(context.Pace.LeaseDuration, cancellationToken: cancellationToken);
                return new HeldLease(leasing, context);
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
            {
                return null;
            }
            catch (RequestFailedException e) when (e.Status == 404 && !created)
            {
                await TryCreateAsync(blob, cancellationToken);
            }
        }
    }

    /// <summary>Makes an empty blob, and its container.</summary>
    /// <returns>False if it was there.</returns>
    public static async Task<bool> TryCreateAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        var onlyIfNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        for (var containerMade = false; ; containerMade = true)
        {
            try
            {
                await blob.UploadAsync(BinaryData.Empty, onlyIfNew, cancellationToken);
                return true;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.Status == 412)
            {
                return false;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound && !containerMade)
            {
                await blob.GetParentBlobContainerClient().CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            }
        }
    }

    /// <summary>Gives the lease back at once, so that another host need not wait for it to run out.</summary>
    public async ValueTask DisposeAsync()
    {
        await renewal.DisposeAsync();
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await client.ReleaseAsync(cancellationToken: patience.Token);
        }
#pragma warning disable CA1031 // Best effort: what is not given back runs out by itself.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
