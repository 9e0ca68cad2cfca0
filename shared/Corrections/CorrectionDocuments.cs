using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Corrections;

/// <summary>The request as issued, written once: what the applicant was sent, whatever becomes of the request after.</summary>
public interface ICorrectionDocumentStore
{
    /// <summary>Keeps the document of a request. The first one stays.</summary>
    Task SaveAsync(ExpedienteKey expediente, CorrectionRequestNumber number, StoredReceipt document, CancellationToken cancellationToken);

    /// <summary>One form of it, or null when it has not been issued.</summary>
    Task<ReadOnlyMemory<byte>?> FindAsync(ExpedienteKey expediente, CorrectionRequestNumber number, ReceiptForm form, CancellationToken cancellationToken);
}

/// <summary>Issues the documents of correction requests.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="requests">The requests.</param>
/// <param name="calls">The calls.</param>
/// <param name="ledger">The book.</param>
/// <param name="sealing">With what they are sealed.</param>
public sealed class CorrectionDocuments(
    ICorrectionDocumentStore store, ICorrectionRequestStore requests, CallCatalogue calls, ILedgerStore ledger, Sealing sealing)
{
    /// <summary>Issues the document of a request, unless it has been issued already.</summary>
    public async Task IssueAsync(ExpedienteKey expediente, CorrectionRequestNumber number, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(expediente, number, ReceiptForm.Json, cancellationToken) is not null)
            return;
        var request = await requests.FindAsync(expediente, number, cancellationToken) ?? throw new InvalidOperationException($"There is no request {number}.");
        var entry = await ledger.FindAsync(request.Entry, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {request.Entry}.");
        var call = calls.Find(expediente.Call) ?? throw new InvalidOperationException($"There is no data of {expediente.Call}.");

        // As issued: what happened since is no part of it, so that it comes out the same whenever a crash lets it be made again.
        var issued = request with { State = new CorrectionRequestState.Requested() };
        var document = StoredReceipt.Seal(CorrectionRequestJson.Write(issued, call), CorrectionRequestPdf.Render(issued, call, entry, sealing.Seal), sealing.Seal);
        await store.SaveAsync(expediente, number, document, cancellationToken);
    }

    /// <summary>One form of the document of a request, or null.</summary>
    public Task<ReadOnlyMemory<byte>?> FindAsync(
        ExpedienteKey expediente, CorrectionRequestNumber number, ReceiptForm form, CancellationToken cancellationToken) =>
        store.FindAsync(expediente, number, form, cancellationToken);
}
