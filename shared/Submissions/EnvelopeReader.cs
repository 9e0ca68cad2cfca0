using System.Text.Json;
using System.Text.Unicode;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;

namespace IntakePipeline.Submissions;

/// <summary>What reading an envelope gave.</summary>
public abstract record EnvelopeReading
{
    private EnvelopeReading()
    {
    }

    /// <summary>Well formed, mandatory fields in place, call and programme known.</summary>
    /// <param name="Application">The form.</param>
    /// <param name="Call">Its call.</param>
    /// <param name="Programme">Its programme.</param>
    public sealed record Readable(Application Application, Call Call, Programme Programme) : EnvelopeReading
    {
        /// <summary>What it answers; the form is then the application's as the answer leaves it. Null for an application.</summary>
        public AnsweredRequest? Answers { get; init; }
    }

    /// <summary>Well formed, and an answer to a correction request. <see cref="EnvelopeResolver"/> finds out to which application it belongs.</summary>
    /// <param name="Content">What it says.</param>
    public sealed record Answer(CorrectionAnswer Content) : EnvelopeReading;

    /// <summary>Refused as it stands.</summary>
    /// <param name="Key">The sender's name for it, when that much could be read.</param>
    /// <param name="Language">The applicant's language; Valencian when it could not be read.</param>
    /// <param name="Faults">Why, at least one.</param>
    public sealed record Refused(SubmissionKey? Key, Language Language, IReadOnlyList<AdmissionFault> Faults) : EnvelopeReading;
}

/// <summary>
/// The strict parser of <c>solicitud.json</c>: bounded in size and depth, no unknown or duplicate properties, every fault reported at once. The JSON
/// Schema beside it (<c>Data/solicitud.schema.json</c>) says the same for other people's tools; a test holds the two together.
/// </summary>
/// <param name="calls">The calls that exist.</param>
public sealed class EnvelopeReader(CallCatalogue calls)
{
    /// <summary>Reads an envelope. Never throws on bad input.</summary>
    /// <param name="utf8">Its exact bytes; a byte order mark is skipped.</param>
    public EnvelopeReading Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > SubmissionLimits.EnvelopeBytes)
            return Refuse(AdmissionFaults.EnvelopeTooLarge);
        if (!Utf8.IsValid(utf8.Span))
            return Refuse(AdmissionFaults.EnvelopeUnreadable(line: null));
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        try
        {
            using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = SubmissionLimits.EnvelopeDepth, AllowDuplicateProperties = false });
            return Read(json.RootElement);
        }
        catch (JsonException e)
        {
            return Refuse(AdmissionFaults.EnvelopeUnreadable(e.LineNumber + 1));
        }
    }

    private static EnvelopeReading.Refused Refuse(AdmissionFault fault) => new(null, Language.Valencian, [fault]);

    private EnvelopeReading Read(JsonElement root)
    {
        if (AnswerReader.IsAnswer(root))
            return AnswerReader.Read(root);
        var faults = new List<AdmissionFault>();
        var form = FormReader.Root(root, faults);

        var version = form.Number("version", 0, int.MaxValue);
        var key = FormSections.Key(form);
        var language = FormSections.Language(form);
        // The rest of another version would only give faults that are none.
        if (version != 1 && faults.Count == 0)
            return new EnvelopeReading.Refused(key, language, [AdmissionFaults.UnknownVersion]);
        var (call, programme) = ReadCall(form, faults);
        var applicant = FormSections.Applicant(form.Object("solicitante"), faults);
        var representative = FormSections.Representative(form.OptionalObject("representante"));
        var project = FormSections.Project(form.Object("proyecto"));
        var declarations = FormSections.Declarations(form.OptionalObject("declaraciones"));
        var documents = FormSections.Documents(form, faults, memoriaNeeded: true);
        form.RefuseTheRest();

        return faults.Count == 0
            ? new EnvelopeReading.Readable(
                new Application(key!.Value, call!.Id, programme!.Id, language, applicant!, representative, project, declarations, documents), call, programme)
            : new EnvelopeReading.Refused(key, language, faults);
    }

    private (Call? Call, Programme? Programme) ReadCall(FormReader form, List<AdmissionFault> faults)
    {
        var (callText, programmeText) = (form.Text("convocatoria", 60), form.Text("programa", 20));
        if (callText.Length == 0)
            return (null, null);
        if (calls.Find(new CallId(callText)) is not { } call)
        {
            faults.Add(AdmissionFaults.UnknownCall);
            return (null, null);
        }

        var programme = call.Find(new ProgrammeId(programmeText));
        if (programme is null && programmeText.Length > 0)
            faults.Add(AdmissionFaults.UnknownProgramme);
        return (call, programme);
    }
}
