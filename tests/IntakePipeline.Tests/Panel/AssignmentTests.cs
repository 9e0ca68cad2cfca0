using IntakePipeline.Evaluation;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;
using IntakePipeline.Validation;

namespace IntakePipeline.Tests.Panel;

/// <summary>Who works on what, on the real table.</summary>
public sealed class AssignmentTests(AzuriteFixture azurite)
{
    private static readonly Actor Anna = new("anna");
    private static readonly Actor Blai = new("blai");

    [Fact]
    public async Task Of_many_who_claim_at_once_one_gets_it_and_the_others_are_told_who()
    {
        var (bench, desk, key) = await BeginAsync();
        var people = Enumerable.Range(1, 8).Select(i => new Actor($"persona{i}")).ToList();
        var outcomes = await Task.WhenAll(people.Select(p => desk.ClaimAsync(key, p, default)));

        var winner = Assert.Single(outcomes.OfType<AssignmentOutcome.Done>()).Expediente.AssignedTo;
        Assert.Equal(7, outcomes.OfType<AssignmentOutcome.Taken>().Count(t => t.By == winner));
        Assert.Equal(winner, (await bench.Expedientes.FindAsync(key, default))!.AssignedTo);
        Assert.Single(await bench.Expedientes.HistoryAsync(key, default), h => h.What == HistoryEvent.AssignedCode);
    }

    [Fact]
    public async Task Only_who_has_it_gives_it_back_or_hands_it_over()
    {
        var (bench, desk, key) = await BeginAsync();
        Assert.Equal(new AssignmentOutcome.Taken(null), await desk.HandOverAsync(key, Anna, Blai, default));
        Assert.IsType<AssignmentOutcome.Done>(await desk.ClaimAsync(key, Anna, default));
        Assert.IsType<AssignmentOutcome.Done>(await desk.ClaimAsync(key, Anna, default));
        Assert.Equal(new AssignmentOutcome.Taken(Anna), await desk.ReleaseAsync(key, Blai, default));
        Assert.Equal(new AssignmentOutcome.Taken(Anna), await desk.HandOverAsync(key, Blai, Blai with { Name = "carla" }, default));
        Assert.IsType<AssignmentOutcome.Done>(await desk.HandOverAsync(key, Anna, Blai, default));
        Assert.IsType<AssignmentOutcome.Done>(await desk.ReleaseAsync(key, Blai, default));
        Assert.Equal(
            [HistoryEvent.AssignedCode, HistoryEvent.AssignedCode, HistoryEvent.ReleasedCode],
            (await bench.Expedientes.HistoryAsync(key, default)).Where(h => h.IsInternal).Select(h => h.What));
    }

    [Fact]
    public async Task What_is_closed_is_nobodys_to_take()
    {
        var (bench, desk, key) = await BeginAsync();
        var open = (await bench.Expedientes.FindAsync(key, default))!;
        var closed = open with { State = new ExpedienteState.OutOfTime() };
        Assert.NotNull(await bench.Expedientes.TryChangeAsync(closed, HistoryEvent.Decided(closed), default));
        Assert.IsType<AssignmentOutcome.Closed>(await desk.ClaimAsync(key, Anna, default));
        Assert.IsType<AssignmentOutcome.Unknown>(await desk.ClaimAsync(key with { Number = key.Number with { Sequence = 999 } }, Anna, default));
    }

    [Fact]
    public async Task Work_that_is_taken_does_not_change_what_the_application_is()
    {
        var (bench, desk, key) = await BeginAsync();
        var before = (await bench.Expedientes.FindAsync(key, default))!;
        await desk.AssignAsync(key, Anna, Blai, default);
        var after = (await bench.Expedientes.FindAsync(key, default))!;
        Assert.Equal((before.State, before.Since, before.Place()), (after.State, after.Since, after.Place()));
        Assert.Equal(Severity.Information, Assert.Single(after.Findings).Severity);
    }

    private async Task<(EvaluationBench Bench, AssignmentDesk Desk, ExpedienteKey Key)> BeginAsync()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var opened = Expediente.Open(bench.Entry(17), Entries.Noon) with { Findings = [Entries.Information] };
        await bench.Expedientes.OpenAsync(opened, HistoryEvent.Registered(opened), default);
        return (bench, new AssignmentDesk(bench.Expedientes, new ExpedienteDesk(bench.Expedientes, bench.Queue, bench.Clock), bench.Clock), opened.Key);
    }
}

/// <summary>Short for the tests.</summary>
internal static class Places
{
    public static Place Place(this Expediente expediente) => IntakePipeline.Evaluation.Place.Of(expediente);
}
