using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IntakePipeline.Local.Hosting.Storage;

namespace IntakePipeline.Local.Hosting.Blobs;

/// <summary>What an attempt to take a version of a blob came to.</summary>
internal abstract record Claim
{
    private Claim()
    {
    }

    /// <summary>The function has had it.</summary>
    public sealed record Done : Claim;

    /// <summary>A call is under way, or its host has just died.</summary>
    public sealed record Elsewhere : Claim;

    /// <summary>It is ours until the lease is given back.</summary>
    public sealed record Mine(HeldLease Lease) : Claim;
}

/// <summary>
/// Remembers in storage which version of which blob each function has had: an empty blob under
/// <c>azure-webjobs-hosts/blobreceipts/{host}/{function}/{etag}/{container}/{blob}</c>, leased during the call and marked at its end.
/// </summary>
internal sealed class BlobReceipts(BlobContainerClient hosts, ListenerContext context)
{
    private const string CompletedMark = "Completed";
    private const int LongestName = 1024;

    /// <summary>The receipt's name. Two versions never share one.</summary>
    public string NameOf(BlobCandidate candidate)
    {
        var start = $"{FolderOf(candidate.FunctionId)}{candidate.ETag}/{candidate.ContainerName}/";
        return start.Length + candidate.BlobName.Length <= LongestName
            ? start + candidate.BlobName
            : start + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(candidate.BlobName)));
    }

    /// <summary>Takes a version for one call.</summary>
    public async Task<Claim> ClaimAsync(BlobCandidate candidate, CancellationToken cancellationToken)
    {
        var receipt = Receipt(candidate);
        var isNew = await HeldLease.TryCreateAsync(receipt, cancellationToken);
        var lease = await HeldLease.TryAcquireAsync(receipt, context, cancellationToken);
        if (isNew && lease is not null)
            return new Claim.Mine(lease);

        var keepsLease = false;
        try
        {
            // Read after the lease was asked for: it may have been completed in between.
            BlobProperties properties = await receipt.GetPropertiesAsync(cancellationToken: cancellationToken);
            if (properties.Metadata.ContainsKey(CompletedMark))
                return new Claim.Done();
            keepsLease = true;
            return lease is null ? new Claim.Elsewhere() : new Claim.Mine(lease);
        }
        finally
        {
            if (lease is not null && !keepsLease)
                await lease.DisposeAsync();
        }
    }

    /// <summary>Notes that a version is over and done with, be it by success or because it was given up.</summary>
    /// <param name="lease">The claim; null if there is none. One that ran out in an outage does no harm.</param>
    public Task CompleteAsync(BlobCandidate candidate, HeldLease? lease) => context.InsistAsync("Receipt of a blob", async () =>
    {
        var receipt = Receipt(candidate);
        var mark = new Dictionary<string, string> { [CompletedMark] = "True" };
        if (lease is not null)
        {
            try
            {
                await receipt.SetMetadataAsync(mark, new BlobRequestConditions { LeaseId = lease.Id });
                return;
            }
            catch (RequestFailedException e) when (e.Status == 412)
            {
                // It ran out: noted as if there had been none.
            }
        }

        await HeldLease.TryCreateAsync(receipt, CancellationToken.None);
        await receipt.SetMetadataAsync(mark);
    });

    /// <summary>The names of a function's completed receipts.</summary>
    public async IAsyncEnumerable<string> CompletedAsync(string functionId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var receipts = hosts.GetBlobsAsync(BlobTraits.Metadata, prefix: FolderOf(functionId), cancellationToken: cancellationToken);
        await foreach (var page in receipts.AsPages(pageSizeHint: 5000))
        {
            foreach (var receipt in page.Values)
            {
                if (receipt.Metadata.ContainsKey(CompletedMark))
                    yield return receipt.Name;
            }
        }
    }

    private string FolderOf(string functionId) => $"blobreceipts/{context.HostId}/{functionId}/";

    private BlobClient Receipt(BlobCandidate candidate) => hosts.GetBlobClient(NameOf(candidate));
}
