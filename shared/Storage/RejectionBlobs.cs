using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IntakePipeline.Submissions;

namespace IntakePipeline.Storage;

/// <summary><c>rechazos</c> as a blob container: <c>{presentacion}/{id}.json</c>, <c>.txt</c> and <c>.solicitud.json</c>.</summary>
/// <param name="blobs">The storage account.</param>
public sealed class RejectionBlobs(BlobServiceClient blobs) : IRejectionStore
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Rejections);

    /// <inheritdoc/>
    public async Task<Rejection> SaveAsync(Rejection rejection, ReadOnlyMemory<byte>? envelope, CancellationToken cancellationToken)
    {
        var path = $"{rejection.Folder}/{rejection.Id}";
        if (envelope is { } bytes)
            await PutOnceAsync($"{path}.solicitud.json", BinaryData.FromBytes(bytes), "application/json", cancellationToken);
        await PutOnceAsync($"{path}.txt", BinaryData.FromBytes(Encoding.UTF8.GetBytes(RejectionText.Write(rejection))), "text/plain; charset=utf-8", cancellationToken);
        // The data comes last: where it is, the text is too.
        if (await PutOnceAsync($"{path}.json", BinaryData.FromBytes(RejectionJson.Write(rejection)), "application/json", cancellationToken))
            return rejection;
        return await ReadAsync($"{path}.json", cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<(Rejection Rejection, ReadOnlyMemory<byte>? Envelope)?> FindAsync(string folder, string id, CancellationToken cancellationToken) =>
        await TryReadAsync($"{folder}/{id}.json", cancellationToken) is { } json
            ? (RejectionJson.Read(json), await TryReadAsync($"{folder}/{id}.solicitud.json", cancellationToken))
            : null;

    /// <inheritdoc/>
    public async Task<Rejection?> FindLastAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        Rejection? last = null;
        await foreach (var item in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{key}/", cancellationToken))
        {
            if (!item.Name.EndsWith(".json", StringComparison.Ordinal) || item.Name.EndsWith(".solicitud.json", StringComparison.Ordinal))
                continue;
            var rejection = await ReadAsync(item.Name, cancellationToken);
            if (last is null || rejection.At > last.At)
                last = rejection;
        }

        return last;
    }

    private async Task<ReadOnlyMemory<byte>?> TryReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await container.GetBlobClient(path).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private async Task<Rejection> ReadAsync(string path, CancellationToken cancellationToken) =>
        RejectionJson.Read((await container.GetBlobClient(path).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory());

    private async Task<bool> PutOnceAsync(string path, BinaryData content, string contentType, CancellationToken cancellationToken) =>
        await container.GetBlobClient(path).PutOnceAsync(content, contentType, cancellationToken);
}
