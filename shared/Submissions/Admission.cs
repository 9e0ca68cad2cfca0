using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Signatures.Checking;

namespace IntakePipeline.Submissions;

/// <summary>
/// A submission that may be registered: only <see cref="Admission"/> makes one, so that nothing unadmitted can reach the ledger.
/// </summary>
public sealed class AdmittedSubmission
{
    internal AdmittedSubmission(
        Application application, Call call, Programme programme, InboxFile envelope, InboxFile? signature, IReadOnlyList<(DeclaredDocument, InboxFile)> documents) =>
        (Application, Call, Programme, Envelope, Signature, Documents) = (application, call, programme, envelope, signature, documents);

    /// <summary>The form.</summary>
    public Application Application { get; }

    /// <summary>Its call.</summary>
    public Call Call { get; }

    /// <summary>Its programme.</summary>
    public Programme Programme { get; }

    /// <summary>What it answers; null for an application.</summary>
    public AnsweredRequest? Answers { get; internal init; }

    /// <summary><c>solicitud.json</c> as stored.</summary>
    public InboxFile Envelope { get; }

    /// <summary><c>solicitud.json.p7s</c> as stored; null when the call asks for none and none came.</summary>
    public InboxFile? Signature { get; }

    /// <summary>The manifest, in its order, each line with the file that bears it out.</summary>
    public IReadOnlyList<(DeclaredDocument Declared, InboxFile File)> Documents { get; }

    /// <summary>Every file, the envelope first.</summary>
    public IEnumerable<InboxFile> Files => [Envelope, .. Signature is null ? [] : (IEnumerable<InboxFile>)[Signature], .. Documents.Select(d => d.File)];
}

/// <summary>The decision whether an attempt is registered or refused.</summary>
public abstract record Admission
{
    private Admission()
    {
    }

    /// <summary>It is registered.</summary>
    /// <param name="Submission">What is registered.</param>
    public sealed record Admitted(AdmittedSubmission Submission) : Admission;

    /// <summary>It is refused, with reasons; nothing is deleted.</summary>
    /// <param name="Faults">At least one.</param>
    public sealed record Refused(IReadOnlyList<AdmissionFault> Faults) : Admission;

    /// <summary>
    /// Judges an attempt by its envelope and the files that came with it. These are the only grounds for refusal (RD 1671/2009 art. 29; DOMAIN);
    /// everything else is registered first and judged after.
    /// </summary>
    /// <param name="reading">The envelope, well formed.</param>
    /// <param name="envelope">The envelope as stored.</param>
    /// <param name="signature">How its signature's file stands.</param>
    /// <param name="verdict">What the check of the signature found; null when there was nothing to check.</param>
    /// <param name="files">How each file of the manifest stands.</param>
    /// <exception cref="ArgumentException">The call demands a signature, one came, and nobody checked it.</exception>
    public static Admission Decide(
        EnvelopeReading.Readable reading, InboxFile envelope, FileState signature, SignatureVerdict? verdict, IReadOnlyDictionary<FileName, FileState> files)
    {
        var faults = new List<AdmissionFault>();
        if (reading.Application.Key != envelope.Key)
            faults.Add(AdmissionFaults.KeyDiffersFromFolder);
        if (JudgeSignature(reading, signature, verdict) is { } unsigned)
            faults.Add(unsigned);

        var documents = new List<(DeclaredDocument, InboxFile)>();
        foreach (var declared in reading.Application.Documents)
        {
            var state = files.GetValueOrDefault(declared.Name) ?? new FileState.Absent();
            if (Judge(declared, reading.Call, state) is { } fault)
                faults.Add(fault);
            else if (state is FileState.Present { File: var file })
                documents.Add((declared, file));
        }

        return faults.Count > 0
            ? new Refused(faults)
            : new Admitted(new AdmittedSubmission(
                reading.Application, reading.Call, reading.Programme, envelope, (signature as FileState.Present)?.File, documents)
            {
                Answers = reading.Answers,
            });
    }

    /// <summary>Faults that the manifest alone shows, before any file is read: sizes over the caps.</summary>
    public static IReadOnlyList<AdmissionFault> JudgeManifest(EnvelopeReading.Readable reading) =>
        [.. reading.Application.Documents.Where(d => d.Bytes > SubmissionLimits.For(d, reading.Call)).Select(d => AdmissionFaults.TooLarge(d, reading.Call))];

    private static AdmissionFault? JudgeSignature(EnvelopeReading.Readable reading, FileState signature, SignatureVerdict? verdict) => (signature, verdict) switch
    {
        (FileState.TooLarge, _) => AdmissionFaults.SignatureTooLarge,
        // A signature nobody asked for is kept, and proves nothing.
        _ when !reading.Call.SignatureRequired => null,
        (FileState.Present { File.Bytes: > 0 }, SignatureVerdict.Valid { Signers: var signers }) =>
            Signatories.MayFile(signers, reading.Application) ? null : SignatureFaults.Of(SignatureFlaw.WrongPerson),
        (FileState.Present { File.Bytes: > 0 }, SignatureVerdict.Flawed { Flaw: var flaw }) => SignatureFaults.Of(flaw),
        (FileState.Present { File.Bytes: > 0 }, _) => throw new ArgumentException("The signature has not been checked.", nameof(verdict)),
        _ => AdmissionFaults.SignatureMissing,
    };

    private static AdmissionFault? Judge(DeclaredDocument declared, Call call, FileState state) => state switch
    {
        FileState.TooLarge => AdmissionFaults.TooLarge(declared, call),
        FileState.Absent => AdmissionFaults.DocumentMissing(declared.Name),
        FileState.Present { File: var file } when file.Bytes > SubmissionLimits.For(declared, call) => AdmissionFaults.TooLarge(declared, call),
        FileState.Present { File: var file } when file.Bytes != declared.Bytes => AdmissionFaults.DocumentSizeDiffers(declared, file.Bytes),
        FileState.Present { File: var file } when file.Digest != declared.Digest => AdmissionFaults.DocumentDigestDiffers(declared),
        FileState.Present => null,
        _ => throw new System.Diagnostics.UnreachableException($"A file state nobody judges: {state}."),
    };
}
