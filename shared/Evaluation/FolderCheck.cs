using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Evaluation;

/// <summary>Judges a folder by the very steps of the pipeline, without a storage: envelope, admission, memoria, form.</summary>
/// <param name="reader">Reads the envelope.</param>
/// <param name="calendar">Says for which day a filing counts.</param>
/// <param name="signatures">Checks the signature.</param>
/// <param name="inspector">Looks into the memoria.</param>
public sealed class FolderCheck(EnvelopeReader reader, WorkingCalendar calendar, ApplicantSignatures signatures, MemoriaInspector inspector)
{
    /// <summary>Judges what would come of filing this at <paramref name="filedAt"/>, official local time.</summary>
    /// <param name="envelopeBytes">The exact bytes of <c>solicitud.json</c>.</param>
    /// <param name="signatureBytes">Those of its signature; null when there is none.</param>
    /// <param name="documents">The other files.</param>
    /// <param name="filedAt">When it would be filed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async Task<FolderVerdict> JudgeAsync(
        byte[] envelopeBytes, byte[]? signatureBytes, IReadOnlyList<SubmissionFile> documents, LocalDateTime filedAt, CancellationToken cancellationToken) => reader.Read(envelopeBytes) switch
        {
            EnvelopeReading.Refused refused => new FolderVerdict(refused, null, refused.Faults, []),
            EnvelopeReading.Readable form => await JudgeAsync(form, envelopeBytes, signatureBytes, documents, filedAt, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException("A reading nobody handles."),
        };

    private async Task<FolderVerdict> JudgeAsync(
        EnvelopeReading.Readable form, byte[] envelopeBytes, byte[]? signatureBytes, IReadOnlyList<SubmissionFile> documents, LocalDateTime filedAt, CancellationToken cancellationToken)
    {
        var key = form.Application.Key;
        var envelope = new InboxFile(key, FileName.Envelope, envelopeBytes.Length, Sha256Digest.Of(envelopeBytes), default, "");
        var signature = signatureBytes is { } bytes ? Describe(key, FileName.Signature, bytes, SubmissionLimits.SignatureBytes) : new FileState.Absent();
        var files = new Dictionary<FileName, FileState>();
        ReadOnlyMemory<byte>? memoria = null;
        foreach (var declared in form.Application.Documents)
        {
            if (documents.FirstOrDefault(f => f.Name == declared.Name.Value) is not { } file)
                continue;
            var cap = SubmissionLimits.For(declared, form.Call);
            var content = await ReadAsync(file, cap, cancellationToken);
            files[declared.Name] = Describe(key, declared.Name, content.Span, cap);
            if (declared.IsMemoria && files[declared.Name] is FileState.Present)
                memoria = content;
        }

        var verdict = signature is FileState.Present
            ? await signatures.CheckAsync(form.Call, envelopeBytes, signatureBytes, OfficialClock.FromLocal(filedAt), cancellationToken)
            : null;
        IReadOnlyList<AdmissionFault> faults = Admission.Decide(form, envelope, signature, verdict, files) is Admission.Refused refused ? refused.Faults : [];
        var filing = EffectiveFiling.Of(form.Programme, filedAt, form.Application.Applicant.Municipality, calendar);
        var findings = ApplicationRules.Validate(ValidationFacts.Of(form, filing)).Concat(memoria is { } pdf ? await InspectAsync(form, pdf, cancellationToken) : []);
        return new FolderVerdict(form, filing, faults, [.. findings.OrderByDescending(f => f.Severity)]);
    }

    private async Task<IEnumerable<Finding>> InspectAsync(EnvelopeReading.Readable form, ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken)
    {
        var report = await inspector.InspectAsync(pdf.Length, Fill, FieldLabels.Of(form.Call.Id, form.Programme.Id), cancellationToken);
        return report.Findings.Concat(FormComparison.Findings(FormComparison.Compare(form.Application, form.Programme, report.Fields)));

        Task Fill(Memory<byte> buffer, CancellationToken stop)
        {
            pdf.CopyTo(buffer);
            return Task.CompletedTask;
        }
    }

    private static FileState Describe(SubmissionKey key, FileName name, ReadOnlySpan<byte> content, long cap) => content.Length > cap
        ? new FileState.TooLarge()
        : new FileState.Present(new InboxFile(key, name, content.Length, Sha256Digest.Of(content), default, ""));

    /// <summary>A file whole, or one byte more of it than its cap: no more is read.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(SubmissionFile file, long cap, CancellationToken cancellationToken)
    {
        await using var stream = file.Open();
        var content = new byte[Math.Min(stream.Length, cap + 1)];
        var length = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
        return content.AsMemory(0, length);
    }
}
