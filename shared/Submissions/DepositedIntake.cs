using System.Diagnostics;
using IntakePipeline.Corrections;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Signatures.Checking;

namespace IntakePipeline.Submissions;

/// <summary>
/// The blob door: a submission left in <c>entrada/{presentacion}/</c>, <c>solicitud.json</c> last. Run by the blob trigger and, for what a missed event
/// left, by the reconciler; running it again is harmless.
/// </summary>
/// <param name="envelopes">Reads the envelope.</param>
/// <param name="inbox">Where the files are.</param>
/// <param name="signatures">Checks the signature.</param>
/// <param name="refusals">Refuses.</param>
/// <param name="ledger">Looks for earlier registrations.</param>
/// <param name="desk">Registers.</param>
/// <param name="receipts">Fetches receipts.</param>
public sealed class DepositedIntake(
    EnvelopeResolver envelopes, IInbox inbox, ApplicantSignatures signatures, RefusalDesk refusals, ILedgerStore ledger, RegistryDesk desk, ReceiptDesk receipts)
{
    /// <summary>Takes in what was left under <paramref name="key"/>.</summary>
    /// <returns>What became of it; null when there is no envelope.</returns>
    /// <exception cref="InboxChangedException">The sender is still writing; to be run again.</exception>
    public async Task<IntakeOutcome?> CollectAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        if (await inbox.ReadAsync(key, FileName.Envelope, SubmissionLimits.EnvelopeBytes, cancellationToken) is not { } envelope)
            return null;
        var read = await envelopes.ReadAsync(envelope.Content, cancellationToken);
        if (await ledger.FindAsync(key, cancellationToken) is { } holder)
        {
            return holder.Draft.Envelope == envelope.File.Digest
                ? new IntakeOutcome.Registered(holder, await receipts.FetchAsync(holder, cancellationToken), Repeated: true)
                : new IntakeOutcome.KeyInUse(await refusals.RefuseKeyAsync(Door.Blobs, key, read, envelope.Content, cancellationToken));
        }

        return read switch
        {
            EnvelopeReading.Refused refused => await RefuseAsync(key, refused.Language, envelope, refused.Faults, [], cancellationToken),
            EnvelopeReading.Readable reading => await JudgeAsync(key, envelope, reading, cancellationToken),
            _ => throw new UnreachableException("A reading nobody handles."),
        };
    }

    private async Task<IntakeOutcome> JudgeAsync(
        SubmissionKey key, InboxContent envelope, EnvelopeReading.Readable reading, CancellationToken cancellationToken)
    {
        var signature = await inbox.ReadAsync(key, FileName.Signature, SubmissionLimits.SignatureBytes, cancellationToken);
        var files = new Dictionary<FileName, FileState>();
        foreach (var document in reading.Application.Documents)
            files[document.Name] = await inbox.InspectAsync(key, document.Name, SubmissionLimits.For(document, reading.Call), cancellationToken);

        // Filed when storage had the last of its files: the certificate must have been good then.
        var filedAt = files.Values.OfType<FileState.Present>().Select(f => f.File.StoredAt).Append(signature?.File.StoredAt ?? envelope.File.StoredAt)
            .Append(envelope.File.StoredAt).Max();
        FileState signed = signature switch
        {
            null => new FileState.Absent(),
            { File.Bytes: > SubmissionLimits.SignatureBytes } => new FileState.TooLarge(),
            { File: var file } => new FileState.Present(file),
        };
        var verdict = signed is FileState.Present
            ? await signatures.CheckAsync(reading.Call, envelope.Content, signature!.Content, filedAt, cancellationToken)
            : null;
        switch (Admission.Decide(reading, envelope.File, signed, verdict, files))
        {
            case Admission.Refused refused:
                files[FileName.Signature] = signed;
                return await RefuseAsync(key, reading.Application.Language, envelope, refused.Faults, files, cancellationToken);
            case Admission.Admitted admitted:
                return await desk.RegisterAsync(admitted.Submission, cancellationToken) is { } receipted
                    ? new IntakeOutcome.Registered(receipted.Entry, receipted.Receipt, receipted.Repeated)
                    : new IntakeOutcome.KeyInUse(await refusals.RefuseKeyAsync(Door.Blobs, key, reading, envelope.Content, cancellationToken));
            default:
                throw new UnreachableException("An admission nobody handles.");
        }
    }

    private async Task<IntakeOutcome> RefuseAsync(
        SubmissionKey key, Language language, InboxContent envelope, IReadOnlyList<AdmissionFault> faults,
        Dictionary<FileName, FileState> files, CancellationToken cancellationToken) =>
        new IntakeOutcome.Refused(await refusals.RefuseAsync(Door.Blobs, key, language, envelope.Content, faults, files, cancellationToken));
}
