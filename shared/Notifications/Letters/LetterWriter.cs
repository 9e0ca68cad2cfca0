using System.Diagnostics;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Mail;
using IntakePipeline.Notifications.Mime;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;

namespace IntakePipeline.Notifications.Letters;

/// <summary>Writes letters from what the register, the expedientes and the requests say now, not from what they said when the notice was noted.</summary>
/// <param name="ledger">The book.</param>
/// <param name="expedientes">The expedientes.</param>
/// <param name="requests">The requests.</param>
/// <param name="documents">Their documents.</param>
/// <param name="receipts">The receipts.</param>
/// <param name="rejections">The rejections.</param>
/// <param name="refusals">Their documents.</param>
/// <param name="mails">The mail that arrived.</param>
/// <param name="replies">Whom to answer.</param>
/// <param name="recipients">To whom.</param>
/// <param name="calls">The calls.</param>
/// <param name="address">Where receipts are checked.</param>
/// <param name="clock">The official time.</param>
public sealed class LetterWriter(
    ILedgerStore ledger, IExpedienteStore expedientes, ICorrectionRequestStore requests, CorrectionDocuments documents, ReceiptDesk receipts,
    IRejectionStore rejections, RefusalDesk refusals, IMailStore mails, OversizeReplies replies, Recipients recipients, CallCatalogue calls, PublicAddress address, OfficialClock clock)
{
    /// <summary>Writes the letter of a notice.</summary>
    internal Task<Writing> WriteAsync(Notice notice, CancellationToken cancellationToken) => notice switch
    {
        Notice.Receipt n => ReceiptAsync(n, cancellationToken),
        Notice.Rejected n => RejectionAsync(n, cancellationToken),
        Notice.OfRequest n => RequestAsync(n, cancellationToken),
        Notice.Transferred n => TransferAsync(n, cancellationToken),
        Notice.MailTooLarge n => MailTooLargeAsync(n, cancellationToken),
        _ => throw new UnreachableException("A notice nobody writes."),
    };

    private async Task<Writing> ReceiptAsync(Notice.Receipt notice, CancellationToken cancellationToken)
    {
        var entry = await ReadAsync(notice.Entry, cancellationToken);
        var receipt = ReceiptJson.Read((await receipts.FetchAsync(entry, cancellationToken)).Span);
        var pdf = await receipts.FindAsync(entry.Csv, ReceiptForm.Pdf, cancellationToken) ?? throw new InvalidOperationException($"Entry {entry.Number} has no receipt.");
        return await ToAsync(entry, LetterWords.Receipt(receipt, entry.Draft.Kind) with
        {
            Attachment = new LetterAttachment($"resguardo-{entry.Csv.Compact}.pdf", pdf),
            Simulated = entry.Draft.Simulated,
        }, cancellationToken);
    }

    private async Task<Writing> RejectionAsync(Notice.Rejected notice, CancellationToken cancellationToken)
    {
        var (rejection, envelope) = await rejections.FindAsync(notice.Folder, notice.Rejection, cancellationToken)
            ?? throw new InvalidOperationException($"There is no rejection {notice.Rejection}.");
        if (envelope is not { } bytes || Recipients.OfRefused(bytes) is not { } to)
            return new Writing.NoAddress();
        return new Writing.Ready(to, LetterWords.Rejection(rejection) with
        {
            Attachment = new LetterAttachment($"rechazo-{rejection.Id}.pdf", await refusals.DocumentAsync(rejection, cancellationToken)),
        });
    }

    private async Task<Writing> RequestAsync(Notice.OfRequest notice, CancellationToken cancellationToken)
    {
        if (await requests.FindAsync(notice.Key, notice.Request, cancellationToken) is not { } request)
            throw new InvalidOperationException($"There is no request {notice.Request}.");
        var words = new CorrectionRequestWords(calls.Find(notice.Key.Call) ?? throw new InvalidOperationException($"There is no data of {notice.Key.Call}."));
        var letter = (notice, request.State) switch
        {
            (Notice.Correction, { IsOpen: true }) => LetterWords.Correction(request, words),
            (Notice.Reminder n, CorrectionRequestState.Notified { On.Reception.Deadline: var deadline })
                when deadline.LastDay == n.LastDay && !deadline.IsOver(clock.Now) => LetterWords.Reminder(request, words, deadline),
            (Notice.Cured, CorrectionRequestState.Cured) => LetterWords.Cured(request),
            (Notice.Accepted, CorrectionRequestState.Accepted) => LetterWords.Accepted(request),
            (Notice.ProposalRetracted n, { IsOpen: true } and not CorrectionRequestState.WithdrawalProposed) when request.State.On.Retracted == n.At => LetterWords.ProposalRetracted(request),
            (Notice.WithdrawalProposed n, CorrectionRequestState.WithdrawalProposed s) when s.At == n.At => LetterWords.WithdrawalProposed(request),
            _ => null,
        };
        if (letter is null)
            return new Writing.Moot();
        var opening = await ReadAsync(request.Entry, cancellationToken);
        return await ToAsync(opening, letter with
        {
            Attachment = notice is Notice.Correction or Notice.Reminder ? await DocumentAsync(notice, cancellationToken) : null,
            Simulated = opening.Draft.Simulated,
        }, cancellationToken);
    }

    private async Task<Writing> TransferAsync(Notice.Transferred notice, CancellationToken cancellationToken)
    {
        var expediente = await expedientes.FindAsync(notice.Key, cancellationToken) ?? throw new InvalidOperationException($"There is no expediente {notice.Key.Number}.");
        var moved = (await expedientes.HistoryAsync(notice.Key, cancellationToken)).LastOrDefault(h => h.What == HistoryEvent.MovedCode);
        if (moved is null || moved.At != notice.At)
            return new Writing.Moot();
        var opening = await ReadAsync(expediente.Entry, cancellationToken);
        return await ToAsync(opening, LetterWords.Transferred(expediente, moved) with { Simulated = opening.Draft.Simulated }, cancellationToken);
    }

    // The one letter that goes to whoever wrote, and not to the address in a form: it says nothing that the sender does not know.
    private async Task<Writing> MailTooLargeAsync(Notice.MailTooLarge notice, CancellationToken cancellationToken)
    {
        var record = await mails.FindAsync(notice.Message, cancellationToken) ?? throw new InvalidOperationException($"There is no mail {notice.Message}.");
        if (record.State is not MailState.ForPerson { Reason: MailReasons.TooLarge })
            return new Writing.Moot();
        return await replies.BeginningAsync(record.Path, cancellationToken) is { } message && replies.SenderOf(message) is { } to
            ? new Writing.Ready(to, LetterWords.MailTooLarge(record) with { Answers = MessageId.Safe(message.Headers.FindRaw("Message-ID")), Simulated = clock.IsSimulated })
            : new Writing.NoAddress();
    }

    private async Task<LetterAttachment> DocumentAsync(Notice.OfRequest notice, CancellationToken cancellationToken)
    {
        await documents.IssueAsync(notice.Key, notice.Request, cancellationToken);
        var pdf = await documents.FindAsync(notice.Key, notice.Request, ReceiptForm.Pdf, cancellationToken)
            ?? throw new InvalidOperationException($"Request {notice.Request} has no document.");
        return new LetterAttachment($"requerimiento-{notice.Request.ToString().Replace('/', '-')}.pdf", pdf);
    }

    private async Task<Writing> ToAsync(RegistryEntry entry, Letter letter, CancellationToken cancellationToken)
    {
        // Documents that came by mail belong to the application whose form has the address.
        var about = entry;
        if (entry.Draft.Kind is EntryKind.Documents)
        {
            var expediente = await expedientes.FindAsync(ExpedienteKey.Of(entry), cancellationToken) ?? throw new InvalidOperationException($"There is no expediente {entry.Expediente}.");
            about = await ReadAsync(expediente.Entry, cancellationToken);
        }

        if (await recipients.OfAsync(about, cancellationToken) is not { } to)
            return new Writing.NoAddress();
        var link = new LetterLink(LetterWords.ReceiptLink, Receipts.Receipt.VerificationPage(address.Address, entry.Csv));
        return new Writing.Ready(to, letter with { Links = [link] });
    }

    private async Task<RegistryEntry> ReadAsync(RegistryNumber number, CancellationToken cancellationToken) =>
        await ledger.FindAsync(number, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {number}.");
}
