using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Benchmarks.Registry;

/// <summary>Drafts of entries of ordinary size, for benchmarks that fill the book without filing anything.</summary>
internal static class EntryDrafts
{
    public static EntryDraft Of(SubmissionKey key)
    {
        var local = new LocalDateTime(2012, 6, 20, 9, 0);
        var digest = Sha256Digest.Of("floor"u8);
        return new EntryDraft(
            key, digest, OfficialClock.FromLocal(local), new EffectiveDate(local.Date, new LocalizedText("Dia hàbil.", "Día hábil.")),
            new CallId("emprendimiento-2012"), 2012, new ProgrammeId("EBT"), new PhaseId("1"), new LocalDate(2012, 6, 28),
            new DepartmentId("servicios-tecnologicos"), Language.Valencian, new Party("B12345674", "Empresa d'Exemple, SL"), new Party("12345678Z", "Persona d'Exemple"),
            "P-1", "Un projecte de prova amb un títol de llargària normal",
            [
                new KeptDocument("solicitud", FileName.Envelope, 2000, digest), new KeptDocument("firma", FileName.Signature, 2000, digest),
                new KeptDocument("memoria", FileName.Envelope, 1_000_000, digest),
            ],
            Simulated: true);
    }

    /// <summary>The draft of a key made of a word and a number.</summary>
    public static EntryDraft Of(string prefix, int number) => Of(Key(prefix, number));

    public static SubmissionKey Key(string prefix, int number) =>
        SubmissionKey.TryParse(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}-{number:D7}"), out var key)
            ? key
            : throw new ArgumentException("Not the beginning of a key.", nameof(prefix));
}
