using System.Globalization;
using Azure.Storage.Blobs;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Receipts;

namespace IntakePipeline.Storage;

/// <summary><c>resguardos/requerimientos/{call}/{programme}/{number}-R{round}.pdf</c> and <c>.json</c>.</summary>
/// <remarks>
/// Beside the receipts and not in the table: it is a document somebody was sent, so it gets what receipts get (write once, the container's retention and
/// immutability policy), and a PDF would not fit in a row's column. The table holds what changes.
/// </remarks>
/// <param name="blobs">The storage account.</param>
public sealed class CorrectionDocumentBlobs(BlobServiceClient blobs) : ICorrectionDocumentStore
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Receipts);

    /// <inheritdoc/>
    public async Task SaveAsync(ExpedienteKey expediente, CorrectionRequestNumber number, StoredReceipt document, CancellationToken cancellationToken)
    {
        // The data last: who finds it need not look for the other.
        await Blob(expediente, number, ReceiptForm.Pdf).PutOnceAsync(BinaryData.FromBytes(document.Pdf), "application/pdf", cancellationToken);
        await Blob(expediente, number, ReceiptForm.Json).PutOnceAsync(BinaryData.FromBytes(document.Json), "application/json", document.JsonSeal, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> FindAsync(
        ExpedienteKey expediente, CorrectionRequestNumber number, ReceiptForm form, CancellationToken cancellationToken) =>
        Blob(expediente, number, form).FindAsync(cancellationToken);

    private BlobClient Blob(ExpedienteKey expediente, CorrectionRequestNumber number, ReceiptForm form) => container.GetBlobClient(string.Create(
        CultureInfo.InvariantCulture,
        $"requerimientos/{expediente.Call}/{expediente.Number.Programme}/{expediente.Number.Sequence}-R{number.Round}.{(form == ReceiptForm.Pdf ? "pdf" : "json")}"));
}
