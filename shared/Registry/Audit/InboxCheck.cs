using IntakePipeline.Calendar;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Registry.Audit;

/// <summary>Nothing in the inbox is unaccounted for: each complete submission is registered, or refused with reasons.</summary>
/// <param name="folders">The inbox's folders.</param>
/// <param name="inbox">Its files.</param>
/// <param name="ledger">The book.</param>
/// <param name="book">The keys.</param>
/// <param name="rejections">What was refused.</param>
/// <param name="clock">The official time.</param>
public sealed class InboxCheck(
    IInboxFolders folders, IInbox inbox, ILedgerStore ledger, IBookRows book, IRejectionStore rejections, OfficialClock clock) : IStoreCheck
{
    /// <inheritdoc/>
    public async Task CheckAsync(Duration patience, AuditReport report, CancellationToken cancellationToken)
    {
        await foreach (var folder in folders.ListAsync(cancellationToken))
        {
            report.Count("inbox folders");
            if (!SubmissionKey.TryParse(folder.Name, out var key))
                report.Note(AuditCodes.Unknown, $"entrada/{folder.Name}", "its name is no submission's key");
            else if (!folder.HasEnvelope)
                await CheckIncompleteAsync(key, folder, report, cancellationToken);
            else if (!await IsAccountedForAsync(key, cancellationToken))
                Tell(folder, patience, report);
        }
    }

    private async Task CheckIncompleteAsync(SubmissionKey key, InboxFolder folder, AuditReport report, CancellationToken cancellationToken)
    {
        // Of a registered submission the envelope stays where it was left.
        if (await book.FindKeyAsync(key, cancellationToken) is not null)
            report.Fault(AuditCodes.InboxUnaccounted, $"entrada/{folder.Name}", "it is registered, and its envelope is gone");
        else if (await rejections.FindLastAsync(key, cancellationToken) is null)
            report.Note(AuditCodes.InboxIncomplete, $"entrada/{folder.Name}", $"{folder.Files} files and no envelope: an attempt that was cut off; its sender got no receipt");
    }

    private async Task<bool> IsAccountedForAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        if (await inbox.ReadAsync(key, FileName.Envelope, SubmissionLimits.EnvelopeBytes, cancellationToken) is not { File: var envelope })
            return true;
        if (await book.FindKeyAsync(key, cancellationToken) is { } row && RegistryNumber.TryParse(row.Entry, out var number)
            && await BookReading.FindAsync(ledger, number, cancellationToken) is BookReading.Found { Entry: var entry } && entry.Draft.Envelope == envelope.Digest)
            return true;
        return await rejections.FindLastAsync(key, cancellationToken) is { } rejection
            && (rejection.Envelope == envelope.Digest || rejection.At >= envelope.StoredAt);
    }

    private void Tell(InboxFolder folder, Duration patience, AuditReport report)
    {
        if (clock.Now - folder.LastWritten >= patience)
            report.Fault(AuditCodes.InboxUnaccounted, $"entrada/{folder.Name}", "a complete submission that was neither registered nor refused");
        else
            report.Note(AuditCodes.InboxBusy, $"entrada/{folder.Name}", "a complete submission that came in just now");
    }
}
