using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IntakePipeline.Submissions;

namespace IntakePipeline.Storage;

/// <summary><c>rechazos</c> as a blob container: <c>{presentacion}/{id}.json</c>, <c>.txt</c>, <c>.pdf</c> and <c>.solicitud.json</c>.</summary>
/// <param name="blobs">The storage account.</param>
public sealed class RejectionBlobs(BlobServiceClient blobs) : IRejectionStore
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Rejections);

    /// <inheritdoc/>
    public async Task<Rejection> SaveAsync(Rejection rejection, string seal, ReadOnlyMemory<byte>? envelope, CancellationToken cancellationToken)
    {
        var path = Path(rejection);
        if (envelope is { } bytes)
            await PutOnceAsync($"{path}.solicitud.json", BinaryData.FromBytes(bytes), "application/json", cancellationToken);
        await PutOnceAsync($"{path}.txt", BinaryData.FromBytes(Encoding.UTF8.GetBytes(RejectionText.Write(rejection))), "text/plain; charset=utf-8", cancellationToken);
        // The data comes last: where it is, the text is too.
        if (await container.GetBlobClient($"{path}.json").PutOnceAsync(BinaryData.FromBytes(RejectionJson.Write(rejection)), "application/json", seal, cancellationToken))
            return rejection;
        return await ReadAsync($"{path}.json", cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> SaveDocumentAsync(Rejection rejection, byte[] pdf, CancellationToken cancellationToken) =>
        await PutOnceAsync($"{Path(rejection)}.pdf", BinaryData.FromBytes(pdf), "application/pdf", cancellationToken)
            ? pdf
            : await FindDocumentAsync(rejection, cancellationToken) ?? pdf;

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> FindDocumentAsync(Rejection rejection, CancellationToken cancellationToken) =>
        container.GetBlobClient($"{Path(rejection)}.pdf").FindAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<(Rejection Rejection, ReadOnlyMemory<byte>? Envelope)?> FindAsync(string folder, string id, CancellationToken cancellationToken) =>
        await container.GetBlobClient($"{folder}/{id}.json").FindAsync(cancellationToken) is { } json
            ? (RejectionJson.Read(json), await container.GetBlobClient($"{folder}/{id}.solicitud.json").FindAsync(cancellationToken))
            : null;

    /// <inheritdoc/>
    public async Task<Rejection?> FindLastAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        Rejection? last = null;
        await foreach (var item in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{key}/", cancellationToken))
        {
            if (!IsData(item.Name))
                continue;
            var rejection = await ReadAsync(item.Name, cancellationToken);
            if (last is null || rejection.At > last.At)
                last = rejection;
        }

        return last;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Rejection>> ListLatestAsync(int count, CancellationToken cancellationToken)
    {
        // Blobs are listed by name: of all of them the latest are kept, and only those are read.
        var latest = new PriorityQueue<string, DateTimeOffset>();
        await foreach (var item in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            if (!IsData(item.Name) || item.Properties.LastModified is not { } at)
                continue;
            latest.Enqueue(item.Name, at);
            if (latest.Count > count)
                latest.Dequeue();
        }

        var read = new List<Rejection>();
        while (latest.TryDequeue(out var name, out _))
            read.Insert(0, await ReadAsync(name, cancellationToken));
        return read;
    }

    private static bool IsData(string name) => name.EndsWith(".json", StringComparison.Ordinal) && !name.EndsWith(".solicitud.json", StringComparison.Ordinal);

    private static string Path(Rejection rejection) => $"{rejection.Folder}/{rejection.Id}";

    private async Task<Rejection> ReadAsync(string path, CancellationToken cancellationToken) =>
        RejectionJson.Read((await container.GetBlobClient(path).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory());

    private async Task<bool> PutOnceAsync(string path, BinaryData content, string contentType, CancellationToken cancellationToken) =>
        await container.GetBlobClient(path).PutOnceAsync(content, contentType, cancellationToken);
}
