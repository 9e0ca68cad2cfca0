using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using IntakePipeline.Calendar;
using IntakePipeline.Mail;

namespace IntakePipeline.Storage;

/// <summary><c>correo</c> as a blob container.</summary>
/// <param name="blobs">The storage account.</param>
/// <param name="clock">Turns the service's time stamps into official time.</param>
public sealed class MailBlobs(BlobServiceClient blobs, OfficialClock clock) : IMailbox
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Mail);

    /// <inheritdoc/>
    public async Task<(MailBlob Blob, ReadOnlyMemory<byte>? Content)?> ReadAsync(string path, int cap, CancellationToken cancellationToken)
    {
        try
        {
            using var download = (await container.GetBlobClient(path).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            var details = download.Details;
            var blob = new MailBlob(path, details.ETag.ToString("H"), details.ContentLength, clock.FromStorage(details.LastModified));
            if (details.ContentLength > cap)
                return (blob, null);
            var bytes = new byte[details.ContentLength];
            await download.Content.ReadExactlyAsync(bytes, cancellationToken);
            return (blob, bytes);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReadBeginningAsync(string path, int most, CancellationToken cancellationToken)
    {
        try
        {
            using var download = (await container.GetBlobClient(path).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            var bytes = new byte[Math.Min(most, download.Details.ContentLength)];
            await download.Content.ReadExactlyAsync(bytes, cancellationToken);
            return bytes;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MailBlob> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in container.GetBlobsAsync(cancellationToken: cancellationToken))
            yield return new MailBlob(
                item.Name, item.Properties.ETag!.Value.ToString("H"), item.Properties.ContentLength ?? 0, clock.FromStorage(item.Properties.LastModified!.Value));
    }
}
