using Azure.Storage.Blobs;
using IntakePipeline.Outages;

namespace IntakePipeline.Storage;

/// <summary><c>resguardos/incidencias/{id}.json</c>: beside the receipts, since later decisions rest on it and it must not change.</summary>
/// <param name="blobs">The account of custody.</param>
public sealed class OutageBlobs(BlobServiceClient blobs) : IOutageStore
{
    /// <inheritdoc/>
    public Task<bool> SaveAsync(string id, ReadOnlyMemory<byte> declaration, CancellationToken cancellationToken) =>
        blobs.GetBlobContainerClient(Pipeline.Containers.Receipts).GetBlobClient($"incidencias/{id}.json")
            .PutOnceAsync(BinaryData.FromBytes(declaration), "application/json", cancellationToken);
}
