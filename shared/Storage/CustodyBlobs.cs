using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IntakePipeline.Submissions;

namespace IntakePipeline.Storage;

/// <summary><c>custodia</c> as a blob container: the storage service copies from the inbox by itself, so that no byte passes through here again.</summary>
/// <param name="storage">The storage account, and the one of custody when that is another.</param>
public sealed class CustodyBlobs(StorageConnection storage) : ICustody
{
    private readonly BlobContainerClient custody = storage.Custody.Blobs.GetBlobContainerClient(Pipeline.Containers.Custody);
    private readonly BlobContainerClient inbox = storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Inbox);
    private readonly CopySource? otherAccount = storage.Custody == storage ? null : new CopySource(storage.Credential, TimeProvider.System);

    /// <inheritdoc/>
    public async Task<bool> KeepAsync(InboxFile file, CancellationToken cancellationToken)
    {
        var target = custody.GetBlobClient(file.Digest.Hex);
        try
        {
            await CopyAsync(inbox.GetBlobClient(InboxBlobs.Path(file.Key, file.Name)), file, target, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412 or 404)
        {
            return await IsKeptAsync(target, file.Bytes, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<Sha256Digest> KeepAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var digest = Sha256Digest.Of(content.Span);
        var target = custody.GetBlobClient(digest.Hex);
        if (!await target.PutOnceAsync(BinaryData.FromBytes(content), "application/octet-stream", cancellationToken) && !await IsKeptAsync(target, content.Length, cancellationToken))
            throw new IOException($"Custody holds something else under {digest}.");
        return digest;
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(Sha256Digest digest, CancellationToken cancellationToken)
    {
        try
        {
            // Streamed as it comes: the client's own seekable stream would ask for the properties first and keep megabytes for each reader.
            return (await custody.GetBlobClient(digest.Hex).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private async Task CopyAsync(BlobClient source, InboxFile file, BlobClient target, CancellationToken cancellationToken)
    {
        // Only these very bytes (their version), and only once (the name is their digest).
        var options = new BlobCopyFromUriOptions
        {
            SourceConditions = new BlobRequestConditions { IfMatch = new ETag(file.Version) },
            DestinationConditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        if (otherAccount is null)
        {
            var copy = await target.StartCopyFromUriAsync(source.Uri, options, cancellationToken);
            if (!Succeeded(copy.GetRawResponse()))
                await copy.WaitForCompletionAsync(cancellationToken);
            return;
        }

        options.SourceAuthentication = await otherAccount.AuthorizationAsync(cancellationToken);
        await target.SyncCopyFromUriAsync(otherAccount.Address(source), options, cancellationToken);
    }

    // Within one account the service copies at once and says so; waiting would cost another call.
    private static bool Succeeded(Response response) => response.Headers.TryGetValue("x-ms-copy-status", out var status) && status == "success";

    private static async Task<bool> IsKeptAsync(BlobClient target, long bytes, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var properties = (await target.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
                // What was not copied here has no copy's id, and the client says "pending" of it.
                if (properties.CopyId is null || properties.CopyStatus is not CopyStatus.Pending)
                    return properties.ContentLength == bytes && (properties.CopyId is null || properties.CopyStatus is not (CopyStatus.Failed or CopyStatus.Aborted));
                await Task.Delay(50, cancellationToken);
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }
}
