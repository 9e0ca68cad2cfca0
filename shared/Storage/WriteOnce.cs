using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace IntakePipeline.Storage;

/// <summary>Blobs that are written once and never again.</summary>
internal static class WriteOnce
{
    /// <summary>Writes a blob unless it exists.</summary>
    /// <returns>False when it existed; it is left as it was.</returns>
    public static async Task<bool> PutOnceAsync(this BlobClient blob, BinaryData content, string contentType, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(
                content,
                new BlobUploadOptions
                {
                    HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
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
}
