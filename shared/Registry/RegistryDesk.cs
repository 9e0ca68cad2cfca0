using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Receipts;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Registry;

/// <summary>Where registered entries wait for inspection and validation.</summary>
public interface IProcessingQueue
{
    /// <summary>Sends an entry on. Sending it twice is harmless.</summary>
    Task SendAsync(RegistryNumber number, CancellationToken cancellationToken) => SendAsync(number, TimeSpan.Zero, cancellationToken);

    /// <summary>The same, to be seen only after a while.</summary>
    Task SendAsync(RegistryNumber number, TimeSpan after, CancellationToken cancellationToken);
}

/// <summary>A submission that is in the book, with its receipt.</summary>
/// <param name="Entry">Its entry.</param>
/// <param name="Receipt">Its receipt as kept, UTF-8 JSON.</param>
/// <param name="Repeated">True when it was in the book before.</param>
public sealed record Receipted(RegistryEntry Entry, ReadOnlyMemory<byte> Receipt, bool Repeated);

/// <summary>An inbox file changed between its digest and its custody; the submission may be sent or read again.</summary>
public sealed class InboxChangedException() : IOException("A file of the inbox changed while it was being registered.");

/// <summary>
/// The registry's desk: takes the originals into custody, gives the submission its place in the book, issues the receipt and sends it on. The same
/// for both doors; every step may be repeated after a crash at any point.
/// </summary>
/// <param name="custody">The originals.</param>
/// <param name="ledger">The book.</param>
/// <param name="receipts">The receipts.</param>
/// <param name="processing">What comes after.</param>
/// <param name="calendar">The seat's working days.</param>
/// <param name="clock">The official time.</param>
public sealed class RegistryDesk(
    ICustody custody, RegistryLedger ledger, ReceiptDesk receipts, IProcessingQueue processing, WorkingCalendar calendar, OfficialClock clock)
{
    /// <summary>Registers an admitted submission and issues its receipt.</summary>
    /// <returns>The entry with its receipt; null when the key belongs to another submission.</returns>
    /// <exception cref="InboxChangedException">Somebody overwrote a file meanwhile; nothing has been registered.</exception>
    public async Task<Receipted?> RegisterAsync(AdmittedSubmission submission, CancellationToken cancellationToken)
    {
        var kept = await Task.WhenAll(submission.Files.Select(file => custody.KeepAsync(file, cancellationToken)));
        if (kept.Contains(false))
            throw new InboxChangedException();

        if (await ledger.AppendAsync(Draft(submission), cancellationToken) is not Registration.Registered registered)
            return null;
        // From here on the applicant is in the book. What follows is also done by the outbox timer, should this host end now.
        var receipt = receipts.IssueAsync(registered.Entry, cancellationToken);
        await Task.WhenAll(receipt, processing.SendAsync(registered.Entry.Number, cancellationToken));
        return new Receipted(registered.Entry, await receipt, registered.Repeated);
    }

    private EntryDraft Draft(AdmittedSubmission submission)
    {
        // The registry durably holds the submission from the moment storage has its last file.
        var filedAt = submission.Files.Max(f => f.StoredAt);
        IReadOnlyList<KeptDocument> documents = [.. Documents(submission)];
        return submission.Answers is { } answered ? Draft(submission, answered, filedAt, documents) : Draft(submission, filedAt, documents);
    }

    /// <summary>An answer's entry speaks of the same applicant, project and phase as the entry it answers for.</summary>
    private EntryDraft Draft(AdmittedSubmission submission, AnsweredRequest answered, Instant filedAt, IReadOnlyList<KeptDocument> documents) =>
        answered.Opening.Draft with
        {
            Kind = new EntryKind.Answer(answered.Request),
            Key = submission.Application.Key,
            Envelope = submission.Envelope.Digest,
            FiledAt = filedAt,
            Effective = calendar.EffectiveDateOf(OfficialClock.ToLocal(filedAt)),
            Language = submission.Application.Language,
            Documents = documents,
            Simulated = clock.IsSimulated,
        };

    private EntryDraft Draft(AdmittedSubmission submission, Instant filedAt, IReadOnlyList<KeptDocument> documents)
    {
        var application = submission.Application;
        var filing = EffectiveFiling.Of(submission.Programme, OfficialClock.ToLocal(filedAt), application.Applicant.Municipality, calendar);
        return new EntryDraft(
            application.Key,
            submission.Envelope.Digest,
            filedAt,
            filing.Effective,
            submission.Call.Id,
            submission.Call.Year,
            submission.Programme.Id,
            filing.Window?.Phase,
            filing.Window?.LastDay,
            submission.Programme.Department.Id,
            application.Language,
            new Party(application.Applicant.TaxId.Value, application.Applicant.Name),
            application.Representative is { } representative ? new Party(representative.TaxId, representative.Name) : null,
            application.Project.Reference,
            application.Project.Title,
            documents,
            clock.IsSimulated);
    }

    private static IEnumerable<KeptDocument> Documents(AdmittedSubmission submission)
    {
        yield return Kept("solicitud", submission.Envelope);
        if (submission.Signature is { } signature)
            yield return Kept("firma", signature);
        foreach (var (declared, file) in submission.Documents)
            yield return Kept(declared.Kind, file);
    }

    private static KeptDocument Kept(string kind, InboxFile file) => new(kind, file.Name, file.Bytes, file.Digest);
}
