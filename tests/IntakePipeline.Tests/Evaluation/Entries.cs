using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Tests.Evaluation;

/// <summary>Entries and findings for the tests of what happens after the receipt.</summary>
internal static class Entries
{
    public static readonly PhaseId Phase = new("1");
    public static readonly DepartmentId Department = new("servicios-tecnologicos");
    public static readonly Instant Noon = Instant.FromUtc(2012, 6, 20, 10, 0);

    public static readonly Finding Curable = Finding("falta-tc1", Severity.CurableDefect);
    public static readonly Finding Doubt = Finding("plantilla-superior", Severity.EligibilityDoubt);
    public static readonly Finding Information = Finding("memoria-escaneada", Severity.Information);

    /// <summary>Entry <paramref name="sequence"/> of 2012, filed that many minutes after noon unless said otherwise.</summary>
    public static RegistryEntry Entry(
        int sequence, bool inTime = true, Instant? filedAt = null, string project = "P-1", string taxId = "B12345674",
        string call = "emprendimiento-2012", string programme = "EBT", Language language = Language.Valencian, string title = "Sensors d'arròs")
    {
        _ = SubmissionKey.TryParse(string.Create(CultureInfo.InvariantCulture, $"RT-2012-{sequence:D6}"), out var key);
        _ = VerificationCode.TryParse("7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6GS", out var csv);
        var at = filedAt ?? Noon + Duration.FromMinutes(sequence);
        var draft = new EntryDraft(
            key, Sha256Digest.Of([1]), at, new EffectiveDate(new LocalDate(2012, 6, 20), new LocalizedText("Dia hàbil", "Día hábil")),
            new CallId(call), 2012, new ProgrammeId(programme), inTime ? Phase : null, inTime ? new LocalDate(2012, 6, 28) : null,
            Department, language, new Party(taxId, "Empresa d'Exemple, SL"), null, project, title, [], Simulated: false);
        return new RegistryEntry(
            new RegistryNumber(2012, sequence), new ExpedienteNumber(new ProgrammeId(programme), 2012, sequence), csv, draft,
            Sha256Digest.Of([2]), Sha256Digest.Of([3]));
    }

    public static Finding Finding(string code, Severity severity) => new(
        code, severity, ["$.documentos"], "TC1", null, "R4 8.3", new LocalizedText($"Falta el document {code}.", $"Falta el documento {code}."));
}
