using System.Text;
using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Notifications;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;
using IntakePipeline.Tests.Submissions;
using NodaTime;
using static IntakePipeline.Tests.Corrections.Evaluated;

namespace IntakePipeline.Tests.Corrections;

/// <summary>A department that evaluates an application asks for a correction, through the real pipeline.</summary>
public sealed class DepartmentRequestTests(AzuriteFixture azurite)
{
    private static readonly Actor Blai = new("blai@example.org");

    [Fact]
    public async Task What_is_asked_goes_out_in_the_persons_words_and_the_answer_brings_it_back_to_its_place()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await bench.ReceiveAsync();
        await bench.AnswerAsync(bench.Answer("RS-1"));
        var (before, desk) = (await bench.ExpedienteAsync(), bench.Desk);
        Assert.Equal([bench.Entry.Expediente], await QueueAsync(desk));

        var done = Assert.IsType<DepartmentRequestOutcome.Done>(await AskAsync(desk, bench.Entry, 2));
        Assert.Equal(($"{bench.Entry.Expediente}-R2", Núria), (done.Request.Number.ToString(), done.Request.OrderedBy));
        var asked = await bench.ExpedienteAsync();
        Assert.Equal(done.Request.Number, Assert.IsType<ExpedienteState.AwaitingCorrection>(asked.State).Request);
        Assert.Empty(await QueueAsync(desk));
        var told = (await desk.Get<IExpedienteStore>().HistoryAsync(bench.Key, default))[^1];
        Assert.Equal((Núria, "pendiente-subsanacion", "R4 7.4"), (told.Who, told.What, told.Article));
        Assert.EndsWith("falta l'annex", told.Why.Va, StringComparison.Ordinal);
        var json = await desk.Get<CorrectionDocuments>().FindAsync(bench.Key, done.Request.Number, ReceiptForm.Json, default);
        Assert.Contains("Falta l'annex 3: aporteu-lo.", Encoding.UTF8.GetString(json!.Value.Span), StringComparison.Ordinal);
        Assert.True((await desk.Get<CorrectionDocuments>().FindAsync(bench.Key, done.Request.Number, ReceiptForm.Pdf, default))!.Value.Span.StartsWith("%PDF-"u8));
        Assert.Contains((await desk.Get<NotificationLog>().OfAsync(bench.Key, default)), n => n.Notice == new Notice.Correction(bench.Key, done.Request.Number));

        // Ten working days from the day after reception, as any other; the form that the first answer corrected is the one that counts.
        var now = desk.Get<OfficialClock>().Now;
        var received = Assert.IsType<CorrectionOutcome.Done>(await desk.Get<CorrectionDesk>().RecordReceptionAsync(done.Request.Number, now, "justificant 18", Núria, default));
        Assert.Equal(new LocalDate(2012, 7, 2), received.Request.State.On.Reception!.Deadline.LastDay);
        await bench.AnswerAsync(bench.Answer("RS-2", form: false, spoil: a => a["requerimiento"] = done.Request.Number.ToString()));
        var after = await bench.ExpedienteAsync();
        Assert.IsType<ExpedienteState.InEvaluation>(after.State);
        Assert.Equal((before.Effective, before.FiledAt, before.Department, before.Phase), (after.Effective, after.FiledAt, after.Department, after.Phase));
        Assert.Equal([bench.Entry.Expediente], await QueueAsync(desk));
        Assert.DoesNotContain(after.Findings, f => f.Code == "total-no-cuadra");
        Assert.Contains("La unitat comprovarà", (await desk.Get<IExpedienteStore>().HistoryAsync(bench.Key, default)).Last(h => h.What == "subsanado").Why.Va, StringComparison.Ordinal);
        Assert.Empty(await FaultsAsync(desk));

        // Asking the same again, as a form that was sent twice does, changes nothing.
        var events = after.Revision.Events;
        Assert.IsType<DepartmentRequestOutcome.Done>(await AskAsync(desk, bench.Entry, 2));
        Assert.Equal(events, (await bench.ExpedienteAsync()).Revision.Events);
    }

    [Fact]
    public async Task What_expires_or_is_not_cured_goes_the_ways_it_always_goes()
    {
        var account = await azurite.NewAccountAsync();
        await using var desk = await Desk.OpenAsync(azurite, account: account);
        var entry = await FileAsync(desk, 1);
        var number = Assert.IsType<DepartmentRequestOutcome.Done>(await AskAsync(desk, entry)).Request.Number;
        var at = desk.Get<OfficialClock>().Now;
        Assert.IsType<CorrectionOutcome.Done>(await desk.Get<CorrectionDesk>().RecordReceptionAsync(number, at, "justificant", Núria, default));
        await using var later = await Desk.OpenAsync(azurite, new LocalDateTime(2012, 8, 20, 9, 0), account);
        Assert.Equal(1, await later.Get<DeadlineSweep>().RunAsync(default));
        Assert.IsType<CorrectionRequestState.WithdrawalProposed>((await later.Get<CorrectionDesk>().FindAsync(number, default))!.State);
        Assert.IsType<CorrectionOutcome.Done>(await later.Get<CorrectionDesk>().SignWithdrawalAsync(number, Núria, "resolució 7", default));
        Assert.IsType<ExpedienteState.Withdrawn>((await later.Get<IExpedienteStore>().FindAsync(ExpedienteKey.Of(entry), default))!.State);
        Assert.Empty(await FaultsAsync(later));
    }

    [Fact]
    public async Task Where_it_was_moved_it_comes_back_to()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var entry = await FileAsync(desk, 1);
        Assert.IsType<MoveOutcome.Done>(await desk.Get<MoveDesk>().MoveAsync(entry.Expediente, new Move(new("emprendimiento-2012"), new("CRE")), null, Núria, "convé més", default));
        var moved = (await desk.Get<IExpedienteStore>().FindAsync(ExpedienteKey.Of(entry), default))!;
        var number = Assert.IsType<DepartmentRequestOutcome.Done>(await AskAsync(desk, entry)).Request.Number;
        var process = desk.Get<CorrectionProcess>();
        var now = desk.Get<OfficialClock>().Now;
        await process.ApplyAsync(moved.Key, number, new CorrectionEvent.Answered(new Answer(entry.Number, now), now), default);
        await process.ApplyAsync(moved.Key, number, new CorrectionEvent.Validated(entry.Number, 0, now), default);
        var back = (await desk.Get<IExpedienteStore>().FindAsync(moved.Key, default))!;
        Assert.Equal((moved.MovedTo, ((ExpedienteState.InEvaluation)moved.State).Department), (back.MovedTo, Assert.IsType<ExpedienteState.InEvaluation>(back.State).Department));
    }

    [Fact]
    public async Task Of_two_officers_at_once_one_asks_and_the_other_is_told()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        for (var i = 0; i < 5; i++)
        {
            var entry = await FileAsync(desk, i + 1);
            var outcomes = await Task.WhenAll(new[] { Núria, Blai, Núria, Blai }.Select(who => AskAsync(desk, entry, by: who, asked: Asked("De " + who))));
            var request = (await desk.Get<ICorrectionRequestStore>().FindAsync(ExpedienteKey.Of(entry), CorrectionRequestNumber.First(entry.Expediente), default))!;
            // Whoever was first is told so each time they said it.
            Assert.Equal([request.OrderedBy == Núria, request.OrderedBy == Blai, request.OrderedBy == Núria, request.OrderedBy == Blai], outcomes.Select(o => o is DepartmentRequestOutcome.Done));
            Assert.Equal(2, outcomes.Count(o => o is DepartmentRequestOutcome.Taken));
            Assert.Equal("De " + request.OrderedBy, Assert.Single(request.Defects).Text.Va);
            Assert.Single(await desk.Get<IExpedienteStore>().HistoryAsync(ExpedienteKey.Of(entry), default), h => h.What == "pendiente-subsanacion");
            Assert.Null(await desk.Get<ICorrectionRequestStore>().FindAsync(ExpedienteKey.Of(entry), new CorrectionRequestNumber(entry.Expediente, 2), default));
        }

        Assert.Empty(await FaultsAsync(desk));
    }

    [Fact]
    public async Task What_cannot_be_asked_is_not_and_nothing_is_left_behind()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var entry = await FileAsync(desk, 1);
        var text = new LocalizedText("a", "b");
        Assert.IsType<DepartmentRequestOutcome.NoSuchDefect>(await AskAsync(desk, entry, asked: []));
        Assert.IsType<DepartmentRequestOutcome.NoSuchDefect>(await AskAsync(desk, entry, asked: [new("inventado", 1, text)]));
        Assert.IsType<DepartmentRequestOutcome.NoSuchDefect>(await AskAsync(desk, entry, asked: [new("memoria-incompleta", 2, text)]));
        Assert.IsType<DepartmentRequestOutcome.NoSuchDefect>(await AskAsync(desk, entry, asked: [.. Enumerable.Repeat(Asked()[0], 2)]));
        Assert.IsType<DepartmentRequestOutcome.OutOfPlace>(await AskAsync(desk, entry, round: 2));
        Assert.IsType<DepartmentRequestOutcome.Unknown>(await desk.Get<DepartmentRequestDesk>().AskAsync(new(new("EBT"), 2012, 99), 1, Asked(), Núria, "x", default));
        Assert.Empty(await desk.Get<IDepartmentRequestJournal>().ListAsync(ExpedienteKey.Of(entry), default).ToListAsync());
        Assert.IsType<DepartmentRequestOutcome.Done>(await AskAsync(desk, entry));
        Assert.IsType<DepartmentRequestOutcome.Taken>(await AskAsync(desk, entry, by: Blai));
    }

    [Fact]
    public async Task The_audit_sees_what_was_ordered_and_not_done()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var entry = await FileAsync(desk, 1);
        var defects = (await desk.Get<DepartmentRequestDesk>().ChoicesAsync((await desk.Get<IExpedienteStore>().FindAsync(ExpedienteKey.Of(entry), default))!, default)).Take(1).ToList();
        var ordered = new DepartmentRequest(CorrectionRequestNumber.First(entry.Expediente), ExpedienteKey.Of(entry), defects, Núria, "annex", desk.Get<OfficialClock>().Now);
        await desk.Get<IDepartmentRequestJournal>().WriteAsync(ordered, default);
        Assert.StartsWith($"{AuditCodes.RequestMissing} EBT/2012/1-R1", Assert.Single(await FaultsAsync(desk)), StringComparison.Ordinal);
        await desk.Get<SubmissionProcessing>().ProcessAsync(entry.Number, default);
        Assert.Empty(await FaultsAsync(desk));
    }

    [Fact]
    public async Task What_a_later_version_overtakes_is_asked_of_nobody()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var entry = await FileAsync(desk, 1);
        var key = ExpedienteKey.Of(entry);
        var defects = (await desk.Get<DepartmentRequestDesk>().ChoicesAsync((await desk.Get<IExpedienteStore>().FindAsync(key, default))!, default)).Take(1).ToList();
        // Ordered, and the host died; meanwhile the project is filed again.
        await desk.Get<IDepartmentRequestJournal>().WriteAsync(new(CorrectionRequestNumber.First(entry.Expediente), key, defects, Núria, "annex", desk.Get<OfficialClock>().Now), default);
        await FileAsync(desk, 1, "RT-posterior");
        await desk.Get<SubmissionProcessing>().ProcessAsync(entry.Number, default);
        Assert.IsType<ExpedienteState.Superseded>((await desk.Get<IExpedienteStore>().FindAsync(key, default))!.State);
        Assert.IsType<CorrectionRequestState.Superseded>((await desk.Get<CorrectionDesk>().FindAsync(CorrectionRequestNumber.First(entry.Expediente), default))!.State);
        Assert.DoesNotContain(await desk.Get<NotificationLog>().OfAsync(key, default), n => n.Notice is Notice.Correction);
        Assert.Empty(await FaultsAsync(desk));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(" \r\n\t ", null)]
    [InlineData("amb\u0007campana", null)]
    [InlineData("al revés \u202Eabc", null)]
    [InlineData("dos\r\nlínies  i <script>", "dos línies i <script>")]
    public void Texts_are_one_line_that_can_be_seen(string written, string? plain) => Assert.Equal(plain, AskedDefect.Plain(written));

    [Fact]
    public void Texts_are_bounded()
    {
        Assert.NotNull(AskedDefect.Plain(new string('a', AskedDefect.MaxText)));
        Assert.Null(AskedDefect.Plain(new string('a', AskedDefect.MaxText + 1)));
    }

    [Fact]
    public async Task Crash_at_any_write_and_repetition_by_the_person_or_the_queue_come_to_the_same_end()
    {
        var account = await azurite.NewAccountAsync();
        await using var desk = await Desk.OpenAsync(azurite, account: account);
        var undisturbed = await RunAsync(account, desk, 1, new DiesAtWrite(0, false), byQueue: false);
        var (ends, index) = (new List<(string Way, string End)>(), 2);
        // Every write, and one more to see that there are no others.
        for (var at = 1; at <= undisturbed.Writes + 1; at++)
        {
            foreach (var afterwards in new[] { false, true })
            {
                // Before the order is written down there is nothing to do but to say it again.
                var byQueue = at > 2 ? afterwards : at == 2 && afterwards;
                ends.Add(($"{at} {afterwards} {byQueue}", (await RunAsync(account, desk, index++, new DiesAtWrite(at, afterwards), byQueue)).End));
            }
        }

        Assert.True(undisturbed.Writes >= 7, $"{undisturbed.Writes} writes");
        Assert.All(ends, e => Assert.True(e.End == undisturbed.End, $"{e.Way}: {e.End} instead of {undisturbed.End}"));
        Assert.Empty(await FaultsAsync(desk));
    }

    private async Task<(int Writes, string End)> RunAsync(string account, Desk desk, int index, DiesAtWrite death, bool byQueue)
    {
        var entry = await FileAsync(desk, index);
        await using (var dying = await Desk.OpenAsync(azurite, account: account, wire: death.AddTo))
        {
            death.Armed = true;
            try
            {
                await AskAsync(dying, entry);
            }
            catch (HostDiedException)
            {
            }
        }

        if (byQueue)
            await desk.Get<SubmissionProcessing>().ProcessAsync(entry.Number, default);
        else
            Assert.IsType<DepartmentRequestOutcome.Done>(await AskAsync(desk, entry));
        var (key, number) = (ExpedienteKey.Of(entry), CorrectionRequestNumber.First(entry.Expediente));
        var request = (await desk.Get<ICorrectionRequestStore>().FindAsync(key, number, default))!;
        var notices = (await desk.Get<NotificationLog>().OfAsync(key, default)).Select(n => n.Notice.Kind).Order(StringComparer.Ordinal);
        var document = await desk.Get<CorrectionDocuments>().FindAsync(key, number, ReceiptForm.Pdf, default);
        var told = (await desk.Get<IExpedienteStore>().HistoryAsync(key, default)).Select(h => h.What);
        return (death.Writes, string.Join(", ", [.. told, .. notices, request.State.Code, request.OrderedBy!.Value.Name, document is null ? "no document" : "document"]));
    }

    private static async Task<IReadOnlyList<ExpedienteNumber>> QueueAsync(Desk desk)
    {
        var page = await desk.Get<Worklist>().ReadAsync(new("servicios-tecnologicos"), new("emprendimiento-2012"), new("1"), null, 50, default);
        return [.. page!.Lines.Select(l => l.Expediente.Key.Number)];
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(Desk desk)
    {
        var found = new List<string>();
        await desk.Get<RegisterAudit>().RunAsync(Duration.Zero, f => { if (f.IsFault) found.Add($"{f.Code} {f.Place}: {f.Detail}"); }, default);
        return found;
    }
}
