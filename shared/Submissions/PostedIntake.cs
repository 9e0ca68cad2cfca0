using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Signatures.Checking;

namespace IntakePipeline.Submissions;

/// <summary>
/// The HTTP door: a submission as a multipart request, <c>solicitud</c> first. Files go to the inbox while they arrive; the envelope goes last, so that
/// the inbox never shows a submission that is not complete.
/// </summary>
/// <param name="envelopes">Reads the envelope.</param>
/// <param name="inbox">Where files go.</param>
/// <param name="signatures">Checks the signature.</param>
/// <param name="refusals">Refuses.</param>
/// <param name="ledger">Looks for earlier registrations.</param>
/// <param name="desk">Registers.</param>
/// <param name="receipts">Fetches the receipt of an earlier registration.</param>
/// <param name="clock">The official time: what is posted is filed now.</param>
public sealed class PostedIntake(
    EnvelopeResolver envelopes, IInbox inbox, ApplicantSignatures signatures, RefusalDesk refusals, ILedgerStore ledger, RegistryDesk desk, ReceiptDesk receipts,
    OfficialClock clock)
{
    private const string EnvelopePart = "solicitud";
    private const string SignaturePart = "firma";

    /// <summary>Takes in a posted submission.</summary>
    /// <exception cref="InboxChangedException">Two different submissions are being posted under one key; this one may be sent again.</exception>
    public Task<IntakeOutcome> ReceiveAsync(IIncomingParts parts, CancellationToken cancellationToken) => ReceiveAsync(parts, null, cancellationToken);

    /// <summary>Takes in what was posted to the address of an expediente: an answer to one of its correction requests, or it is refused.</summary>
    /// <inheritdoc cref="ReceiveAsync(IIncomingParts, CancellationToken)" path="/exception"/>
    public Task<IntakeOutcome> ReceiveAnswerAsync(ExpedienteNumber expediente, IIncomingParts parts, CancellationToken cancellationToken) =>
        ReceiveAsync(parts, expediente, cancellationToken);

    private async Task<IntakeOutcome> ReceiveAsync(IIncomingParts parts, ExpedienteNumber? addressed, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? envelope = null;
        var files = new Dictionary<FileName, FileState>();
        try
        {
            if (await parts.NextAsync(cancellationToken) is not { Name: EnvelopePart } first)
                return await RefuseAsync(null, Language.Valencian, null, [AdmissionFaults.EnvelopeMissing], files, cancellationToken);
            envelope = await ReadAsync(first.Content, SubmissionLimits.EnvelopeBytes, cancellationToken);
            return await ReceiveAsync(envelope.Value, parts, addressed, files, cancellationToken);
        }
        catch (BrokenRequestException e)
        {
            var (key, language) = envelope is { } bytes ? Address(envelopes.Parse(bytes)) : (null, Language.Valencian);
            return await RefuseAsync(key, language, envelope, [AdmissionFaults.RequestUnreadable with { OverCap = e.OverCap }], files, cancellationToken);
        }
    }

    private async Task<IntakeOutcome> ReceiveAsync(
        ReadOnlyMemory<byte> envelope, IIncomingParts parts, ExpedienteNumber? addressed, Dictionary<FileName, FileState> files,
        CancellationToken cancellationToken)
    {
        var read = await envelopes.ReadAsync(envelope, cancellationToken);
        if (read is EnvelopeReading.Refused refused)
            return await RefuseAsync(refused.Key, refused.Language, envelope, refused.Faults, files, cancellationToken);

        var reading = (EnvelopeReading.Readable)read;
        var application = reading.Application;
        Task<IntakeOutcome> Refuse(IReadOnlyList<AdmissionFault> faults) =>
            RefuseAsync(application.Key, application.Language, envelope, faults, files, cancellationToken);

        if (addressed is { } expediente && reading.Answers?.Request.Expediente != expediente)
            return await Refuse([AdmissionFaults.RequestOfAnotherExpediente]);
        if (await ledger.FindAsync(application.Key, cancellationToken) is { } holder)
        {
            await DrainAsync(parts, cancellationToken);
            return holder.Draft.Envelope == Sha256Digest.Of(envelope.Span)
                ? new IntakeOutcome.Registered(holder, await receipts.FetchAsync(holder, cancellationToken), Repeated: true)
                : new IntakeOutcome.KeyInUse(await refusals.RefuseKeyAsync(Door.Http, application.Key, reading, envelope, cancellationToken));
        }

        if (Admission.JudgeManifest(reading) is { Count: > 0 } overCaps)
            return await Refuse(overCaps);
        var (fault, signed) = await StoreAsync(reading, parts, files, cancellationToken);
        if (fault is not null)
            return await Refuse([fault]);

        // Judged before the envelope is stored: a refused attempt leaves no envelope that somebody could take for a complete submission.
        var signature = files.GetValueOrDefault(FileName.Signature) ?? new FileState.Absent();
        var verdict = await signatures.CheckAsync(reading.Call, envelope, signed, clock.Now, cancellationToken);
        var described = new InboxFile(application.Key, FileName.Envelope, envelope.Length, Sha256Digest.Of(envelope.Span), default, "");
        if (Admission.Decide(reading, described, signature, verdict, files) is Admission.Refused refusal)
            return await Refuse(refusal.Faults);

        var stored = await inbox.PutAsync(application.Key, FileName.Envelope, Memory(envelope), SubmissionLimits.EnvelopeBytes, cancellationToken);
        if (stored is not FileState.Present { File: var file } || Admission.Decide(reading, file, signature, verdict, files) is not Admission.Admitted admitted)
            throw new InboxChangedException();
        return await desk.RegisterAsync(admitted.Submission, cancellationToken) is { } receipted
            ? new IntakeOutcome.Registered(receipted.Entry, receipted.Receipt, receipted.Repeated)
            : new IntakeOutcome.KeyInUse(await refusals.RefuseKeyAsync(Door.Http, application.Key, reading, envelope, cancellationToken));
    }

    /// <summary>Stores the parts after the envelope; a fault ends it, with the rest unread. Gives back the signature's bytes, if it came.</summary>
    private async Task<(AdmissionFault? Fault, ReadOnlyMemory<byte>? Signature)> StoreAsync(
        EnvelopeReading.Readable reading, IIncomingParts parts, Dictionary<FileName, FileState> files, CancellationToken cancellationToken)
    {
        var application = reading.Application;
        var declared = application.Documents.ToDictionary(d => d.Name);
        var undeclared = 0;
        ReadOnlyMemory<byte>? signature = null;
        while (await parts.NextAsync(cancellationToken) is { } part)
        {
            var isSignature = part.Name == SignaturePart;
            if (!FileName.TryParse(isSignature ? FileName.Signature.Value : part.Name, out var name) || (name.IsReserved && !isSignature) || files.ContainsKey(name))
                return (AdmissionFaults.PartUnexpected(null), null);
            var document = declared.GetValueOrDefault(name);
            // What the manifest does not name is kept as it came, but nothing rests on it.
            if (document is null && !isSignature && ++undeclared > SubmissionLimits.UndeclaredFiles)
                return (AdmissionFaults.PartUnexpected(name.Value), null);

            var cap = isSignature ? SubmissionLimits.SignatureBytes : document is null ? SubmissionLimits.DocumentBytes : SubmissionLimits.For(document, reading.Call);
            if (isSignature)
                signature = await ReadAsync(part.Content, SubmissionLimits.SignatureBytes, cancellationToken);
            files[name] = await inbox.PutAsync(application.Key, name, isSignature ? Memory(signature!.Value) : part.Content, cap, cancellationToken);
            if (files[name] is FileState.TooLarge)
                return (isSignature ? AdmissionFaults.SignatureTooLarge : document is null ? AdmissionFaults.DocumentTooLarge(name) : AdmissionFaults.TooLarge(document, reading.Call), null);
        }

        return (null, signature);
    }

    private async Task<IntakeOutcome> RefuseAsync(
        SubmissionKey? key, Language language, ReadOnlyMemory<byte>? envelope, IReadOnlyList<AdmissionFault> faults,
        Dictionary<FileName, FileState> files, CancellationToken cancellationToken) =>
        new IntakeOutcome.Refused(await refusals.RefuseAsync(Door.Http, key, language, envelope, faults, files, cancellationToken));

    private static (SubmissionKey? Key, Language Language) Address(EnvelopeReading reading) => reading switch
    {
        EnvelopeReading.Readable readable => (readable.Application.Key, readable.Application.Language),
        EnvelopeReading.Answer answer => (answer.Content.Key, answer.Content.Language),
        EnvelopeReading.Refused refused => (refused.Key, refused.Language),
        _ => throw new System.Diagnostics.UnreachableException("A reading nobody handles."),
    };

    /// <summary>At most one byte more than <paramref name="cap"/>: whoever looks at it then says that it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream content, int cap, CancellationToken cancellationToken)
    {
        // Most are a few kilobytes: the buffer grows with what comes, and never past the cap.
        var buffer = new byte[8 * 1024];
        var length = 0;
        while (true)
        {
            var read = await content.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0 || length > cap)
                return buffer.AsMemory(0, length);
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, cap + 1));
        }
    }

    /// <summary>Reads the rest away: a sender that is still sending would otherwise see the connection break instead of its receipt.</summary>
    private static async Task DrainAsync(IIncomingParts parts, CancellationToken cancellationToken)
    {
        while (await parts.NextAsync(cancellationToken) is { } part)
            await part.Content.CopyToAsync(Stream.Null, cancellationToken);
    }

    private static MemoryStream Memory(ReadOnlyMemory<byte> bytes) => new MemoryStream(bytes.ToArray(), writable: false);
}
