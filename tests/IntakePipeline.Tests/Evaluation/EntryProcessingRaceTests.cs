using System.Collections.Concurrent;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Validation;
using static IntakePipeline.Tests.Evaluation.Entries;

namespace IntakePipeline.Tests.Evaluation;

/// <summary>Several hosts process versions of one project at once, each message perhaps twice.</summary>
public sealed class EntryProcessingRaceTests(AzuriteFixture azurite)
{
    private static readonly IReadOnlyList<Finding>[] Findings = [[], [Curable], [], []];

    [Theory]
    [InlineData(0.0, 25)]
    [InlineData(0.05, 25)]
    public async Task Two_hosts_in_any_interleaving_come_to_the_same_end(double deaths, int rounds)
    {
        for (var seed = 1; seed <= rounds; seed++)
        {
            var bench = await EvaluationBench.CreateAsync(azurite);
            var watch = new Watch(bench);
            var interleaving = new Interleaving(seed, hosts: 2, watch.LookAsync);
            var messages = Messages(seed);
            var entries = Filed(bench);

            // The project is the same for all: the third entry is the last in time.
            watch.Project = ProjectKey.Of(entries[0]);
            await Task.WhenAll(HostAsync(0), HostAsync(1));
            await AssertEndAsync(bench, entries, seed);

            async Task HostAsync(int host)
            {
                try
                {
                    var observer = interleaving.Host(host, deaths);
                    while (messages.TryDequeue(out var i))
                    {
                        try
                        {
                            await bench.Processing(observer).ProcessAsync(entries[i], Findings[i], CancellationToken.None);
                        }
                        catch (HostDiedException)
                        {
                            messages.Enqueue(i);
                        }
                    }
                }
                finally
                {
                    interleaving.Leave();
                }
            }
        }
    }

    [Fact]
    public async Task Hosts_that_run_freely_come_to_the_same_end()
    {
        for (var seed = 1; seed <= 15; seed++)
        {
            var bench = await EvaluationBench.CreateAsync(azurite);
            var entries = Filed(bench);
            await Task.WhenAll(Messages(seed).Select(i => bench.ProcessAsync(entries[i], Findings[i])));
            await AssertEndAsync(bench, entries, seed);
        }
    }

    private static RegistryEntry[] Filed(EvaluationBench bench) => [bench.Entry(1), bench.Entry(2), bench.Entry(3), bench.Entry(4, inTime: false)];

    /// <summary>Every entry's message, twice, in an order of the seed's.</summary>
    private static ConcurrentQueue<int> Messages(int seed)
    {
        int[] order = [0, 1, 2, 3, 0, 1, 2, 3];
        new Random(seed).Shuffle(order);
        return new ConcurrentQueue<int>(order);
    }

    private static async Task AssertEndAsync(EvaluationBench bench, RegistryEntry[] entries, int seed)
    {
        var last = entries[2].Number;
        var expected = $"""
            {entries[0].Number}: {new ExpedienteState.Superseded(last)}
            {entries[1].Number}: {new ExpedienteState.Superseded(last)}
            {last}: {new ExpedienteState.InEvaluation(bench.Department, Phase, bench.Clock.Now)}
            {entries[3].Number}: {new ExpedienteState.OutOfTime()}
            messages: {last}
            """;
        Assert.Equal($"seed {seed}\n{expected}", $"seed {seed}\n{await bench.EndAsync(entries)}");
        foreach (var entry in entries)
        {
            var told = (await bench.Expedientes.HistoryAsync(ExpedienteKey.Of(entry), CancellationToken.None)).Select(h => h.What).ToList();
            Assert.Equal(told.Distinct(StringComparer.Ordinal), told);
            Assert.Equal((await bench.ReadAsync(entry)).State.Code, told[^1]);
        }
    }

    /// <summary>Looks at every version after each step: no state goes back, and no two are valid at once.</summary>
    private sealed class Watch(EvaluationBench bench)
    {
        private readonly Dictionary<RegistryNumber, string> seen = [];

        public ProjectKey Project { get; set; }

        public async Task LookAsync(string step)
        {
            if (step is not ("open" or "change"))
                return;
            var versions = await bench.Expedientes.VersionsAsync(Project, CancellationToken.None);
            Assert.True(versions.Count(v => v.StateCode is "en-evaluacion" or "pendiente-subsanacion") <= 1, "Two versions are valid at once.");
            foreach (var version in versions)
            {
                var before = seen.GetValueOrDefault(version.Entry, "registrado");
                Assert.True(
                    version.StateCode == before || before is "registrado" || (version.IsSuperseded && before is "en-evaluacion" or "pendiente-subsanacion"),
                    $"{version.Entry} went from {before} to {version.StateCode}.");
                seen[version.Entry] = version.StateCode;
            }
        }
    }
}
