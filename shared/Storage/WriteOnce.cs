using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace IntakePipeline.Storage;

/// <summary>Blobs that are written once and never again.</summary>
internal static class WriteOnce
{
    // A blob's metadata are written with it in one step, so that a seal and what it seals can neither be parted by a crash nor disagree.
    private const string SealName = "sello";

    /// <summary>Writes a blob unless it exists.</summary>
    /// <returns>False when it existed; it is left as it was.</returns>
    public static Task<bool> PutOnceAsync(this BlobClient blob, BinaryData content, string contentType, CancellationToken cancellationToken) =>
        blob.PutOnceAsync(content, contentType, null, cancellationToken);

    /// <summary>Writes a blob with the detached seal over it, unless it exists.</summary>
    /// <returns>False when it existed; it is left as it was.</returns>
    public static async Task<bool> PutOnceAsync(
        this BlobClient blob, BinaryData content, string contentType, string? seal, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(
                content,
                new BlobUploadOptions
                {
                    HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
                    Metadata = seal is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { [SealName] = seal },
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                },
                cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409 && e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            return false;
        }
    }

    /// <summary>The content of a blob, or null.</summary>
    public static async Task<ReadOnlyMemory<byte>?> FindAsync(this BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>The seal that was written with a blob; null when there is no such blob, or none was.</summary>
    public static async Task<string?> FindSealAsync(this BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata.TryGetValue(SealName, out var seal) ? seal : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
