using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Panel;
using IntakePipeline.Storage;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;
using IntakePipeline.Tests.Hosting;
using NodaTime;

namespace IntakePipeline.Tests.Panel;

/// <summary>Today's figures, which are counted in the search index, are those of a full count of the expedientes.</summary>
public sealed class TodayTests(AzuriteFixture azurite)
{
    private static readonly LocalDate Today = new(2012, 6, 20);

    [Fact]
    public async Task The_figures_are_those_of_a_full_count()
    {
        using var shelf = await Shelf.NewAsync(azurite);
        var waiting = await FillAsync(shelf);
        var truth = new List<Expediente>();
        foreach (var opened in shelf.All)
            truth.Add((await shelf.Truth.FindAsync(opened.Key, default))!);
        var calendar = WorkingCalendar.Load();
        var time = new ManualTime(OfficialClock.FromLocal(Today.At(new LocalTime(18, 30))).ToDateTimeOffset());
        using var board = new TodayBoard(
            shelf.Search, shelf.Requests, new PoisonQueues(shelf.Storage.Queues), new HeartbeatTable(shelf.Storage.Tables), new ReceiptTimeTable(shelf.Storage.Tables), Shelf.Calls, calendar, new OfficialClock(time), time);
        var figures = await board.ReadAsync(default);

        var evaluated = truth.Where(e => e.State is ExpedienteState.InEvaluation).ToList();
        Assert.Equal(truth.Count(e => OfficialClock.ToLocal(e.FiledAt).Date == Today), figures.ReceivedToday);
        Assert.Equal(truth.Count(e => e.State is ExpedienteState.Registered), figures.InProcess);
        Assert.Equal(evaluated.Count, figures.InEvaluation);
        Assert.Equal(evaluated.Count(e => e.AssignedTo is null), figures.Unassigned);
        Assert.Equal(evaluated.MinBy(Place.Of)!.Key, figures.Oldest!.Key);
        Assert.Equal(waiting, figures.AwaitingResolution.Select(l => l.Key).ToHashSet());
        Assert.Equal(evaluated.Count, figures.WaitingByAge.Sum());
        Assert.Equal(
            Enumerable.Range(0, 24).Select(i => truth.Count(e => Hour(e) == Today.At(new LocalTime(18, 0)).PlusHours(i - 23))), figures.Arrivals.Select(a => a.Count));
        Assert.Equal(
            truth.GroupBy(e => (e.Key.Number.Programme.Value, e.State.Code)).Select(g => (g.Key.Value, g.Key.Code, g.Count())).Order(),
            figures.Outcomes.SelectMany(o => o.ByState.Select(s => (o.Programme.Value, s.Key, s.Value))).Order());
        // None of it is there by chance.
        Assert.All([figures.ReceivedToday, figures.InProcess, figures.InEvaluation, figures.Unassigned, waiting.Count, figures.Arrivals.Sum(a => a.Count)], n => Assert.InRange(n, 1, truth.Count - 1));

        static LocalDateTime Hour(Expediente e) => OfficialClock.ToLocal(e.FiledAt).With(TimeAdjusters.TruncateToHour);
    }

    // Returns those that wait for a person.
    private static async Task<HashSet<ExpedienteKey>> FillAsync(Shelf shelf)
    {
        var waiting = new HashSet<ExpedienteKey>();
        var random = new Random(7);
        for (var i = 1; i <= 40; i++)
        {
            var filed = OfficialClock.FromLocal(Today.At(new LocalTime(17, 0))) - Duration.FromMinutes(random.Next(0, 3000));
            var entry = Entries.Entry(i, filedAt: filed, project: $"P-{i}", programme: i % 3 == 0 ? "CRE" : "EBT");
            var e = await shelf.OpenAsync(Expediente.Open(entry, filed) with { Findings = [Entries.Curable] });
            if (i % 4 == 0)
                e = await ChangeAsync(shelf, e with { State = new ExpedienteState.InEvaluation(Entries.Department, Entries.Phase, null) });
            if (i % 8 == 0)
                e = await ChangeAsync(shelf, e with { AssignedTo = new Actor("anna") });
            if (i % 4 == 1 && await AwaitAsync(shelf, e, i % 8 == 1))
                waiting.Add(e.Key);
            if (i % 10 == 0)
                await shelf.Keeper.FoldAsync(default);
        }

        return waiting;
    }

    // As it happens: the expediente is decided on, the request is made, things happen to it and are told in the expediente's history.
    private static async Task<bool> AwaitAsync(Shelf shelf, Expediente e, bool expires)
    {
        var state = new ExpedienteState.AwaitingCorrection(CorrectionRequestNumber.First(e.Key.Number));
        e = await ChangeAsync(shelf, e with { State = state });
        await shelf.Requests.AddAsync(CorrectionRequest.For(e, state), default);
        if (!expires)
            return false;
        var request = (await shelf.Requests.FindAsync(e.Key, state.Request, default))!;
        var told = new HistoryEvent(Entries.Noon, Actor.Pipeline, "vencido", new("va", "es"), "R4 7.5");
        await shelf.Requests.TryChangeAsync(request with { State = new CorrectionRequestState.Expired(Entries.Noon) }, told, default);
        await ChangeAsync(shelf, e);
        return true;
    }

    private static async Task<Expediente> ChangeAsync(Shelf shelf, Expediente e) => (await shelf.Store.TryChangeAsync(e, HistoryEvent.Registered(e), default))!;
}
