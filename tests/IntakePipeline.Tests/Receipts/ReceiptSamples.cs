using System.Text;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Receipts;

/// <summary>An entry filed in time and its receipt; tests change what they are about.</summary>
internal static class ReceiptSamples
{
    public static readonly Uri Base = new("https://registre.example/");

    public static readonly IRegistrySeal Seal = DevelopmentSeal.OfThisProcess;

    public static readonly Call Emprendimiento = CallCatalogue.Load(WorkingCalendar.Load()).Find(new CallId("emprendimiento-2012"))!;

    public static readonly Programme Ebt = Emprendimiento.Find(new ProgrammeId("EBT"))!;

    public static readonly EntryDraft Draft = new(
        Key("RT-2012-000123"), Digest("envelope"), Instant.FromUtc(2012, 6, 20, 7, 0, 0),
        new EffectiveDate(new LocalDate(2012, 6, 20), new LocalizedText("Presentada en dia hàbil.", "Presentada en día hábil.")), Emprendimiento.Id, 2012,
        Ebt.Id, new PhaseId("1"), new LocalDate(2012, 6, 28), Ebt.Department.Id, Language.Valencian,
        new Party("B12345674", "Instal·lacions Ñandú i Fills, SL"), new Party("12345678Z", "Núria Vilafranca Güell"), "P-1",
        "Sensors d'al·lèrgens: prova pilot de 90.000 €",
        [Document("solicitud", "solicitud.json", 3412), Document("firma", "solicitud.json.p7s", 2790), Document("memoria", "memoria.pdf", 8_388_608)],
        Simulated: false);

    public static readonly RegistryEntry Entry = new(
        new RegistryNumber(2012, 17), new ExpedienteNumber(Ebt.Id, 2012, 17), Code("7K3M-Q9TB-0V5R-WX2C-HN8D-4PZA-E6GS"), Draft, Digest("previous"),
        Digest("entry"));

    public static Receipt InTime { get; } = Of(Draft);

    public static Receipt OutOfTime { get; } = Of(Draft with { Phase = null, PhaseCloses = null });

    public static Receipt Of(EntryDraft draft) => Receipt.From(Entry with { Draft = draft }, Emprendimiento, Base);

    public static KeptDocument Document(string kind, string name, long bytes) =>
        new(kind, FileName.TryParse(name, out var file) ? file : throw new ArgumentException(name, nameof(name)), bytes, Digest(name));

    public static Sha256Digest Digest(string text) => Sha256Digest.Of(Encoding.UTF8.GetBytes(text));

    private static SubmissionKey Key(string text) => SubmissionKey.TryParse(text, out var key) ? key : throw new ArgumentException(text, nameof(text));

    private static VerificationCode Code(string text) => VerificationCode.TryParse(text, out var code) ? code : throw new ArgumentException(text, nameof(text));
}
