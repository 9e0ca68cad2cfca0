using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Mail.Mime;
using IntakePipeline.Notifications;
using IntakePipeline.Submissions;

namespace IntakePipeline.Mail;

/// <summary>
/// The mail door (R4 8.3): a message left in <c>correo/{mailbox}/{name}.eml</c> is read, its documents are registered with the expediente it quotes, or
/// a person is asked. Running it again on the same blob is harmless, and whatever arrives has a record.
/// </summary>
/// <param name="mailbox">Where mail arrives.</param>
/// <param name="store">The records.</param>
/// <param name="custody">The originals.</param>
/// <param name="mentions">Finds expedientes in texts.</param>
/// <param name="reports">Keeps reports on notifications.</param>
/// <param name="replies">Tells senders of what is too large.</param>
/// <param name="registration">Registers.</param>
/// <param name="expedientes">The expedientes.</param>
/// <param name="calls">Whose mailboxes there are.</param>
/// <param name="transport">Tells our own messages by their sender.</param>
/// <param name="clock">The official time.</param>
public sealed class MailIntake(
    IMailbox mailbox, IMailStore store, ICustody custody, ExpedienteMentions mentions, DeliveryReports reports, OversizeReplies replies, MailRegistration registration,
    IExpedienteStore expedientes, CallCatalogue calls, IMailTransport transport, OfficialClock clock)
{
    private const int MaxSubject = 500;

    /// <summary>Takes in a mail.</summary>
    /// <returns>Its record; null when there is no such blob.</returns>
    public async Task<MailRecord?> CollectAsync(string path, CancellationToken cancellationToken)
    {
        if (await mailbox.ReadAsync(path, MimeLimits.Default.Bytes, cancellationToken) is not { } arrived)
            return null;
        // A person's word is not undone by a repeated event; a blob that was written again is another mail.
        var record = await store.FindAsync(MailRecord.IdOf(path), cancellationToken);
        if (record is null || record.Version != arrived.Blob.Version)
        {
            record = await JudgeAsync(arrived.Blob, arrived.Content, null, cancellationToken);
            await store.SaveAsync(record, cancellationToken);
        }

        // After the record, which the letter is made of; an event that was interrupted in between comes again.
        if (record.State is MailState.ForPerson { Reason: MailReasons.TooLarge })
            await replies.NoteAsync(record, cancellationToken);
        return record;
    }

    /// <summary>Lets a person say to which expediente a mail belongs.</summary>
    /// <returns>The record as it stands; null when there is none that waits for a person.</returns>
    public async Task<MailRecord?> AssignAsync(string id, ExpedienteKey expediente, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { State: MailState.ForPerson } record
            || await mailbox.ReadAsync(record.Path, MimeLimits.Default.Bytes, cancellationToken) is not { } arrived)
            return null;
        record = await JudgeAsync(arrived.Blob, arrived.Content, expediente, cancellationToken);
        await store.SaveAsync(record, cancellationToken);
        return record;
    }

    /// <summary>Lets a person say that a mail needs nothing more.</summary>
    /// <returns>The record; null when there is none that waits for a person.</returns>
    public async Task<MailRecord?> SettleAsync(string id, Actor by, string why, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { State: MailState.ForPerson } record)
            return null;
        record = record with { State = new MailState.Settled(by, why, clock.Now) };
        await store.SaveAsync(record, cancellationToken);
        return record;
    }

    private async Task<MailRecord> JudgeAsync(MailBlob blob, ReadOnlyMemory<byte>? content, ExpedienteKey? assigned, CancellationToken cancellationToken)
    {
        var record = new MailRecord(blob.Path, blob.Version, blob.Bytes, blob.StoredAt, new MailState.ForPerson(MailReasons.TooLarge));
        if (content is not { } bytes)
            return await replies.BeginningAsync(blob.Path, cancellationToken) is { } beginning ? Describe(record, beginning, []) : record;
        record = record with { Digest = await custody.KeepAsync(bytes, cancellationToken) };
        if (!blob.Path.EndsWith(".eml", StringComparison.Ordinal))
            return record with { State = new MailState.ForPerson(MailReasons.NoMail) };
        if (MimeReader.Read(bytes) is not MimeReading.Ok { Message: var message })
            return record with { State = new MailState.ForPerson(MailReasons.Unreadable) };

        var files = message.Attachments.ToList();
        var named = Named(message, files);
        return Describe(record, message, files) with { State = await DecideAsync(blob, message, files, record.Digest!.Value, named, assigned, cancellationToken) };
    }

    private IReadOnlyList<ExpedienteKey> Named(MimeMessage message, IReadOnlyList<MimePart> files) =>
        mentions.In([message.Headers.Find("Subject") ?? "", message.ReadableText(), .. files.Select(f => f.FileName ?? "")]);

    private MailRecord Describe(MailRecord record, MimeMessage message, IReadOnlyList<MimePart> files) => record with
    {
        From = Short(message.Headers.Find("From")),
        Subject = Short(message.Headers.Find("Subject")),
        Expedientes = [.. Named(message, files).Take(20).Select(k => k.Number.ToString())],
        Files = [.. files.Take(SubmissionLimits.Documents).Select(f => Short(f.FileName) ?? "—")],
    };

    private async Task<MailState> DecideAsync(
        MailBlob blob, MimeMessage message, List<MimePart> files, Sha256Digest digest, IReadOnlyList<ExpedienteKey> named, ExpedienteKey? assigned,
        CancellationToken cancellationToken)
    {
        // What a person assigned is no machine's, whatever its headers say.
        if (assigned is null && AutomaticMail.ReasonOf(message, transport.Sender?.Domain) is { } automatic)
        {
            if (automatic == MailReasons.OwnMessage)
                return new MailState.Automatic(automatic);
            if (await reports.KeepAsync(message, digest, cancellationToken) is { } notice)
                return new MailState.Report(notice);
            return files.Count == 0 ? new MailState.Automatic(automatic) : new MailState.ForPerson(MailReasons.AutomaticWithDocuments);
        }

        if (assigned is null && !IsMailbox(blob.Path))
            return new MailState.ForPerson(MailReasons.UnknownMailbox);
        if (assigned is null && named.Count != 1)
            return new MailState.ForPerson(named.Count == 0 ? MailReasons.NoExpediente : MailReasons.SeveralExpedientes);
        if (await expedientes.FindAsync(assigned ?? named[0], cancellationToken) is not { } expediente)
            return new MailState.ForPerson(MailReasons.UnknownExpediente);
        if (files.Count == 0)
            return new MailState.ForPerson(MailReasons.NoDocuments);
        if (files.Count > SubmissionLimits.Documents)
            return new MailState.ForPerson(MailReasons.TooManyDocuments);
        return await registration.RegisterAsync(blob, message, files, digest, expediente, cancellationToken);
    }

    // The folder is the mailbox's address, or its local part.
    private bool IsMailbox(string path)
    {
        var folder = path[..Math.Max(0, path.IndexOf('/', StringComparison.Ordinal))];
        return calls.All.SelectMany(c => c.Programmes).Select(p => p.Mailbox).OfType<string>().Any(address =>
            address.Equals(folder, StringComparison.OrdinalIgnoreCase) || address.Split('@')[0].Equals(folder, StringComparison.OrdinalIgnoreCase));
    }

    private static string? Short(string? text) =>
        text is null ? null : Corrections.CorrectionRequestWords.OneLine(text) is var line && line.Length > MaxSubject ? line[..MaxSubject] : line;
}
