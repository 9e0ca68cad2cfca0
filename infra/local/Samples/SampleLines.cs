using IntakePipeline.Local.Samples.Pdf;
using IntakePipeline.Submissions;
using NodaTime;
using static IntakePipeline.Submissions.Door;

namespace IntakePipeline.Local.Samples;

/// <summary>The catalogue's lines, chapter by chapter.</summary>
internal static class SampleLines
{
    private const int LargestMemoria = 8 * 1024 * 1024;

    /// <summary>Nothing wrong with them.</summary>
    public static IReadOnlyList<SampleLine> Clean { get; } =
    [
        new("born-digital", "an application as it should be", Evaluation()),
        new("growth", "the same for CRE", Evaluation()) { Programme = "CRE" },
        new("dropped", "left as blobs instead of posted", Evaluation()) { Doors = [Blobs] },
        new("growth-dropped", "the same for CRE", Evaluation()) { Doors = [Blobs], Programme = "CRE" },
        new("annexes", "with every complementary document", Evaluation()) { Change = d => d.WithAnnexes("plan-empresa", "resumen-ejecutivo", "tc1", "certificado-auditor") },
        new("annexes-dropped", "the same left as blobs", Evaluation()) { Doors = [Blobs], Programme = "CRE", Change = d => d.WithAnnexes("factura-proforma", "tc1", "balance-resultados") },
        new("annual", "a project of one budget year", Evaluation()) { Change = d => d.WithProject(Annual) },
        new("sole-trader", "a person who applies in her own name", Evaluation()) { Programme = "CRE", Change = SoleTrader },
        new("long-title", "a title of 500 characters with every accent", Evaluation()) { Change = d => d.WithProject(p => p with { Title = LongTitle }) },
        new("other-project", "a second project of a company: no new version of the first", Evaluation()) { After = "growth", Programme = "CRE", Change = OtherProject },
        new("chromium", "a memoria printed by a browser", Evaluation()) { Change = d => d.WithCorpus("text_chromium_010p.pdf") },
        new("ghostscript", "a memoria printed by Ghostscript", Evaluation()) { Doors = [Blobs], Change = d => d.WithCorpus("text_gs_pdfwrite_010p.pdf") },
        new("largest", "a memoria of exactly 8 388 608 bytes", Evaluation()) { Change = d => d.WithMemoria(c => SampleMemoria.BornDigital(c).ToBytes(LargestMemoria)) },
        new("posted-three-times", "the same posted three times: one entry, one receipt", Evaluation()) { Doors = [Http, Http, Http] },
        new("dropped-twice", "the same left twice", Evaluation()) { Doors = [Blobs, Blobs] },
        new("both-doors", "the same posted and left as blobs", Evaluation()) { Doors = [Http, Blobs] },
        new("too-old", "an old company: a doubt for the department, no defect", Evaluation("empresa-demasiado-antigua"))
        {
            Change = d => d with { Application = d.Application with { Applicant = d.Application.Applicant with { Founded = new LocalDate(1987, 4, 6) } } },
        },
    ];

    /// <summary>Memorias of every make.</summary>
    public static IReadOnlyList<SampleLine> Memorias { get; } =
    [
        new("scan-200", "scanned at 200 ppp in black and white", Evaluation()) { Change = d => d.WithMemoria(c => SampleMemoria.Scanned(c, 200).ToBytes()) },
        new("scan-200-fax", "the same, compressed as fax, ten pages", Evaluation()) { Doors = [Blobs], Change = d => d.WithCorpus("scan_g4_200_010p.pdf") },
        new("scan-150", "scanned at 150 ppp", Correction("memoria-escaneo-resolucion-baja")) { Change = d => d.WithMemoria(c => SampleMemoria.Scanned(c, 150).ToBytes()) },
        new("scan-150-fax", "the same, compressed as fax, ten pages", Correction("memoria-escaneo-resolucion-baja")) { Doors = [Blobs], Change = d => d.WithCorpus("scan_g4_150_010p.pdf") },
        new("scan-grey", "scanned in grey", Correction("memoria-escaneo-con-grises-o-color")) { Change = d => d.WithMemoria(c => SampleMemoria.ScannedInGrey(c, 200).ToBytes()) },
        new("not-a-pdf", "a text document under the name of a PDF", Correction("memoria-no-es-pdf")) { Change = d => d.WithMemoria(_ => "Memòria tècnica. Açò és un document de text."u8.ToArray()) },
        new("empty-file", "a memoria of no bytes", Correction("memoria-no-es-pdf")) { Doors = [Blobs], Change = d => d.WithMemoria(_ => []) },
        new("password", "a memoria that asks for a password", Correction("memoria-con-contrasena")) { Change = d => d.WithCorpus("enc_aes256_userpw.pdf") },
        new("contradicting", "a memoria with another budget than the form: a doubt for the department", Evaluation("memoria-difiere-del-formulario", phase: "2"))
        {
            At = SampleTimes.July,
            Programme = "CRE",
            Change = d => d.WithMemoria(c => SampleMemoria.WithBudget(c, d.Application.Project.Budget!.Value + 1_200m).ToBytes()),
        },
        new("page-tree-loop", "a hostile page tree", Correction("memoria-danada")) { Doors = [Blobs], Change = d => d.WithCorpus("evil_pagetree_loop.pdf") },
    ];

    /// <summary>Defects the applicant can cure.</summary>
    public static IReadOnlyList<SampleLine> Defects { get; } =
    [
        new("over-intensity", "more aid than 75 % of the budget", Correction("ayuda-supera-intensidad")) { Change = d => d.WithProject(p => p with { AidRequested = p.Budget * 0.9m }) },
        new("over-ceiling", "more aid than 25 000 euros for a growth project", Correction("ayuda-supera-maximo-por-proyecto")) { Doors = [Blobs], Programme = "CRE", Change = OverCeiling },
        new("totals", "concepts that do not add up", Correction("total-no-cuadra")) { Change = d => d.WithProject(p => p with { Budget = p.Budget + 1_000m }) },
        new("ends-late", "an end after the call's last day", Correction("fin-demasiado-tarde")) { Change = d => d.WithProject(p => p with { End = new LocalDate(2014, 2, 28) }) },
        new("starts-early", "a start before the filing", Correction("inicio-demasiado-pronto")) { Doors = [Blobs], Change = d => d.WithProject(p => p with { Start = new LocalDate(2012, 6, 1) }) },
        new("representative", "a representative's NIF with the wrong letter", Correction("nif-representante-incorrecto"))
        {
            Change = d => d with { Application = d.Application with { Representative = d.Application.Representative! with { TaxId = "99000001X" } } },
        },
        new("several-defects", "several defects, all asked for at once", Correction("total-no-cuadra"))
        {
            Doors = [Blobs],
            Change = d => d.WithProject(p => p with { Budget = p.Budget + 500m, End = p.Start!.Value.PlusDays(-1), AidRequested = p.Budget })
                .WithMemoria(_ => "%PDG-1.4"u8.ToArray()),
        },
    ];

    /// <summary>Attempts that are not admitted.</summary>
    public static IReadOnlyList<SampleLine> Refused { get; } =
    [
        new("too-large", "a memoria one byte over 8 Mb", Refuse("memoria-demasiado-grande")) { Change = d => d.WithMemoria(c => SampleMemoria.BornDigital(c).ToBytes(LargestMemoria + 1)) },
        new("too-large-dropped", "the same left as blobs", Refuse("memoria-demasiado-grande")) { Doors = [Blobs], Change = d => d.WithMemoria(c => SampleMemoria.BornDigital(c).ToBytes(LargestMemoria + 1)) },
        new("wrong-hash", "a memoria altered on its way", Refuse("documento-huella-distinta")) { Change = d => d.SendingMemoria(bytes => [.. bytes[..^7], (byte)'?', .. bytes[^6..]]) },
        new("wrong-size", "a memoria cut off on its way", Refuse("documento-tamano-distinto")) { Doors = [Blobs], Change = d => d.SendingMemoria(bytes => bytes[..^100]) },
        new("missing-file", "a memoria declared and not sent", Refuse("documento-ausente")) { Change = d => d.SendingMemoria(_ => null) },
        new("missing-annex", "an annex declared and not left", Refuse("documento-ausente"))
        {
            Doors = [Blobs],
            Change = d => d.WithAnnexes("tc1") is var full ? full with { Documents = [full.Documents[0], full.Documents[1] with { Sent = _ => null }] } : d,
        },
        new("no-memoria", "an application without a memoria", Refuse("memoria-ausente")) { Change = d => d.WithAnnexes("plan-empresa") is var full ? full with { Documents = [full.Documents[1]] } : d },
        new("bad-nif", "a NIF with the wrong control digit", Refuse("nif-invalido")) { Change = d => d.WithJson(root => root["solicitante"]!["nif"] = "B12345678") },
        new("unknown-call", "a call that does not exist", Refuse("convocatoria-desconocida")) { Change = d => d.WithJson(root => root["convocatoria"] = "emprendimiento-1999") },
        new("unknown-programme", "a programme the call does not have", Refuse("programa-desconocido")) { Doors = [Blobs], Change = d => d.WithJson(root => root["programa"] = "XYZ") },
        new("no-title", "a mandatory field left out", Refuse("campo-obligatorio")) { Change = d => d.WithJson(root => root["proyecto"]!.AsObject().Remove("titulo")) },
        new("bad-date", "a date that is none", Refuse("campo-mal-formado")) { Change = d => d.WithJson(root => root["proyecto"]!["inicio"] = "2012-02-30") },
        new("unknown-property", "a property the form does not have", Refuse("campo-desconocido")) { Change = d => d.WithJson(root => root["prioridad"] = "alta") },
        new("duplicate-property", "a property twice", Refuse("sobre-ilegible")) { Doors = [Blobs], Change = d => d.WithText(json => json.Replace("\"version\": 1,", "\"version\": 1,\n  \"version\": 1,", StringComparison.Ordinal)) },
        new("not-json", "an envelope that is a letter", Refuse("sobre-ilegible")) { Change = d => d.WithText(_ => "Benvolguts senyors: els adjunte la sol·licitud.\n") },
        new("too-deep", "an envelope a thousand levels deep", Refuse("sobre-ilegible")) { Doors = [Blobs], Change = d => d.WithText(_ => new string('[', 1000) + new string(']', 1000)) },
        new("envelope-too-large", "an envelope over 256 KiB", Refuse("sobre-demasiado-grande")) { Change = d => d.WithText(json => json + new string(' ', SubmissionLimits.EnvelopeBytes)) },
        new("unsigned", "not signed", Refuse("firma-ausente")) { Change = d => d with { Signed = false } },
        new("unsigned-dropped", "not signed, left as blobs", Refuse("firma-ausente")) { Doors = [Blobs], Change = d => d with { Signed = false } },
        new("wrong-signer", "signed by a person who has nothing to do with it", Refuse("firmante-distinto"))
        {
            After = "unsigned",
            Change = d => d with { Signer = new Signatory(SampleTaxIds.Person(888).Value, "Ningú Que Vinga al Cas") },
        },
        new("altered-envelope", "a form changed after it was signed", Refuse("firma-contenido-alterado")) { After = "unsigned-dropped", Doors = [Blobs], Change = d => d with { AfterSigning = bytes => [.. bytes, (byte)'\n'] } },
        new("foreign-company", "signed for another company, left as blobs", Refuse("firmante-distinto"))
        {
            After = "unsigned-dropped",
            Doors = [Blobs],
            Change = d => d with { Signer = new Signatory(SampleTaxIds.Person(889).Value, "Una Altra Representant", SampleTaxIds.Company('B', 77).Value, "Una Altra Empresa, SL") },
        },
        new("key-in-use", "another application under a key already registered", Refuse("presentacion-en-uso")) { After = "born-digital", ReusesKey = true, Change = d => d.WithProject(p => p with { Title = $"{p.Title} (2)" }) },
    ];

    /// <summary>The calendar, and versions of one project.</summary>
    public static IReadOnlyList<SampleLine> Times { get; } =
    [
        new("too-early", "to a programme that opens in nine days", OutOfTime()) { Year = 2013, Change = d => d.WithProject(NextYear) },
        new("growth-too-early", "to a programme that opens in October, left as blobs", OutOfTime()) { Doors = [Blobs], Year = 2013, Programme = "CRE" },

        new("first-version", "the first of two versions: gives way", Superseded()),
        new("second-version", "the second: the last one in time is valid", Evaluation()) { After = "first-version" },
        new("defective-version", "a version with a defect: gives way to the one that mends it", Superseded("total-no-cuadra")) { Doors = [Blobs], Change = d => d.WithProject(p => p with { Budget = p.Budget + 10m }) },
        new("in-time", "filed in time; a late version follows in July", Evaluation()) { Doors = [Blobs] },

        new("sunday", "on a Sunday: counts for Monday", Evaluation(effective: new(2012, 6, 25))) { At = SampleTimes.Sunday },
        new("sunday-dropped", "the same left as blobs, CRE", Evaluation(effective: new(2012, 6, 25))) { At = SampleTimes.Sunday, Doors = [Blobs], Programme = "CRE" },
        new("mended-version", "mends the defective version, in time", Evaluation()) { At = SampleTimes.Sunday, After = "defective-version" },

        new("last-evening", "in the last minutes of the window", Evaluation(effective: new(2012, 6, 28))) { At = SampleTimes.LastEvening },

        new("late", "five days late", OutOfTime()) { At = SampleTimes.July },
        new("late-dropped", "the same left as blobs", OutOfTime()) { At = SampleTimes.July, Doors = [Blobs] },
        new("late-version", "a late version: never supersedes one in time", OutOfTime()) { At = SampleTimes.July, After = "in-time" },
        new("second-phase", "CRE is in its second phase", Evaluation(phase: "2")) { At = SampleTimes.July, Programme = "CRE" },
        new("next-call", "EBT 2013 has opened", Evaluation()) { At = SampleTimes.July, Year = 2013, Doors = [Blobs], Change = d => d.WithProject(NextYear) },
    ];

    private static string LongTitle => Repeat("Pla d'innovació i col·laboració per a l'ús de l'aigua, l'energia i el sòl: avaluació, disseny, construcció i comunicació (àèéíïòóúü·ç ñ «»). ", 500);

    private static ExpectedEnd Evaluation(string? reason = null, string phase = "1", LocalDate? effective = null) => new(Outcome.Evaluation, reason, phase, effective);

    private static ExpectedEnd Correction(string reason) => new(Outcome.Correction, reason, "1");

    private static ExpectedEnd OutOfTime() => new(Outcome.OutOfTime);

    private static ExpectedEnd Superseded(string? reason = null) => new(Outcome.Superseded, reason, "1");

    private static ExpectedEnd Refuse(string reason) => new(Outcome.Refused, reason);

    private static Project Annual(Project project) => project with
    {
        End = new LocalDate(2012, 12, 14),
        MultiYear = false,
        Costs = [.. project.Costs.GroupBy(c => c.Concept).Select(c => new CostLine(c.Key, 2012, c.Sum(line => line.Amount)))],
        Stages = [.. project.Stages.Select(s => s with { Year = 2012 })],
    };

    /// <summary>EBT 2013 pays costs from 2013-01-01 on and projects must end by 2014-07-31.</summary>
    private static Project NextYear(Project project) => project with { Start = new LocalDate(2013, 2, 4), End = new LocalDate(2014, 6, 30) };

    private static SampleDraft OtherProject(SampleDraft draft) => draft.WithProject(p => p with { Reference = "P-2", Title = $"{p.Title}: internacionalització" });

    private static SampleDraft OverCeiling(SampleDraft draft) => draft.WithAnnexes("ofertas").WithProject(p => p with
    {
        Budget = 36_000m,
        AidRequested = 26_500m,
        Costs = [p.Costs[0] with { Amount = 36_000m }],
    });

    private static SampleDraft SoleTrader(SampleDraft draft) => draft with
    {
        Application = draft.Application with
        {
            Applicant = draft.Application.Applicant with { TaxId = SampleTaxIds.Person(777), Name = "Remei Alapont i Ferrandis", LegalForm = "Empresària individual" },
            Representative = null,
        },
    };

    private static string Repeat(string text, int length) => string.Concat(Enumerable.Repeat(text, (length / text.Length) + 1))[..length].TrimEnd().PadRight(length, '.');
}
