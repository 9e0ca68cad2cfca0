using IntakePipeline.Calls;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Memorias.Extraction;

public sealed class FormComparisonTests
{
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
        var comparisons = FormComparison.Compare(form, memoria);
        Assert.Equal(
            [
                ("titulo", Agreement.NotFound), ("solicitante", Agreement.Agrees), ("nif", Agreement.Agrees), ("presupuesto", Agreement.Conflicts),
                ("inicio", Agreement.NotFound), ("fin", Agreement.NotFound),
            ],
            comparisons.Select(comparison => (comparison.Name, comparison.Agreement)));
        var finding = Assert.Single(FormComparison.Findings(comparisons));
        Assert.Equal(("120000.00", "110000.00"), (finding.Expected, finding.Found));
        Assert.Contains("(pàgina 3)", finding.Text.Va, StringComparison.Ordinal);
        Assert.Contains("el presupuesto es «110000.00» (página 3)", finding.Text.Es, StringComparison.Ordinal);
    }

    private static ExtractedField Found(string name, string value) => new(name, value, 3, default(TextBox), 0.9, FieldSource.Text);
}
