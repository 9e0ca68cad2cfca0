using System.Text.Json;
using IntakePipeline.Evaluation;
using IntakePipeline.Local.Samples.Pdf;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Corrections;
using IntakePipeline.Tests.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Tests.Evaluation;

/// <summary>What the memoria says meets the form, and the report of it is kept, through the real pipeline.</summary>
public sealed class MemoriaReviewTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_memoria_that_says_otherwise_is_a_doubt_with_both_values_and_its_report_is_kept()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var entry = await FileAsync(desk, Memoria("Pressupost total: 98.000,00 euros", "NIF: B12345674", "Data d'inici: 15 de juliol de 2012"));
        var expediente = await ProcessAsync(desk, entry);

        var finding = Assert.Single(expediente.Findings, f => f.Code == "memoria-difiere-del-formulario");
        Assert.Equal(
            (Severity.EligibilityDoubt, "120000.00", "98000.00", "proyecto.presupuesto"),
            (finding.Severity, finding.Expected, finding.Found, Assert.Single(finding.Fields)));
        Assert.Contains("(pàgina 1)", finding.Text.Va, StringComparison.Ordinal);

        Assert.Equal(entry.Number, expediente.Memoria);
        using var report = JsonDocument.Parse((await desk.Get<MemoriaReview>().FindAsync(expediente, default))!.Value);
        var root = report.RootElement;
        Assert.Equal(("Ok", 1, entry.Number.ToString()), (root.GetProperty("outcome").GetString(), root.GetProperty("pages").GetInt32(), root.GetProperty("registro").GetString()));
        Assert.Equal(
            [("titulo", "NotFound"), ("solicitante", "NotFound"), ("nif", "Agrees"), ("presupuesto", "Conflicts"), ("inicio", "Agrees"), ("fin", "NotFound")],
            root.GetProperty("comparison").EnumerateArray().Take(6).Select(c => (c.GetProperty("field").GetString(), c.GetProperty("agreement").GetString())));
    }

    [Fact]
    public async Task Processing_again_changes_no_byte_of_the_report()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var entry = await FileAsync(desk, Memoria("NIF: B12345674"));
        var first = await desk.Get<MemoriaReview>().FindAsync(await ProcessAsync(desk, entry), default);
        var second = await desk.Get<MemoriaReview>().FindAsync(await ProcessAsync(desk, entry), default);
        Assert.True(first!.Value.Span.SequenceEqual(second!.Value.Span));
    }

    [Fact]
    public async Task A_report_that_a_crashed_run_left_is_what_is_decided_on()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var entry = await FileAsync(desk, Memoria("NIF: B12345674"));
        // The run before kept its report and died: it had found the memoria damaged.
        var left = """{"fields":[],"findings":[{"code":"memoria-danada","severity":"defect","fields":["documentos"],"expected":null,"found":null,"article":"R4 7.2.1","text":{"va":"x","es":"y"}}]}"""u8.ToArray();
        await desk.Get<IMemoriaReportStore>().SaveAsync(ExpedienteKey.Of(entry), entry.Number, left, default);

        var expediente = await ProcessAsync(desk, entry);
        Assert.Single(expediente.Findings, f => f.Code == "memoria-danada");
        Assert.True((await desk.Get<MemoriaReview>().FindAsync(expediente, default))!.Value.Span.SequenceEqual(left));
    }

    [Fact]
    public async Task An_answer_with_a_new_memoria_is_pointed_at_and_one_with_the_form_alone_is_not()
    {
        await using var correcting = await Correcting.StartAsync(azurite);
        await correcting.ReceiveAsync();
        Assert.Equal(correcting.Entry.Number, (await correcting.ExpedienteAsync()).Memoria);

        await correcting.AnswerAsync(correcting.Answer("RT-2", memoria: false));
        Assert.Equal(correcting.Entry.Number, (await correcting.ExpedienteAsync()).Memoria);

        var answer = await correcting.AnswerAsync(correcting.Answer("RT-3"));
        var expediente = await correcting.ExpedienteAsync();
        Assert.Equal(answer.Number, expediente.Memoria);
        using var report = JsonDocument.Parse((await correcting.Desk.Get<MemoriaReview>().FindAsync(expediente, default))!.Value);
        Assert.Equal("Ok", report.RootElement.GetProperty("outcome").GetString());
    }

    private static byte[] Memoria(params string[] lines) => new SamplePdf().Text("Memòria tècnica", lines).ToBytes();

    private static async Task<RegistryEntry> FileAsync(Desk desk, byte[] memoria) => Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("RT-1", memoria))).Entry;

    private static async Task<Expediente> ProcessAsync(Desk desk, RegistryEntry entry) => (await desk.Get<SubmissionProcessing>().ProcessAsync(entry.Number, default)).Expediente;
}
