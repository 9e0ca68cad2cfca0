using System.Text.Json;
using IntakePipeline.Submissions;

namespace IntakePipeline.Corrections;

/// <summary>Reads the envelope of an answer as strictly as <see cref="EnvelopeReader"/> reads an application, every fault at once.</summary>
internal static class AnswerReader
{
    private const string RequestField = "requerimiento";
    private static readonly LocalizedText ARequest = new("s'espera un número de requeriment, com ara «EBT/2012/17-R1»", "se espera un número de requerimiento, como «EBT/2012/17-R1»");

    /// <summary>Whether an envelope is an answer: it names a request, which an application never does.</summary>
    public static bool IsAnswer(JsonElement root) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(RequestField, out _);

    /// <summary>Reads an answer.</summary>
    public static EnvelopeReading Read(JsonElement root)
    {
        var faults = new List<AdmissionFault>();
        var form = FormReader.Root(root, faults);
        var version = form.Number("version", 0, int.MaxValue);
        var key = FormSections.Key(form);
        var language = FormSections.Language(form);
        if (version != 1 && faults.Count == 0)
            return new EnvelopeReading.Refused(key, language, [AdmissionFaults.UnknownVersion]);
        var request = Request(form);
        var corrected = form.OptionalObject("solicitud") is { } sections ? Form(sections, faults) : null;
        var documents = FormSections.Documents(form, faults, memoriaNeeded: false);
        form.RefuseTheRest();
        if (faults.Count == 0 && corrected is null && documents.Count == 0)
            form.Missing("documentos");

        return faults.Count == 0
            ? new EnvelopeReading.Answer(new CorrectionAnswer(key!.Value, request!.Value, language, corrected, documents))
            : new EnvelopeReading.Refused(key, language, faults);
    }

    private static CorrectionRequestNumber? Request(FormReader form)
    {
        var text = form.Text(RequestField, 60);
        if (CorrectionRequestNumber.TryParse(text, out var number))
            return number;
        if (text.Length > 0)
            form.Malformed(RequestField, ARequest);
        return null;
    }

    private static CorrectedForm Form(FormReader form, List<AdmissionFault> faults)
    {
        var corrected = new CorrectedForm(
            FormSections.Applicant(form.Object("solicitante"), faults), FormSections.Representative(form.OptionalObject("representante")),
            FormSections.Project(form.Object("proyecto")), FormSections.Declarations(form.OptionalObject("declaraciones")));
        form.RefuseTheRest();
        return corrected;
    }
}
