using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Local;
using NodaTime;

namespace IntakePipeline.Tests.Corrections;

/// <summary>After a holiday was put right: what was counted by the wrong calendar is counted again.</summary>
public sealed class PeriodReviewTests(AzuriteFixture azurite)
{
    private static readonly (Actor, string) Clerk = (new Actor("registre"), "faltava el 24 de juny");

    [Fact]
    public async Task A_period_that_was_counted_rightly_stays()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await bench.ReceiveAsync();

        var period = Assert.Single(await bench.Desk.Get<PeriodReview>().RunAsync(Clerk, default));

        Assert.Equal(period.Recorded, period.Counted);
        Assert.Single(await bench.Desk.Get<ICorrectionRequestStore>().HistoryAsync(await bench.RequestAsync(), default));
    }

    [Fact]
    public async Task A_period_that_was_too_short_gets_longer_and_expires_by_its_new_end()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var right = await ReceiveAsync(bench, days: -1);
        var review = bench.Desk.Get<PeriodReview>();

        var looked = Assert.Single(await review.RunAsync(null, default));
        Assert.Equal((right.PlusDays(-1), right, true), (looked.Recorded, looked.Counted, looked.IsLonger));
        Assert.Equal(right.PlusDays(-1), (await bench.RequestAsync()).State.On.Reception!.Deadline.LastDay);

        await review.RunAsync(Clerk, default);
        var request = await bench.RequestAsync();
        Assert.Equal(right, request.State.On.Reception!.Deadline.LastDay);
        Assert.Contains((await bench.Desk.Get<ICorrectionRequestStore>().HistoryAsync(request, default)), h => h.Who == Clerk.Item1 && h.Why.Va.Contains("faltava el 24 de juny", StringComparison.Ordinal));
        Assert.False(Assert.Single(await review.RunAsync(Clerk, default)).IsLonger);

        await bench.GoToAsync(right.At(new LocalTime(23, 59)));
        Assert.Equal(0, await bench.Desk.Get<DeadlineSweep>().RunAsync(default));
        await bench.GoToAsync(right.PlusDays(1).AtMidnight());
        Assert.Equal(1, await bench.Desk.Get<DeadlineSweep>().RunAsync(default));
    }

    [Fact]
    public async Task A_period_that_was_too_long_stays_as_the_applicant_was_told()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var right = await ReceiveAsync(bench, days: 2);

        var period = Assert.Single(await bench.Desk.Get<PeriodReview>().RunAsync(Clerk, default));

        Assert.False(period.IsLonger);
        Assert.Equal(right.PlusDays(2), (await bench.RequestAsync()).State.On.Reception!.Deadline.LastDay);
    }

    [Fact]
    public async Task The_command_looks_and_applies()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        var right = await ReceiveAsync(bench, days: -1);

        var (_, looked, _) = await RunningIntake.ProgramAsync("recount", "--storage", bench.Account);
        var (code, applied, _) = await RunningIntake.ProgramAsync("recount", "--storage", bench.Account, "--apply", "--by", "registre", "--why", "festiu");
        var (unsigned, _, _) = await RunningIntake.ProgramAsync("recount", "--storage", bench.Account, "--apply");

        Assert.Contains("Open periods: 1. Too short: 1; nothing was changed.", looked, StringComparison.Ordinal);
        Assert.Contains($"{bench.Number}: {JsonText.Iso(right.PlusDays(-1))} on record, {JsonText.Iso(right)} counted, lengthened", applied, StringComparison.Ordinal);
        Assert.Equal((0, 1), (code, unsigned));
        Assert.Equal(right, (await bench.RequestAsync()).State.On.Reception!.Deadline.LastDay);
    }

    /// <summary>Puts a reception on record whose period ends some days off. Returns its right last day.</summary>
    private static async Task<LocalDate> ReceiveAsync(Correcting bench, int days)
    {
        var request = await bench.RequestAsync();
        var at = bench.Desk.Get<OfficialClock>().Now;
        var right = await bench.Desk.Get<PeriodCounter>().CountAsync(request, OfficialClock.ToLocal(at).Date, default);
        var wrong = right with { LastDay = right.LastDay.PlusDays(days) };
        await bench.Desk.Get<ICorrectionRequestStore>().ScheduleAsync(new DueRequest(bench.Key, bench.Number, wrong.LastDay), default);
        await bench.Desk.Get<CorrectionProcess>().ApplyAsync(bench.Key, bench.Number, new CorrectionEvent.Received(new Reception(at, "justificant", new Actor("registre"), wrong), at), default);
        return right.LastDay;
    }
}
