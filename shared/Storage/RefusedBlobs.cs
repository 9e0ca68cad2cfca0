using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IntakePipeline.Calendar;
using IntakePipeline.Forgetting;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Storage;

/// <summary>What refused attempts left in <c>rechazos</c> and <c>entrada</c>. Of the account of custody it knows nothing.</summary>
/// <param name="blobs">The storage account.</param>
/// <param name="clock">Turns the service's time stamps into official time.</param>
public sealed class RefusedBlobs(BlobServiceClient blobs, OfficialClock clock) : IRefusedAttempts
{
    private const string Data = ".json";
    private const string Envelope = ".solicitud.json";

    private readonly BlobContainerClient rejections = blobs.GetBlobContainerClient(Pipeline.Containers.Rejections);
    private readonly BlobContainerClient inbox = blobs.GetBlobContainerClient(Pipeline.Containers.Inbox);

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptRejection> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in rejections.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            if (!item.Name.EndsWith(Data, StringComparison.Ordinal) || item.Name.EndsWith(Envelope, StringComparison.Ordinal))
                continue;
            var download = (await rejections.GetBlobClient(item.Name).DownloadContentAsync(cancellationToken)).Value;
            yield return new KeptRejection(item.Name[..^Data.Length], RejectionJson.Read(download.Content.ToMemory()), download.Details.ETag.ToString("H"));
        }
    }

    /// <inheritdoc/>
    public async Task RedactAsync(KeptRejection kept, Rejection redacted, CancellationToken cancellationToken)
    {
        await rejections.GetBlobClient(kept.Path + Envelope).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        // The sealed document quotes the reasons. Whoever asks for it again gets one made of what is left.
        await rejections.GetBlobClient(kept.Path + ".pdf").DeleteIfExistsAsync(cancellationToken: cancellationToken);
        await PutAsync(kept.Path + ".txt", "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(RejectionText.Write(redacted)), null, cancellationToken);
        // The data last: as long as it has its words, the rest is done again.
        await PutAsync(kept.Path + Data, "application/json", RejectionJson.Write(redacted), new ETag(kept.Version), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> CountFilesAsync(SubmissionKey key, Instant before, CancellationToken cancellationToken)
    {
        var files = 0;
        await foreach (var item in FilesAsync(key, cancellationToken))
        {
            if (clock.FromStorage(item.Properties.LastModified!.Value) >= before)
                return 0;
            files++;
        }

        return files;
    }

    /// <inheritdoc/>
    public async Task DeleteFilesAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        await foreach (var item in FilesAsync(key, cancellationToken))
            await inbox.DeleteBlobIfExistsAsync(item.Name, cancellationToken: cancellationToken);
    }

    private AsyncPageable<BlobItem> FilesAsync(SubmissionKey key, CancellationToken cancellationToken) =>
        inbox.GetBlobsAsync(prefix: $"{key}/", cancellationToken: cancellationToken);

    private Task<Response<BlobContentInfo>> PutAsync(string name, string contentType, byte[] content, ETag? version, CancellationToken cancellationToken) => rejections.GetBlobClient(name).UploadAsync(
        BinaryData.FromBytes(content),
        new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType }, Conditions = new BlobRequestConditions { IfMatch = version } },
        cancellationToken);
}
