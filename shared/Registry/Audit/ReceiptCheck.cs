using System.Text.Json;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Verification;
using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Registry.Audit;

/// <summary>
/// Each entry has its receipt in both forms, both sealed; the receipt says what the entry says, and its PDF holds the very data. What is on the PDF's pages
/// is its seal's to prove.
/// </summary>
/// <param name="receipts">The receipts.</param>
/// <param name="sealing">The registry's seal.</param>
/// <param name="time">Bounds the reading of a PDF that may be anything by now.</param>
public sealed class ReceiptCheck(IReceiptStore receipts, Sealing sealing, TimeProvider time) : IEntryCheck
{
    /// <inheritdoc/>
    public async Task CheckAsync(AuditedEntry audited, AuditReport report, CancellationToken cancellationToken)
    {
        var code = audited.Entry.Csv;
        var json = await receipts.FindAsync(code, ReceiptForm.Json, cancellationToken);
        var pdf = await receipts.FindAsync(code, ReceiptForm.Pdf, cancellationToken);
        if (json is null || pdf is null)
        {
            // Between the entry and its receipt there is a moment; the outbox mends it when a host died there.
            if (!audited.OnItsWay)
                report.Fault(AuditCodes.ReceiptMissing, audited.Place, json is null ? "it has no receipt" : "its receipt has no PDF");
            return;
        }

        report.Count("receipts");
        var file = PresentedFile.Read(pdf.Value, time);
        if (file is not { Form: ReceiptForm.Pdf, Receipt: not null })
            report.Fault(AuditCodes.ReceiptUnreadable, audited.Place, "its receipt's PDF is none, is cut off, or holds no receipt");
        else if (!file.Data.Span.SequenceEqual(json.Value.Span))
            report.Fault(AuditCodes.ReceiptDiffers, audited.Place, "its receipt's PDF holds other data than those kept beside it");
        SealFinding.Tell(report, audited.Place, "its receipt's PDF", file.Seal, sealing.Seal);
        var jws = await receipts.FindSealAsync(code, cancellationToken);
        SealFinding.Tell(report, audited.Place, "its receipt's data", JwsReader.Read(jws ?? "", json.Value.Span), sealing.Seal);
        try
        {
            if (Differences(audited.Entry, ReceiptJson.Read(json.Value.Span)) is { Count: > 0 } differences)
                report.Fault(AuditCodes.ReceiptDiffers, audited.Place, $"its receipt says otherwise: {string.Join(", ", differences)}");
        }
        catch (JsonException)
        {
            report.Fault(AuditCodes.ReceiptUnreadable, audited.Place, "its receipt cannot be read");
        }
    }

    private static List<string> Differences(RegistryEntry entry, Receipt receipt)
    {
        var draft = entry.Draft;
        (string Name, bool Same)[] compared =
        [
            ("registro", receipt.Number == entry.Number),
            ("expediente", receipt.Expediente == entry.Expediente),
            ("presentadoEn", receipt.FiledAt == draft.FiledAt),
            ("efectivoEn", receipt.Effective == draft.Effective),
            ("fase", receipt.Phase == draft.Phase && receipt.PhaseCloses == draft.PhaseCloses),
            ("csv", receipt.Csv == entry.Csv),
            ("presentacion", receipt.Key == draft.Key),
            ("solicitante", receipt.Applicant == draft.Applicant),
            ("representante", receipt.Representative == draft.Representative),
            ("convocatoria", receipt.Call == draft.Call),
            ("programa", receipt.Programme == draft.Programme),
            ("proyecto", receipt.ProjectTitle == draft.ProjectTitle),
            ("tipo", receipt.Kind == draft.Kind),
            ("documentos", receipt.Documents.SequenceEqual(draft.Documents)),
            ("simulacion", receipt.Simulated == draft.Simulated),
            ("huellaAsiento", receipt.EntryHash == entry.Hash),
        ];
        return [.. compared.Where(c => !c.Same).Select(c => c.Name)];
    }
}
