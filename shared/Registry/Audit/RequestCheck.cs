using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Receipts;
using NodaTime;

namespace IntakePipeline.Registry.Audit;

/// <summary>An expediente that awaits correction has its open request, with its document and the note of its period; every answer is noted; no request stands alone.</summary>
/// <param name="requests">The requests.</param>
/// <param name="rows">Their table's rows.</param>
/// <param name="documents">What the applicants were sent.</param>
/// <param name="expedientes">The expedientes.</param>
/// <param name="book">The outbox.</param>
public sealed class RequestCheck(
    ICorrectionRequestStore requests, IRequestRows rows, ICorrectionDocumentStore documents, IExpedienteStore expedientes, IBookRows book) : IEntryCheck, IStoreCheck
{
    /// <inheritdoc/>
    public async Task CheckAsync(AuditedEntry audited, AuditReport report, CancellationToken cancellationToken)
    {
        if (!audited.Finished)
            return;
        var key = ExpedienteKey.Of(audited.Entry);
        try
        {
            if (audited.Entry.Draft.Kind is EntryKind.Answer { Request: var answered })
            {
                if (await requests.FindAsync(key, answered, cancellationToken) is not { } request)
                    report.Fault(AuditCodes.RequestMissing, audited.Place, $"it answers {answered}, which is not there");
                else if ((await requests.AnswersAsync(request, cancellationToken)).All(a => a.Entry != audited.Entry.Number))
                    report.Fault(AuditCodes.AnswerMissing, audited.Place, $"it is not noted among the answers to {answered}");
            }
            else if (await expedientes.FindAsync(key, cancellationToken) is { State: ExpedienteState.AwaitingCorrection { Request: var awaited } }
                && await requests.FindAsync(key, awaited, cancellationToken) is null)
            {
                report.Fault(AuditCodes.RequestMissing, audited.Place, $"it awaits {awaited}, which is not there");
            }
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            // Told by the check whose row it is.
            report.Count("unreadable on the way");
        }
    }

    /// <inheritdoc/>
    public async Task CheckAsync(Duration patience, AuditReport report, CancellationToken cancellationToken)
    {
        await foreach (var row in rows.ListAsync(cancellationToken))
        {
            report.Count("requests");
            if (row.Request is { } request)
                await CheckAsync(request, report, cancellationToken);
            else
                report.Fault(AuditCodes.RequestUnreadable, row.Place, "the row cannot be read");
        }
    }

    private async Task CheckAsync(CorrectionRequest request, AuditReport report, CancellationToken cancellationToken)
    {
        var place = request.Number.ToString();
        var busy = await book.UnfinishedSinceAsync(request.Entry, cancellationToken) is not null;
        Expediente? expediente;
        try
        {
            expediente = await expedientes.FindAsync(request.Expediente, cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            return;
        }

        if (expediente is null || expediente.Entry != request.Entry)
        {
            report.Fault(AuditCodes.RequestExtra, place, "its expediente is not there, or belongs to another entry");
            return;
        }

        // Its row is the decision; the expediente follows, at once or when the entry or the act is repeated.
        if (!busy && request.State.IsOpen != (expediente.State is ExpedienteState.AwaitingCorrection awaiting && awaiting.Request == request.Number))
            report.Fault(AuditCodes.RequestDiffers, place, $"it is {request.State.Code}, and its expediente {expediente.State.Code}");
        var events = (await requests.HistoryAsync(request, cancellationToken)).Count;
        if (events != request.Revision.Events)
            report.Fault(AuditCodes.HistoryDiffers, place, $"it says {request.Revision.Events} events, its history has {events}");
        if (!busy && request.State.IsOpen && await LacksDocumentAsync(request, cancellationToken))
            report.Fault(AuditCodes.DocumentMissing, place, "the document that is sent to the applicant is missing");
        if (request.State is CorrectionRequestState.Notified { On.Reception: { } reception }
            && !await rows.IsDueAsync(new DueRequest(request.Expediente, request.Number, reception.Deadline.LastDay), cancellationToken))
            report.Fault(AuditCodes.DueMissing, place, "its period is not noted: it would never expire");
    }

    private async Task<bool> LacksDocumentAsync(CorrectionRequest request, CancellationToken cancellationToken) =>
        await documents.FindAsync(request.Expediente, request.Number, ReceiptForm.Json, cancellationToken) is null
        || await documents.FindAsync(request.Expediente, request.Number, ReceiptForm.Pdf, cancellationToken) is null;
}
