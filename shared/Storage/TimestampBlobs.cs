using Azure.Storage.Blobs;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Timestamps;

namespace IntakePipeline.Storage;

/// <summary><c>resguardos/{csv}.tst</c>.</summary>
/// <param name="blobs">The storage account.</param>
public sealed class TimestampBlobs(BlobServiceClient blobs) : ITimestampStore
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Receipts);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> FindAsync(VerificationCode code, CancellationToken cancellationToken) => Blob(code).FindAsync(cancellationToken);

    /// <inheritdoc/>
    public Task SaveAsync(VerificationCode code, byte[] token, CancellationToken cancellationToken) =>
        Blob(code).PutOnceAsync(BinaryData.FromBytes(token), "application/timestamp-token", cancellationToken);

    private BlobClient Blob(VerificationCode code) => container.GetBlobClient($"{code.Compact}.tst");
}
