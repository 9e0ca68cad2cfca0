using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using IntakePipeline.Notifications;

namespace IntakePipeline.Storage;

/// <summary><c>resguardos/notificaciones/{token}-{attempt}.eml</c>: beside the receipts, for they are documents somebody was sent and get what receipts get.</summary>
/// <param name="blobs">The storage account.</param>
public sealed class NotificationBlobs(BlobServiceClient blobs) : INotificationEvidence
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Receipts);

    /// <inheritdoc/>
    public Task KeepAsync(string token, int attempt, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        Blob(token, attempt).PutOnceAsync(BinaryData.FromBytes(message), "message/rfc822", cancellationToken);

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> FindAsync(string token, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            return (await Blob(token, attempt).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private BlobClient Blob(string token, int attempt) =>
        container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"notificaciones/{token}-{attempt}.eml"));
}
