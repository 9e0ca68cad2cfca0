using System.Text;
using IntakePipeline.Calls;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Receipts;

/// <summary>An entry filed in time and its receipt; tests change what they are about.</summary>
internal static class ReceiptSamples
{
    public static readonly Uri Base = new("https://registre.example/");

    public static readonly Programme Ebt = new(
        new ProgrammeId("EBT"),
        new LocalizedText("Programa de Creació d'Empreses de Base Tecnològica", "Programa de Creación de Empresas de Base Tecnológica"),
        new Department(
            new DepartmentId("servicios-tecnologicos"),
            new LocalizedText("Departament de Servicis Tecnològics", "Departamento de Servicios Tecnológicos"),
            new LocalizedText("Àrea d'Investigació i Desenrotllament Tecnològic", "Área de Investigación y Desarrollo Tecnológico")),
        "base.tecnologica@impiva.example",
        [new FilingWindow(new PhaseId("1"), new LocalDate(2012, 5, 23), new LocalDate(2012, 6, 28), new LocalDate(2012, 6, 28), "R4 8.1.1")],
        new ProjectDates(null, null, null, StartAfterFiling: true, null, "R4 8.1.1"), MultiYearAllowed: true, Budget: null,
        new AidLimits(0.75m, null, null, "R4 annex 1"), [],
        [
            Rule("memoria", "memòria tècnica", "memoria técnica", DocumentNeed.WithApplication),
            Rule("plan-empresa", "pla d'empresa a tres anys", "plan de empresa a tres años", DocumentNeed.ByMail),
            Rule("tc1", "últim TC1", "último TC1", DocumentNeed.ByMail),
            Rule("titularidad", "titularitat de la tecnologia", "titularidad de la tecnología", DocumentNeed.IfApplicable),
        ],
        ExcludedTaxIdLetters: "EJGPQS", ExclusionArticle: "R4 5.2");

    public static readonly Call Emprendimiento = new(
        new CallId("emprendimiento-2012"), new LocalizedText("Ajudes del Pla d'Empreniment 2012", "Ayudas del Plan de Emprendimiento 2012"), 2012, "R4",
        new Publication(new LocalDate(2012, 5, 23), Verified: false), SignatureRequired: true, MaxMonthsToResolve: 6, "Ley 38/2003 art. 25.4", [Ebt]);

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

    private static DocumentRule Rule(string kind, string va, string es, DocumentNeed need) => new(kind, new LocalizedText(va, es), need, "R4 annex 1");
}
