using System.Text.Json.Nodes;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Tests.Corrections;

/// <summary>Answers to correction requests, through the real pipeline.</summary>
public sealed class AnswerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_answer_is_registered_like_any_filing_and_opens_no_expediente()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var answer = bench.Answer("RT-2");
        var registered = Assert.IsType<IntakeOutcome.Registered>(await bench.PostAsync(answer));

        var entry = registered.Entry;
        Assert.Equal((2, bench.Entry.Expediente, bench.Entry.Hash), (entry.Number.Sequence, entry.Expediente, entry.PreviousHash));
        Assert.Equal(new EntryKind.Answer(bench.Number), entry.Draft.Kind);
        Assert.Equal((bench.Entry.Draft.Applicant, bench.Entry.Draft.Phase, bench.Entry.Draft.ProjectTitle), (entry.Draft.Applicant, entry.Draft.Phase, entry.Draft.ProjectTitle));
        Assert.Equal(["solicitud", "firma", "memoria"], entry.Draft.Documents.Select(d => d.Kind));
        var found = await bench.Desk.Ledger.FindAsync(entry.Number, default);
        Assert.Equal(entry.Draft.Kind, found!.Draft.Kind);
        Assert.Equal(entry.Hash, LedgerHead.Chain(entry.PreviousHash, RegistryEntryJson.Write(found.Number, found.Expediente, found.Csv, found.Draft)));
        Assert.Equal(new KeyValuePair<string, int>("emprendimiento-2012/EBT", 1), Assert.Single((await bench.Desk.Ledger.ReadHeadAsync(default)).Head.Expedientes));

        // The next application takes the next number.
        var next = Assert.IsType<IntakeOutcome.Registered>(await bench.Desk.PostAsync(Posting.Clean("RT-3")));
        Assert.Equal("EBT/2012/2", next.Entry.Expediente.ToString());
    }

    [Fact]
    public async Task Its_receipt_names_the_request()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var registered = Assert.IsType<IntakeOutcome.Registered>(await bench.PostAsync(bench.Answer("RT-2")));
        var receipt = ReceiptJson.Read(registered.Receipt.Span);
        Assert.Equal(bench.Number, receipt.Answers);
        Assert.Contains("Revisarem de nou", receipt.Next.Va, StringComparison.Ordinal);
        var pdf = await bench.Desk.Get<IReceiptStore>().FindAsync(registered.Entry.Csv, ReceiptForm.Pdf, default);
        Assert.True(pdf!.Value.Span.StartsWith("%PDF-"u8));
    }

    [Fact]
    public async Task The_same_answer_again_gets_the_same_receipt_and_other_content_under_its_key_is_refused()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var answer = bench.Answer("RT-2");
        var first = Assert.IsType<IntakeOutcome.Registered>(await bench.PostAsync(answer));
        var again = Assert.IsType<IntakeOutcome.Registered>(await bench.PostAsync(answer));
        Assert.True(again.Repeated);
        Assert.Equal(first.Receipt.ToArray(), again.Receipt.ToArray());
        Assert.IsType<IntakeOutcome.KeyInUse>(await bench.PostAsync(bench.Answer("RT-2", memoria: false)));
        Assert.IsType<IntakeOutcome.KeyInUse>(await bench.PostAsync(bench.Answer("RT-1")));
    }

    [Fact]
    public async Task An_answer_left_as_blobs_is_registered_too()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await bench.Desk.DropAsync(bench.Answer("RT-2"));
        Assert.Equal(1, (await bench.Desk.Get<InboxReconciler>().RunAsync(Duration.Zero, default)).Registered);
        Assert.IsType<EntryKind.Answer>((await bench.Desk.Ledger.FindAsync(new RegistryNumber(2012, 2), default))!.Draft.Kind);
    }

    [Theory]
    [InlineData("requerimiento-desconocido", "unknown")]
    [InlineData("requerimiento-de-otro-expediente", "other")]
    [InlineData("requerimiento-de-otro-expediente", "application")]
    [InlineData("solicitud-de-otro", "applicant")]
    [InlineData("solicitud-de-otro", "project")]
    [InlineData("campo-obligatorio", "empty")]
    [InlineData("campo-desconocido", "field")]
    [InlineData("firma-ausente", "unsigned")]
    [InlineData("documento-huella-distinta", "digest")]
    public async Task What_is_no_answer_is_refused_with_a_record(string code, string fault)
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var outcome = fault switch
        {
            "unknown" => await bench.PostAsync(bench.Answer("RT-2", spoil: a => a["requerimiento"] = "EBT/2012/1-R2")),
            "other" => await bench.Desk.Posted.ReceiveAnswerAsync(bench.Entry.Expediente with { Sequence = 2 }, bench.Answer("RT-2").Parts(), default),
            "application" => await bench.PostAsync(Posting.Clean("RT-2")),
            "applicant" => await bench.PostAsync(bench.Answer("RT-2", spoil: a => a["solicitud"]!["solicitante"]!["nif"] = "A58818501")),
            "project" => await bench.PostAsync(bench.Answer("RT-2", spoil: a => a["solicitud"]!["proyecto"]!["referencia"] = "P-99")),
            "empty" => await bench.PostAsync(bench.Answer("RT-2", form: false, memoria: false)),
            "field" => await bench.PostAsync(bench.Answer("RT-2", spoil: a => a["convocatoria"] = "emprendimiento-2012")),
            "unsigned" => await bench.PostAsync(bench.Answer("RT-2") with { Signature = null }),
            _ => await bench.PostAsync(bench.Answer("RT-2") is var a ? a with { Files = [("memoria.pdf", [.. a.Files[0].Content.Reverse()])] } : throw new InvalidOperationException()),
        };
        var refused = Assert.IsType<IntakeOutcome.Refused>(outcome);
        Assert.Contains(refused.Rejection.Faults, f => f.Code == code);
        Assert.Equal(refused.Rejection.Id, (await bench.Desk.Get<IRejectionStore>().FindLastAsync(refused.Rejection.Key!.Value, default))!.Id);
        Assert.Equal(1, (await bench.Desk.Ledger.ReadHeadAsync(default)).Head.Books[2012].LastNumber);
    }

    [Fact]
    public async Task An_answer_that_cures_everything_sends_the_application_to_evaluation_with_its_own_date()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        Assert.Equal(["memoria-no-es-pdf", "total-no-cuadra"], (await bench.RequestAsync()).Defects.Select(d => d.Code).Order(StringComparer.Ordinal));
        await bench.ReceiveAsync();
        await bench.AnswerAsync(bench.Answer("RT-2"));

        Assert.IsType<CorrectionRequestState.Cured>((await bench.RequestAsync()).State);
        var expediente = await bench.ExpedienteAsync();
        Assert.NotNull(Assert.IsType<ExpedienteState.InEvaluation>(expediente.State).QueuedAt);
        Assert.Equal(bench.Entry.Draft.FiledAt, expediente.FiledAt);
        Assert.DoesNotContain(expediente.Findings, f => f.Severity == Severity.CurableDefect);
        Assert.Equal(["registrado", "pendiente-subsanacion", "notificado", "contestado", "subsanado", "en-evaluacion"], await bench.HistoryAsync());
        var message = (await bench.Desk.Storage.Queues.GetQueueClient("evaluacion-servicios-tecnologicos").ReceiveMessageAsync()).Value;
        Assert.True(EvaluationItem.TryParse(message.MessageText, out var item));
        Assert.Equal((bench.Entry.Number, bench.Entry.Draft.Effective.Date), (item.Entry, item.Effective));
        Assert.Empty(await bench.Desk.Ledger.ListUnfinishedAsync(default).Select(u => u.Number).Where(n => n.Sequence == 2).ToListAsync());
    }

    [Fact]
    public async Task Answers_in_parts_cure_together()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await bench.AnswerAsync(bench.Answer("RT-2", memoria: false));
        Assert.Equal(1, Assert.IsType<CorrectionRequestState.StillDefective>((await bench.RequestAsync()).State).Defects);
        Assert.Equal("memoria-no-es-pdf", Assert.Single((await bench.ExpedienteAsync()).Findings, f => f.Severity == Severity.CurableDefect).Code);
        Assert.IsType<ExpedienteState.AwaitingCorrection>((await bench.ExpedienteAsync()).State);

        await bench.AnswerAsync(bench.Answer("RT-3", form: false));
        Assert.IsType<CorrectionRequestState.Cured>((await bench.RequestAsync()).State);
        Assert.IsType<ExpedienteState.InEvaluation>((await bench.ExpedienteAsync()).State);
    }

    [Fact]
    public async Task A_late_answer_goes_to_a_person_who_may_let_it_be_evaluated()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await bench.ReceiveAsync();
        var lastDay = (await bench.RequestAsync()).State.On.Reception!.Deadline.LastDay;
        await bench.GoToAsync(lastDay.PlusDays(1) + new LocalTime(0, 0));
        Assert.Equal(1, await bench.Desk.Get<DeadlineSweep>().RunAsync(default));
        Assert.Equal(Actor.Pipeline, Assert.IsType<CorrectionRequestState.WithdrawalProposed>((await bench.RequestAsync()).State).By);

        await bench.AnswerAsync(bench.Answer("RT-2"));
        Assert.IsType<CorrectionRequestState.LateAnswer>((await bench.RequestAsync()).State);
        Assert.IsType<ExpedienteState.AwaitingCorrection>((await bench.ExpedienteAsync()).State);

        var decided = await bench.Desk.Get<CorrectionDesk>().DecideAsync(bench.Number, DepartmentDecision.ToEvaluation, new Actor("núria"), "arriba abans de la resolució", default);
        Assert.IsType<CorrectionRequestState.Accepted>(Assert.IsType<CorrectionOutcome.Done>(decided).Request.State);
        Assert.IsType<ExpedienteState.InEvaluation>((await bench.ExpedienteAsync()).State);
        Assert.Equal(
            ["registrado", "pendiente-subsanacion", "notificado", "vencido", "desistimiento-propuesto", "contestado-fuera-de-plazo", "admitido-por-la-unidad", "en-evaluacion"],
            await bench.HistoryAsync());
    }

    [Fact]
    public async Task A_message_that_comes_again_changes_nothing()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var entry = await bench.AnswerAsync(bench.Answer("RT-2"));
        var (history, revision) = (await bench.HistoryAsync(), (await bench.ExpedienteAsync()).Revision);
        await bench.Desk.Get<SubmissionProcessing>().ProcessAsync(entry.Number, default);
        await bench.Desk.Get<SubmissionProcessing>().ProcessAsync(bench.Entry.Number, default);
        Assert.Equal(history, await bench.HistoryAsync());
        Assert.Equal(revision, (await bench.ExpedienteAsync()).Revision);
    }

    [Fact]
    public async Task A_later_version_of_the_project_closes_the_request_and_an_answer_after_it_changes_nothing()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var form = JsonNode.Parse(bench.Filed.Envelope)!.AsObject();
        form["presentacion"] = "RT-9";
        var later = Assert.IsType<IntakeOutcome.Registered>(await bench.Desk.PostAsync(bench.Filed with { Envelope = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(form) }));
        await bench.Desk.Get<SubmissionProcessing>().ProcessAsync(later.Entry.Number, default);
        await bench.AnswerAsync(bench.Answer("RT-2"));
        Assert.IsType<CorrectionRequestState.Superseded>((await bench.RequestAsync()).State);
        Assert.IsType<ExpedienteState.Superseded>((await bench.ExpedienteAsync()).State);
    }
}
