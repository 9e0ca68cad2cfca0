using System.Collections.Concurrent;
using System.Globalization;
using IntakePipeline.Local.Azurite;
using IntakePipeline.Storage;
using IntakePipeline.Tests.Faults;

namespace IntakePipeline.Benchmarks.Faults;

/// <summary>The fault runs of the tests, as many as are wanted: seed after seed, and a host killed at every crash point. Prints each violation as it is found.</summary>
internal static class FaultBenchmark
{
    // The emulator keeps everything in memory: it is started anew for every so many runs.
    private const int RunsPerEmulator = 20;

    public static async Task<int> RunAsync(int runs, int firstSeed, int crashRounds, int atOnce, CancellationToken cancellationToken)
    {
        var injected = new ConcurrentDictionary<Fault, int>();
        var (done, bad, sent, retried) = (0, 0, 0, 0);
        await InBatchesAsync(runs, atOnce, async (index, account) =>
        {
            var outcome = await GuardAsync(firstSeed + index, () => FaultRun.RunAsync(account, firstSeed + index, cancellationToken));
            foreach (var (fault, count) in outcome.Injected)
                injected.AddOrUpdate(fault, count, (_, before) => before + count);
            Interlocked.Add(ref sent, outcome.Sent);
            Interlocked.Add(ref retried, outcome.Retried);
            if (outcome.Violations.Count > 0)
                Interlocked.Increment(ref bad);
            foreach (var violation in outcome.Violations)
                Console.WriteLine($"seed {outcome.Seed}: {violation}");
            if (Interlocked.Increment(ref done) % RunsPerEmulator == 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} runs, {bad} with violations, {injected.Values.Sum()} faults injected"));
        }, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"faults: {done} runs from seed {firstSeed}, {bad} with violations; {injected.Values.Sum()} faults injected ({string.Join(", ", injected.OrderBy(i => i.Key).Select(i => $"{i.Key} {i.Value}"))}); {sent} posts while storage failed; {retried} messages given up and tried again by hand"));

        var (crashes, badCrashes) = (0, 0);
        await InBatchesAsync(crashRounds * CrashPoint.All.Count, atOnce, async (index, account) =>
        {
            var point = CrashPoint.All[index % CrashPoint.All.Count];
            var violations = await GuardAsync(() => CrashRun.RunAsync(account, point, cancellationToken));
            Interlocked.Increment(ref crashes);
            if (violations.Count > 0)
                Interlocked.Increment(ref badCrashes);
            foreach (var violation in violations)
                Console.WriteLine($"{point.Name}: {violation}");
        }, cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"crashes: {crashes} hosts killed at {CrashPoint.All.Count} points, {badCrashes} with violations"));
        return bad + badCrashes == 0 ? 0 : 1;
    }

    private static async Task InBatchesAsync(int count, int atOnce, Func<int, string, Task> run, CancellationToken cancellationToken)
    {
        string[] accounts = [.. Enumerable.Range(0, RunsPerEmulator).Select(i => string.Create(CultureInfo.InvariantCulture, $"averias{i:D2}"))];
        foreach (var batch in Enumerable.Range(0, count).Chunk(RunsPerEmulator))
        {
            await using var azurite = await AzuriteProcess.StartAsync(null, cancellationToken, accounts);
            await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken }, async (index, _) =>
                await run(index, azurite.ConnectionStringOf(accounts[index % RunsPerEmulator])));
        }
    }

    private static async Task<FaultOutcome> GuardAsync(int seed, Func<Task<FaultOutcome>> run)
    {
        try
        {
            return await run();
        }
#pragma warning disable CA1031 // Whatever goes wrong in a run is what the run found.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return new FaultOutcome(seed, [e.ToString()], new Dictionary<Fault, int>(), 0, 0);
        }
    }

    private static async Task<IReadOnlyList<string>> GuardAsync(Func<Task<IReadOnlyList<string>>> run)
    {
        try
        {
            return await run();
        }
#pragma warning disable CA1031 // As above.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return [e.ToString()];
        }
    }
}
