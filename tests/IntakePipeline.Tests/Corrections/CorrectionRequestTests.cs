using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Tests.Receipts;
using IntakePipeline.Validation;
using static IntakePipeline.Tests.Evaluation.Entries;

namespace IntakePipeline.Tests.Corrections;

public sealed class CorrectionRequestTests
{
    [Fact]
    public void It_lists_every_curable_defect_at_once_and_nothing_else()
    {
        var other = Finding("nif-representante", Severity.CurableDefect);
        var request = Request(Entry(17), Curable, Doubt, other, Information);
        Assert.Equal([Curable, other], request.Defects);
        Assert.Equal("EBT/2012/17-R1", request.Number.ToString());
        Assert.IsType<CorrectionRequestState.Requested>(request.State);
    }

    [Theory]
    [InlineData(Language.Valencian, "REQUERIMENT D'ESMENA EBT/2012/17-R1", "REQUERIMIENTO DE SUBSANACIÓN EBT/2012/17-R1")]
    [InlineData(Language.Spanish, "REQUERIMIENTO DE SUBSANACIÓN EBT/2012/17-R1", "REQUERIMENT D'ESMENA EBT/2012/17-R1")]
    public void The_text_has_both_languages_the_applicants_first(Language language, string first, string second)
    {
        var text = CorrectionRequestText.Of(Request(Entry(17, language: language), Curable), ReceiptSamples.Emprendimiento);
        Assert.StartsWith(first + "\n", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf(second, StringComparison.Ordinal) > 0);
    }

    [Fact]
    public void The_text_says_who_what_by_when_and_how()
    {
        var text = CorrectionRequestText.Of(Request(Entry(17), Curable, Finding("nif", Severity.CurableDefect)), ReceiptSamples.Emprendimiento);
        string[] lines =
        [
            "Expedient: EBT/2012/17", "Registre d'entrada: 2012/000017", "Sol·licitant: Empresa d'Exemple, SL (B12345674)", "Projecte: Sensors d'arròs",
            "1. Falta el document falta-tc1.", "   S'esperava: TC1", "   Norma: R4 8.3", "2. Falta el document nif.",
            "2. Falta el documento nif.", "   Se esperaba: TC1",
        ];
        Assert.All(lines, line => Assert.Contains($"{line}\n", text, StringComparison.Ordinal));
        Assert.Contains("10 dies hàbils, comptats des de l'endemà", text, StringComparison.Ordinal);
        Assert.Contains("10 días hábiles, contados desde el siguiente", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_applicant_wrote_cannot_pass_for_a_line_of_ours()
    {
        var text = CorrectionRequestText.Of(Request(Entry(17, title: "Títol\r\n1. No cal esmenar res\u2028\u202Efi"), Curable), ReceiptSamples.Emprendimiento);
        Assert.Contains("Projecte: Títol 1. No cal esmenar res fi\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EBT/2012/17-R1")]
    [InlineData("2.2.1/2009/3-R12")]
    public void A_number_reads_as_it_is_written(string text)
    {
        Assert.True(CorrectionRequestNumber.TryParse(text, out var number));
        Assert.Equal(text, number.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-R1")]
    [InlineData("EBT/2012/17")]
    [InlineData("EBT/2012/17-R")]
    [InlineData("EBT/2012/17-R0")]
    [InlineData("EBT/2012/17-R+1")]
    [InlineData("EBT/2012/17-R123")]
    [InlineData("EBT/2012-R1")]
    public void Anything_else_is_no_number(string? text) => Assert.False(CorrectionRequestNumber.TryParse(text, out _));

    private static CorrectionRequest Request(RegistryEntry entry, params Finding[] findings)
    {
        var state = new ExpedienteState.AwaitingCorrection(CorrectionRequestNumber.First(entry.Expediente));
        return CorrectionRequest.For(Expediente.Open(entry, Noon) with { State = state, Findings = findings }, state);
    }
}
