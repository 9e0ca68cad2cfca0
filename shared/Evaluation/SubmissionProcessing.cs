using System.Diagnostics;
using IntakePipeline.Corrections;
using IntakePipeline.Mail;
using IntakePipeline.Notifications;
using IntakePipeline.Receipts.Timestamps;
using IntakePipeline.Registry;
using IntakePipeline.Telemetry;

namespace IntakePipeline.Evaluation;

/// <summary>
/// What the queue <c>tramitacion</c> asks for: an application is reviewed and decided on, an answer is brought to its correction request. The entry
/// leaves the outbox only when all of it is done.
/// </summary>
/// <param name="ledger">The book.</param>
/// <param name="review">Looks at the application.</param>
/// <param name="processing">Decides on applications and follows up.</param>
/// <param name="documents">Issues the requests that come of it.</param>
/// <param name="department">Does what is left of what a department ordered.</param>
/// <param name="answers">Brings answers to their requests.</param>
/// <param name="mailed">Brings documents that came by mail to their expedientes.</param>
/// <param name="notices">Has the applicant told.</param>
/// <param name="timestamps">Has the receipt stamped.</param>
public sealed class SubmissionProcessing(
    ILedgerStore ledger, ApplicationReview review, EntryProcessing processing, CorrectionDocuments documents, DepartmentRequestDesk department, AnswerProcessing answers,
    MailedDocuments mailed, INotices notices, TimestampDesk timestamps)
{
    /// <summary>Processes an entry; may be repeated at any time.</summary>
    /// <exception cref="InvalidOperationException">The book, custody and the call's data do not agree: a person has to look.</exception>
    public async Task<ProcessingOutcome> ProcessAsync(RegistryNumber number, CancellationToken cancellationToken)
    {
        var entry = await ledger.FindAsync(number, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {number}.");
        // First of all: the receipt goes out whatever becomes of the rest.
        await notices.NoteAsync(new Notice.Receipt(ExpedienteKey.Of(entry), number), cancellationToken);
        var outcome = entry.Draft.Kind switch
        {
            EntryKind.Filing => await ProcessFilingAsync(entry, cancellationToken),
            EntryKind.Answer answer => await answers.ProcessAsync(entry, answer.Request, cancellationToken),
            EntryKind.Documents => await mailed.ProcessAsync(entry, cancellationToken),
            _ => throw new UnreachableException("A kind of entry nobody processes."),
        };
        await timestamps.RequestAsync(entry.Csv, cancellationToken);
        await ledger.MarkFinishedAsync(number, cancellationToken);
        return outcome;
    }

    private async Task<ProcessingOutcome> ProcessFilingAsync(RegistryEntry entry, CancellationToken cancellationToken)
    {
        var reviewed = await review.ReviewAsync(entry, [], cancellationToken);
        foreach (var finding in reviewed.Findings)
            PipelineTelemetry.Findings.Add(1, KeyValuePair.Create("code", (object?)finding.Code));
        var outcome = await processing.ProcessAsync(entry, reviewed.Findings, cancellationToken);
        if (outcome.Expediente.State is ExpedienteState.AwaitingCorrection awaiting)
        {
            await documents.IssueAsync(outcome.Expediente.Key, awaiting.Request, cancellationToken);
            await notices.NoteAsync(new Notice.Correction(outcome.Expediente.Key, awaiting.Request), cancellationToken);
        }

        if (outcome.Repeated)
            await department.ResumeAsync(outcome.Expediente.Key, cancellationToken);
        return outcome;
    }
}
