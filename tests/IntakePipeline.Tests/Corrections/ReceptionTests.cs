using System.Text.Json.Nodes;
using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Receipts;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Receipts;
using NodaTime;

namespace IntakePipeline.Tests.Corrections;

/// <summary>Reception on record, the deadline that follows, and the daily sweep.</summary>
public sealed class ReceptionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_period_runs_from_the_day_after_reception_with_the_applicants_municipality()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await bench.GoToAsync(new LocalDateTime(2012, 6, 21, 18, 0));
        Assert.IsType<CorrectionOutcome.Done>(await bench.ReceiveAsync(new LocalDateTime(2012, 6, 21, 17, 0)));

        var deadline = (await bench.RequestAsync()).State.On.Reception!.Deadline;
        var calendar = WorkingCalendar.Load();
        Assert.Equal(calendar.AddWorkingDays(new LocalDate(2012, 6, 21), 10, calendar.ScopeOf("Alacant")), deadline.LastDay);
        Assert.Equal(TraceRules.CountingStarts, deadline.Trace[0].Rule);
        Assert.Equal(new LocalDate(2012, 6, 21), deadline.From);

        var json = JsonNode.Parse((await bench.Desk.Get<CorrectionDesk>().DescribeAsync(bench.Number, default))!)!;
        Assert.Equal(JsonText.Iso(deadline.LastDay), json["plazo"]!["ultimoDia"]!.GetValue<string>());
        Assert.Equal(deadline.Trace.Count, json["plazo"]!["traza"]!.AsArray().Count);
        Assert.Equal(["notificado"], json["historial"]!.AsArray().Select(h => h!["que"]!.GetValue<string>()));
        var text = CorrectionRequestText.Of(await bench.RequestAsync(), ReceiptSamples.Emprendimiento);
        Assert.Contains($"el termini acaba el {deadline.LastDay:dd/MM/yyyy}, inclòs", text, StringComparison.Ordinal);
        Assert.All(deadline.Trace, step => Assert.Contains(step.Text.Es, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reception_is_recorded_once_and_cannot_be_in_the_future_or_before_the_request()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await bench.GoToAsync(new LocalDateTime(2012, 6, 22, 9, 0));
        var at = new LocalDateTime(2012, 6, 21, 10, 0);
        Assert.IsType<CorrectionOutcome.ImpossibleDate>(await bench.ReceiveAsync(new LocalDateTime(2012, 6, 22, 12, 0)));
        Assert.IsType<CorrectionOutcome.ImpossibleDate>(await bench.ReceiveAsync(new LocalDateTime(2012, 6, 19, 12, 0)));
        Assert.IsType<CorrectionRequestState.Requested>((await bench.RequestAsync()).State);

        Assert.IsType<CorrectionOutcome.Done>(await bench.ReceiveAsync(at));
        Assert.IsType<CorrectionOutcome.Done>(await bench.ReceiveAsync(at));
        Assert.IsType<CorrectionOutcome.OutOfPlace>(await bench.ReceiveAsync(at.PlusHours(1)));
        Assert.Equal(["registrado", "pendiente-subsanacion", "notificado"], await bench.HistoryAsync());
        Assert.IsType<CorrectionOutcome.Unknown>(await bench.Desk.Get<CorrectionDesk>().RecordReceptionAsync(
            bench.Number with { Round = 2 }, OfficialClock.FromLocal(at), "x", Actor.Pipeline, default));
    }

    [Fact]
    public async Task Without_the_years_holidays_nothing_is_recorded()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await bench.GoToAsync(new LocalDateTime(2040, 3, 1, 9, 0));
        Assert.Equal(2040, Assert.IsType<CorrectionOutcome.HolidaysUnknown>(await bench.ReceiveAsync(new LocalDateTime(2040, 2, 27, 9, 0))).Year);
        Assert.IsType<CorrectionRequestState.Requested>((await bench.RequestAsync()).State);
    }

    [Fact]
    public async Task The_sweep_never_expires_on_the_last_day_and_a_late_run_comes_to_the_same_end()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await bench.ReceiveAsync();
        var lastDay = (await bench.RequestAsync()).State.On.Reception!.Deadline.LastDay;

        await bench.GoToAsync(lastDay + new LocalTime(23, 59));
        Assert.Equal(0, await bench.Desk.Get<DeadlineSweep>().RunAsync(default));
        Assert.IsType<CorrectionRequestState.Notified>((await bench.RequestAsync()).State);

        await bench.GoToAsync(lastDay.PlusDays(8) + new LocalTime(3, 30));
        Assert.Equal(1, await bench.Desk.Get<DeadlineSweep>().RunAsync(default));
        Assert.Equal(0, await bench.Desk.Get<DeadlineSweep>().RunAsync(default));
        Assert.IsType<CorrectionRequestState.WithdrawalProposed>((await bench.RequestAsync()).State);
        Assert.Equal(["registrado", "pendiente-subsanacion", "notificado", "vencido", "desistimiento-propuesto"], await bench.HistoryAsync());
        Assert.IsType<ExpedienteState.AwaitingCorrection>((await bench.ExpedienteAsync()).State);
        Assert.Empty(await bench.Desk.Get<ICorrectionRequestStore>().ListDueAsync(lastDay.PlusDays(8), default).ToListAsync());
    }

    [Fact]
    public async Task Only_a_person_withdraws()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var desk = bench.Desk.Get<CorrectionDesk>();
        Assert.IsType<CorrectionOutcome.OutOfPlace>(await desk.SignWithdrawalAsync(bench.Number, new Actor("núria"), "resolució 3", default));
        await bench.AnswerAsync(bench.Answer("RT-2", form: false, memoria: true));
        Assert.IsType<CorrectionRequestState.StillDefective>((await bench.RequestAsync()).State);
        Assert.IsType<CorrectionOutcome.Done>(await desk.DecideAsync(bench.Number, DepartmentDecision.ProposeWithdrawal, new Actor("joan"), "no quadra", default));
        Assert.IsType<CorrectionOutcome.Done>(await desk.SignWithdrawalAsync(bench.Number, new Actor("núria"), "resolució 3", default));

        Assert.Equal(new ExpedienteState.Withdrawn(bench.Number), (await bench.ExpedienteAsync()).State);
        Assert.Equal("desistido", (await bench.HistoryAsync())[^1]);
        var history = await bench.Desk.Get<IExpedienteStore>().HistoryAsync(bench.Key, default);
        Assert.Contains(history, h => h.Who == new Actor("núria") && h.Why.Es.Contains("resolució 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_request_is_issued_once_and_stays_as_it_was_sent()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var documents = bench.Desk.Get<CorrectionDocuments>();
        var before = await documents.FindAsync(bench.Key, bench.Number, ReceiptForm.Json, default);
        await bench.ReceiveAsync();
        await documents.IssueAsync(bench.Key, bench.Number, default);

        var json = JsonNode.Parse((await documents.FindAsync(bench.Key, bench.Number, ReceiptForm.Json, default))!.Value.Span)!;
        Assert.Equal(before!.Value.ToArray(), (await documents.FindAsync(bench.Key, bench.Number, ReceiptForm.Json, default))!.Value.ToArray());
        Assert.Equal(("emitido", null), (json["estado"]!.GetValue<string>(), json["plazo"]));
        Assert.Equal(2, json["defectos"]!.AsArray().Count);
        Assert.True((await documents.FindAsync(bench.Key, bench.Number, ReceiptForm.Pdf, default))!.Value.Span.StartsWith("%PDF-"u8));
    }
}
