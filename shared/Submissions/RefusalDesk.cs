using System.Diagnostics;
using IntakePipeline.Calendar;
using IntakePipeline.Notifications;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Telemetry;

namespace IntakePipeline.Submissions;

/// <summary>Refuses: makes the reasoned rejection and keeps it, beside the envelope that was refused.</summary>
/// <param name="store">Where rejections are kept.</param>
/// <param name="notices">Has the applicant told.</param>
/// <param name="clock">The official time.</param>
/// <param name="sealing">With what rejections are sealed.</param>
public sealed class RefusalDesk(IRejectionStore store, INotices notices, OfficialClock clock, Sealing sealing)
{
    /// <summary>Refuses an attempt.</summary>
    /// <param name="door">By which door it came.</param>
    /// <param name="key">Its key; null when it could not be read.</param>
    /// <param name="language">The applicant's language.</param>
    /// <param name="envelope">Its exact bytes; null when it had none or they are too many.</param>
    /// <param name="faults">Why, at least one.</param>
    /// <param name="files">How each file stands that had come by then.</param>
    /// <param name="cancellationToken">Ends it; the record may be missing then.</param>
    /// <returns>The record: an earlier one when this very attempt had been refused before.</returns>
    public async Task<Rejection> RefuseAsync(
        Door door, SubmissionKey? key, Language language, ReadOnlyMemory<byte>? envelope, IReadOnlyList<AdmissionFault> faults,
        IEnumerable<KeyValuePair<FileName, FileState>> files, CancellationToken cancellationToken)
    {
        var digest = envelope is { } bytes ? Sha256Digest.Of(bytes.Span) : (Sha256Digest?)null;
        // Of an envelope over its cap only the beginning was read: that is nothing to keep under its name.
        if (envelope is { Length: > SubmissionLimits.EnvelopeBytes })
            envelope = null;
        var received = files.Where(f => f.Value is not FileState.Absent).Select(f => f.Value is FileState.Present { File: var file }
            ? new ReceivedFile(f.Key, file.Bytes, file.Digest)
            : new ReceivedFile(f.Key, null, null));
        foreach (var fault in faults)
            PipelineTelemetry.Rejections.Add(1, KeyValuePair.Create("code", (object?)fault.Code));
        var rejection = Rejection.Of(key, digest, clock.Now, language, door, faults, [.. received], clock.IsSimulated);
        var kept = await store.SaveAsync(rejection, JwsSigning.Sign(sealing.Seal, RejectionJson.Write(rejection)), envelope, cancellationToken);
        await DocumentAsync(kept, cancellationToken);
        await notices.NoteAsync(new Notice.Rejected(kept.Folder, kept.Id), cancellationToken);
        return kept;
    }

    /// <summary>The document of a rejection; makes it when a crash left it out.</summary>
    public async Task<ReadOnlyMemory<byte>> DocumentAsync(Rejection rejection, CancellationToken cancellationToken)
    {
        if (await store.FindDocumentAsync(rejection, cancellationToken) is { } kept)
            return kept;
        return await store.SaveDocumentAsync(rejection, RejectionPdf.Render(rejection, sealing.Seal), cancellationToken);
    }

    /// <summary>Refuses an attempt whose key belongs to another submission.</summary>
    public Task<Rejection> RefuseKeyAsync(
        Door door, SubmissionKey key, EnvelopeReading reading, ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken) =>
        RefuseAsync(door, key, LanguageOf(reading), envelope, [AdmissionFaults.KeyInUse], [], cancellationToken);

    private static Language LanguageOf(EnvelopeReading reading) => reading switch
    {
        EnvelopeReading.Readable readable => readable.Application.Language,
        EnvelopeReading.Answer answer => answer.Content.Language,
        EnvelopeReading.Refused refused => refused.Language,
        _ => throw new UnreachableException("A reading nobody handles."),
    };
}
