using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Faults;

/// <summary>Storage that keeps failing in every way it can: nothing that was acknowledged is lost, and nothing happens twice.</summary>
public sealed class FaultTests(AzuriteFixture azurite)
{
    private const int Runs = 20, AtOnce = 4;

    [Fact]
    public async Task Whatever_storage_does_the_register_agrees_in_the_end()
    {
        var outcomes = new List<FaultOutcome>();
        await Parallel.ForEachAsync(Enumerable.Range(1, Runs), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, cancellationToken) =>
        {
            var outcome = await FaultRun.RunAsync(await azurite.NewAccountAsync(), seed, cancellationToken);
            lock (outcomes)
                outcomes.Add(outcome);
        });

        Assert.Empty(outcomes.SelectMany(o => o.Violations.Select(v => $"seed {o.Seed}: {v}")));
        // Every way to fail was met.
        Assert.Equal(Enum.GetValues<Fault>().Length - 1, outcomes.SelectMany(o => o.Injected.Keys).Distinct().Count());
    }
}
