using System.Globalization;
using System.Text;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Mail.Mime;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;

namespace IntakePipeline.Mail;

/// <summary>Gives the documents of a mail their place in the book: custody first, then the entry, its receipt, and on to processing. Every step may be repeated.</summary>
/// <param name="store">Says which mail a key is of.</param>
/// <param name="custody">The originals.</param>
/// <param name="ledger">The book.</param>
/// <param name="book">Finds entries.</param>
/// <param name="receipts">The receipts.</param>
/// <param name="processing">What comes after.</param>
/// <param name="calls">The calls.</param>
/// <param name="calendar">The seat's working days.</param>
/// <param name="clock">The official time.</param>
public sealed class MailRegistration(
    IMailStore store, ICustody custody, RegistryLedger ledger, ILedgerStore book, ReceiptDesk receipts, IProcessingQueue processing, CallCatalogue calls,
    WorkingCalendar calendar, OfficialClock clock)
{
    /// <summary>The kind of the message itself among the documents of its entry.</summary>
    public const string MessageKind = "correo";

    private static readonly FileName MessageName = Name("mensaje.eml");

    /// <summary>Registers the documents of a mail.</summary>
    /// <param name="blob">The mail.</param>
    /// <param name="message">What it says.</param>
    /// <param name="files">Its documents, at least one.</param>
    /// <param name="digest">Its digest; it is in custody.</param>
    /// <param name="expediente">To which expediente they belong.</param>
    /// <param name="cancellationToken">Stops between two steps; run it again to go on.</param>
    public async Task<MailState> RegisterAsync(
        MailBlob blob, MimeMessage message, IReadOnlyList<MimePart> files, Sha256Digest digest, Expediente expediente, CancellationToken cancellationToken)
    {
        var key = MailKey.Of(message);
        if (await store.ClaimAsync(key, blob.Path, cancellationToken) != blob.Path && await book.FindAsync(key, cancellationToken) is { } earlier)
            return Repeated(earlier);

        var opening = await book.FindAsync(expediente.Entry, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {expediente.Entry}.");
        var documents = await KeepAsync(message, files, opening, cancellationToken);
        var draft = opening.Draft with
        {
            Kind = new EntryKind.Documents(expediente.Key.Number),
            Key = key,
            Envelope = digest,
            FiledAt = blob.StoredAt,
            Effective = calendar.EffectiveDateOf(OfficialClock.ToLocal(blob.StoredAt)),
            Documents = [new KeptDocument(MessageKind, MessageName, blob.Bytes, digest), .. documents],
            Simulated = clock.IsSimulated,
        };
        switch (await ledger.AppendAsync(draft, cancellationToken))
        {
            case Registration.Registered registered:
                // From here on it is in the book; what follows is also done by the outbox timer.
                await receipts.IssueAsync(registered.Entry, cancellationToken);
                await processing.SendAsync(registered.Entry.Number, cancellationToken);
                return new MailState.Registered(registered.Entry.Number, ExpedienteKey.Of(registered.Entry));
            case Registration.KeyInUse { Holder: var holder }:
                return Repeated(holder);
            default:
                throw new System.Diagnostics.UnreachableException("An outcome of an append nobody handles.");
        }
    }

    // Other bytes under the same key: the same message along another way, with other headers of its relays.
    private static MailState Repeated(RegistryEntry holder) =>
        holder.Draft.Kind is EntryKind.Documents ? new MailState.Duplicate(holder.Number) : new MailState.ForPerson(MailReasons.KeyTaken);

    private async Task<List<KeptDocument>> KeepAsync(MimeMessage message, IReadOnlyList<MimePart> files, RegistryEntry opening, CancellationToken cancellationToken)
    {
        var programme = calls.Get(opening.Draft.Call, opening.Draft.Programme);
        var kinds = DocumentClassifier.Classify([.. files.Select(f => f.FileName ?? "")], message.Headers.Find("Subject") ?? "", programme);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { MessageName.Value };
        var kept = new List<KeptDocument>();
        foreach (var (file, kind) in files.Zip(kinds))
        {
            var content = file.Content();
            kept.Add(new KeptDocument(kind, Name(Free(Safe(file.FileName), taken)), content.Length, await custody.KeepAsync(content, cancellationToken)));
        }

        return kept;
    }

    /// <summary>The name as the book has it: letters and digits without their accents, no path.</summary>
    private static string Safe(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var safe = new StringBuilder();
        // Half a character and what is none make Normalize throw.
        foreach (var c in string.Concat(last.Where(c => !char.IsSurrogate(c) && char.GetUnicodeCategory(c) != UnicodeCategory.OtherNotAssigned)).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
                safe.Append(c);
            else if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                safe.Append('_');
        }

        var text = safe.ToString().Trim('.');
        var dot = text.LastIndexOf('.');
        var (stem, extension) = dot > 0 && text.Length - dot <= 10 ? (text[..dot], text[dot..]) : (text, "");
        return (stem.Length == 0 ? "documento" : stem[..Math.Min(stem.Length, 80)]) + extension;
    }

    private static string Free(string name, HashSet<string> taken)
    {
        for (var i = 2; !taken.Add(name); i++)
        {
            var dot = name.LastIndexOf('.');
            var stem = dot > 0 ? name[..dot] : name;
            name = string.Create(CultureInfo.InvariantCulture, $"{(i == 2 ? stem : stem[..stem.LastIndexOf('-')])}-{i}{(dot > 0 ? name[dot..] : "")}");
        }

        return name;
    }

    private static FileName Name(string text) => FileName.TryParse(text, out var name) ? name : throw new System.Diagnostics.UnreachableException("A name that is none.");
}
