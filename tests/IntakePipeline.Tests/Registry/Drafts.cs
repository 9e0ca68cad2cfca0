using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Registry;

/// <summary>Drafts of entries for tests of the ledger.</summary>
internal static class Drafts
{
    public static SubmissionKey Key(string text) => SubmissionKey.TryParse(text, out var key) ? key : throw new ArgumentException(text, nameof(text));

    public static FileName File(string text) => FileName.TryParse(text, out var name) ? name : throw new ArgumentException(text, nameof(text));

    public static EntryDraft Draft(string key, string content = "a", string programme = "EBT", LocalDateTime? filed = null)
    {
        var local = filed ?? new LocalDateTime(2012, 6, 20, 9, 0);
        return new EntryDraft(
            Key(key), Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(content)), OfficialClock.FromLocal(local),
            new EffectiveDate(local.Date, new LocalizedText("dia hàbil", "día hábil")),
            new CallId("emprendimiento-2012"), 2012, new ProgrammeId(programme), new PhaseId("1"), new LocalDate(2012, 6, 28),
            new DepartmentId("servicios-tecnologicos"), Language.Valencian, new Party("B12345674", "Il·lusió i Força, SL"), null, "P-1", "Sensors per a l'arròs",
            [new KeptDocument("memoria", File("memoria.pdf"), 3, Sha256Digest.Of("abc"u8))], Simulated: true);
    }
}
