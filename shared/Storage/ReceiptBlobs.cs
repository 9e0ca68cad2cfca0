using Azure.Storage.Blobs;
using IntakePipeline.Receipts;

namespace IntakePipeline.Storage;

/// <summary><c>resguardos</c> as a blob container: <c>{csv}.json</c>, its seal among its metadata, and <c>{csv}.pdf</c>.</summary>
/// <param name="blobs">The storage account.</param>
public sealed class ReceiptBlobs(BlobServiceClient blobs) : IReceiptStore
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Receipts);

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> SaveAsync(VerificationCode code, StoredReceipt receipt, CancellationToken cancellationToken)
    {
        var pdf = Blob(code, ReceiptForm.Pdf).PutOnceAsync(BinaryData.FromBytes(receipt.Pdf), "application/pdf", cancellationToken);
        var json = Blob(code, ReceiptForm.Json).PutOnceAsync(BinaryData.FromBytes(receipt.Json), "application/json", receipt.JsonSeal, cancellationToken);
        await Task.WhenAll(pdf, json);
        return await json ? receipt.Json : (await FindAsync(code, ReceiptForm.Json, cancellationToken)) ?? receipt.Json;
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> FindAsync(VerificationCode code, ReceiptForm form, CancellationToken cancellationToken) =>
        Blob(code, form).FindAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<string?> FindSealAsync(VerificationCode code, CancellationToken cancellationToken) =>
        Blob(code, ReceiptForm.Json).FindSealAsync(cancellationToken);

    private BlobClient Blob(VerificationCode code, ReceiptForm form) =>
        container.GetBlobClient(code.Compact + (form == ReceiptForm.Pdf ? ".pdf" : ".json"));
}
