using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Local.Samples.Pdf;
using IntakePipeline.Mail;
using IntakePipeline.Memorias;

namespace IntakePipeline.Tests.Mail;

/// <summary>Which document of the programme a mailed file is, by its name and by what it says.</summary>
public sealed class DocumentKindTests
{
    private static readonly CallCatalogue Calls = CallCatalogue.Load(WorkingCalendar.Load());
    private static readonly Programme Ebt = Calls.Get(new CallId("emprendimiento-2012"), new ProgrammeId("EBT"));

    [Fact]
    public void Every_document_that_a_programme_asks_for_has_signs_in_both_languages_and_no_other_has()
    {
        Assert.Equal(Calls.All.SelectMany(c => c.Programmes).SelectMany(p => p.Documents).Select(d => d.Kind).Distinct().Order(), DocumentSigns.All.Keys.Order());
        Assert.All(DocumentSigns.All.Values.SelectMany(s => new[] { s.Titles, s.Signs }), p => Assert.True(p.Va.Count > 0 && p.Es.Count > 0 && p.Plain.All(t => t.Trim().Length > 2)));
    }

    [Fact]
    public void Every_title_is_recognised_as_its_own_document_in_every_programme_that_asks_for_it()
    {
        var wrong = new List<string>();
        foreach (var programme in Calls.All.SelectMany(c => c.Programmes))
        {
            foreach (var (kind, signs) in DocumentSigns.All.Where(s => programme.Documents.Any(d => d.Kind == s.Key)))
                wrong.AddRange(signs.Titles.Va.Concat(signs.Titles.Es).Where(t => Read(programme, t.ToUpperInvariant())?.Kind != kind).Select(t => $"{programme.Id} {kind}: {t}"));
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("plan-empresa", "PLAN DE EMPRESA 2012-2014", "Análisis del mercado. Competidores. Plan de marketing.")]
    [InlineData("plan-empresa", "Pla d'empresa", "Anàlisi del mercat i dels competidors: el pla econòmic.")]
    [InlineData("tc1", "SEGURIDAD SOCIAL", "Tesorería General de la Seguridad Social. Código cuenta de cotización 46/1234. Contingencias comunes. Número de trabajadores: 4")]
    [InlineData("certificado-auditor", "Informe de auditor", "Inscrito en el Registro Oficial de Auditores de Cuentas (ROAC) con el número S0001.")]
    [InlineData("escritura-estatutos", "ESCRITURA DE CONSTITUCIÓN", "Ante mí, el notario. Objeto social. Capital social: 3.006 euros. Registro Mercantil de Valencia.")]
    [InlineData(null, "Carta", "Estimados señores: les adjuntamos lo que piden. Atentamente.")]
    [InlineData(null, "Documentación", "Contiene: plan de empresa, resumen ejecutivo, TC1 y certificado del auditor.")]
    public void Content_tells_what_is_clear_and_nothing_else(string? kind, string heading, params string[] lines)
    {
        var read = Read(Ebt, heading, lines);
        Assert.Equal(kind, read?.Kind);
        Assert.True(read is null || read.Value.Confidence is > 0.5 and < 1);
    }

    [Fact]
    public void Only_the_first_pages_count_and_a_file_full_of_words_costs_no_more()
    {
        var late = new SamplePdf();
        for (var i = 0; i < 3; i++)
            late.Text("Portada", ["Res"]);
        Assert.Null(DocumentText.Recognise(Inspect(late.Text("Plan de empresa", ["Plan de empresa"]).ToBytes()), Ebt));
        var full = Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("a", 45)), 40).ToArray();
        Assert.NotNull(DocumentText.Recognise(Inspect(new SamplePdf().Text("Índex", full).Text("Plan de empresa", full).ToBytes()), Ebt));
        Assert.Null(DocumentText.Recognise(Inspect(new SamplePdf().Text("Índex", full).Text("Índex", [.. full, "Plan de empresa"]).ToBytes()), Ebt));
    }

    [Theory]
    [InlineData("tc1", "tc1", 0.75, "tc1", 0.9, false)]
    [InlineData("otro", "tc1", 0.75, "tc1", 0.75, false)]
    [InlineData("tc1", null, 0, "tc1", 0.6, false)]
    [InlineData("otro", null, 0, "otro", 0, false)]
    [InlineData("tc1", "plan-empresa", 0.9, "otro", 0, true)]
    public void Name_and_content_are_weighed(string byName, string? byContent, double clear, string kind, double confidence, bool contradicted)
    {
        var told = new DocumentKind(byName, byContent is null ? null : new ContentKind(byContent, clear));
        Assert.Equal((kind, Math.Round(confidence, 6), contradicted), (told.Kind, Math.Round(told.Confidence, 6), told.IsContradicted));
    }

    private static ContentKind? Read(Programme programme, string heading, params string[] lines) =>
        DocumentText.Recognise(Inspect(new SamplePdf().Text(heading, lines).ToBytes()), programme);

    private static MemoriaReport Inspect(byte[] pdf) => new MemoriaInspector(TimeProvider.System).Inspect(pdf);
}
