using System.Text.Json;
using IntakePipeline.Evaluation;
using IntakePipeline.Outages;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Corrections;
using IntakePipeline.Tests.Local;
using IntakePipeline.Tests.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Outages;

public sealed class OutageTests(AzuriteFixture azurite)
{
    // Emprendimiento 2012 closes its EBT, and phase 1 of its CRE, on Thursday 2012-06-28.
    private static readonly Outage LastEvening = new(new LocalDateTime(2012, 6, 28, 18, 0), new LocalDateTime(2012, 6, 28, 23, 30));

    [Fact]
    public async Task Phases_that_closed_in_it_are_proposed_the_next_working_day()
    {
        await using var desk = await Desk.OpenAsync(azurite);

        var report = await desk.Get<OutageDesk>().LookAsync(LastEvening, default);

        Assert.Equal(["emprendimiento-2012 CRE 1", "emprendimiento-2012 EBT 1"], report.Windows.Select(w => $"{w.Call} {w.Programme} {w.Phase}").Order(StringComparer.Ordinal));
        Assert.All(report.Windows, w => Assert.Equal((new LocalDate(2012, 6, 28), new LocalDate(2012, 6, 29)), (w.LastDay, w.Proposed)));
        Assert.Equal((0, 0), (report.Periods.Count, report.Running));
    }

    [Fact]
    public async Task A_correction_period_is_touched_when_its_last_day_was()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await bench.ReceiveAsync();
        var last = (await bench.RequestAsync()).State.On.Reception!.Deadline.LastDay;
        var desk = bench.Desk.Get<OutageDesk>();

        var on = await desk.LookAsync(new Outage(last.At(new LocalTime(10, 0)), last.At(new LocalTime(12, 0))), default);
        var before = await desk.LookAsync(new Outage(last.PlusDays(-1).At(new LocalTime(10, 0)), last.AtMidnight()), default);
        var after = await desk.LookAsync(new Outage(last.PlusDays(1).AtMidnight(), last.PlusDays(1).At(new LocalTime(1, 0))), default);

        var touched = Assert.Single(on.Periods);
        Assert.Equal((bench.Number, last), (touched.Request, touched.LastDay));
        Assert.True(touched.Proposed > last);
        Assert.Equal((0, 1), (before.Periods.Count, before.Running));
        Assert.Equal((0, 0), (after.Periods.Count, after.Running));
    }

    [Fact]
    public async Task A_declaration_is_kept_once_and_stays()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var outages = desk.Get<OutageDesk>();
        var report = await outages.LookAsync(LastEvening, default);

        Assert.True(await outages.DeclareAsync(report, new Actor("informàtica"), "tall elèctric", default));
        Assert.False(await outages.DeclareAsync(report, new Actor("un altre"), "una altra cosa", default));

        var kept = await desk.Storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Receipts).GetBlobClient("incidencias/20120628T1800.json").DownloadContentAsync();
        using var json = JsonDocument.Parse(kept.Value.Content);
        Assert.Equal("tall elèctric", json.RootElement.GetProperty("motivo").GetString());
        Assert.Equal(330, json.RootElement.GetProperty("minutos").GetInt64());
        Assert.Equal(2, json.RootElement.GetProperty("fases").GetArrayLength());
    }

    [Fact]
    public void An_outage_across_the_change_of_the_clock_lasts_what_it_lasted() =>
        Assert.Equal(Duration.FromHours(1), new Outage(new LocalDateTime(2012, 3, 25, 1, 30), new LocalDateTime(2012, 3, 25, 3, 30)).Lasted);

    [Fact]
    public async Task The_command_says_it_and_declares_it()
    {
        var storage = await azurite.NewAccountAsync();
        await using var desk = await Desk.OpenAsync(azurite, account: storage);
        string[] outage = ["outage", "--storage", storage, "--from", "2012-06-28T18:00", "--to", "2012-06-28T23:30"];

        var (code, output, _) = await RunningIntake.ProgramAsync(outage);
        var (declared, says, _) = await RunningIntake.ProgramAsync([.. outage, "--declare", "--by", "informàtica", "--why", "tall elèctric"]);
        var (unsigned, _, complaint) = await RunningIntake.ProgramAsync([.. outage, "--declare"]);
        var (backwards, _, _) = await RunningIntake.ProgramAsync("outage", "--storage", storage, "--from", "2012-06-28T18:00", "--to", "2012-06-28T18:00");

        Assert.Equal((0, 0, 1, 1), (code, declared, unsigned, backwards));
        Assert.Contains("emprendimiento-2012 EBT phase 1: last day 2012-06-28, proposed 2012-06-29", output, StringComparison.Ordinal);
        Assert.Contains("Declared: resguardos/incidencias/20120628T1800.json", says, StringComparison.Ordinal);
        Assert.Contains("--by NAME --why TEXT", complaint, StringComparison.Ordinal);
    }
}
