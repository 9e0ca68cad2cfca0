using IntakePipeline.Calls;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Memorias.Extraction;

public sealed class FormComparisonTests
{
    private static readonly Programme Programme = CallCatalogue.Load(IntakePipeline.Calendar.WorkingCalendar.Load()).Find(new CallId("emprendimiento-2012"))!.Find(new ProgrammeId("EBT"))!;

    [Fact]
    public void Agreement_conflict_and_absence_are_told_apart_and_a_conflict_names_both_values()
    {
        Assert.True(TaxId.TryParse("B12345674", out var nif));
        Assert.True(SubmissionKey.TryParse("RT-2012-000123", out var key));
        var form = new Application(key, new CallId("emprendimiento-2012"), new ProgrammeId("EBT"), Language.Valencian,
            new Applicant(nif, "Hort Digital SL", null, null, null, null, null, null, null, null, null, null), null,
            new Project("P-1", "Sensors", new LocalDate(2012, 7, 15), new LocalDate(2013, 12, 31), null, 120000m, null, [], []), new Declarations(true, []), []);
        var memoria = new ExtractedFields(
            [
                Found("solicitante", "HORT DIGITAL, S.L."), Found("nif", "B12345674"), Found("presupuesto", "110000.00"), Found("inicio", "2012-08-01") with { Confidence = 0.5 },
            ],
            []);
        var comparisons = FormComparison.Compare(form, Programme, memoria);
        Assert.Equal(
            [
                ("titulo", Agreement.NotFound), ("solicitante", Agreement.Agrees), ("nif", Agreement.Agrees), ("presupuesto", Agreement.Conflicts),
                ("inicio", Agreement.NotFound), ("fin", Agreement.NotFound),
            ],
            comparisons.Select(comparison => (comparison.Name, comparison.Agreement)));
        var finding = Assert.Single(FormComparison.Findings(comparisons));
        Assert.Equal(("120000.00", "110000.00"), (finding.Expected, finding.Found));
        Assert.Contains("(pàgina 3)", finding.Text.Va, StringComparison.Ordinal);
        Assert.Contains("el presupuesto es «110.000,00 €» (página 3); en el formulario, «120.000,00 €»", finding.Text.Es, StringComparison.Ordinal);
    }

    [Fact]
    public void Amounts_are_compared_year_by_year_or_whole_and_phases_never_conflict()
    {
        Assert.True(TaxId.TryParse("B12345674", out var nif));
        Assert.True(SubmissionKey.TryParse("RT-2012-000123", out var key));
        var form = new Application(key, new CallId("emprendimiento-2012"), new ProgrammeId("EBT"), Language.Valencian,
            new Applicant(nif, "Hort Digital SL", null, null, null, null, null, null, null, null, null, null), null,
            new Project("P-1", "Sensors", null, null, null, null, null,
                [
                    new("recursos-humanos", 2012, 1000m), new("recursos-humanos", 2013, 2000m),
                    new("inversiones-materiales", 2012, 500m), new("inversiones-materiales", 2013, 600m), new("servicios-id", 2013, 70m),
                ],
                [new("Disseny i especificació", 2012), new("Prototip", 2013)]),
            new Declarations(true, []), []);
        var memoria = new ExtractedFields(
            [Found("fase", "1: Disseny i especificacio")],
            [
                new("recursos-humanos", 2012, 1000m, 4, new TextBox(300, 200, 350, 212), 0.9, FieldSource.Text), new("recursos-humanos", 2013, 2500m, 4, null, 0.9, FieldSource.Text),
                new("inversiones-materiales", null, 1100m, 4, null, 0.75, FieldSource.Text),
            ]);
        var comparisons = FormComparison.Compare(form, Programme, memoria).Where(c => c.Name is not ("titulo" or "solicitante" or "nif")).ToList();
        Assert.Equal(
            [
                ("concepto:recursos-humanos:2012", "proyecto.conceptos[0]", Agreement.Agrees), ("concepto:recursos-humanos:2013", "proyecto.conceptos[1]", Agreement.Conflicts),
                ("concepto:inversiones-materiales", "proyecto.conceptos", Agreement.Agrees), ("concepto:servicios-id:2013", "proyecto.conceptos[4]", Agreement.NotFound),
                ("fase", "proyecto.fases[0]", Agreement.Agrees), ("fase", "proyecto.fases[1]", Agreement.NotFound),
            ],
            comparisons.Select(c => (c.Name, c.Path, c.Agreement)));
        Assert.Contains("el importe de «Recursos humanos» (2013) es «2.500,00 €» (página 4)", Assert.Single(FormComparison.Findings(comparisons)).Text.Es, StringComparison.Ordinal);
    }

    private static ExtractedField Found(string name, string value) => new(name, value, 3, default(TextBox), 0.9, FieldSource.Text);
}
