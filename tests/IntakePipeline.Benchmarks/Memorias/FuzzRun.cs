using System.Diagnostics;
using System.Globalization;
using IntakePipeline.Memorias;
using IntakePipeline.Tests.Memorias.Pdf;

namespace IntakePipeline.Benchmarks.Memorias;

/// <summary>Inspects damaged files by the thousand, the same as the tests' two hundred and as many more as asked for.</summary>
internal static class FuzzRun
{
    private const double SlowMilliseconds = 2_000;
    private const int Told = 20;
    private const int Progress = 5_000;

    /// <returns>0 when every case ended in a value, and in time.</returns>
    public static int Run(int first, int count)
    {
        var names = Samples.Names.ToArray();
        var files = Array.ConvertAll(names, Samples.Read);
        var inspector = new MemoriaInspector(TimeProvider.System);
        var outcomes = new int[Enum.GetValues<MemoriaOutcome>().Length];
        var (done, failures, slow, slowest, slowestCase) = (0, 0, 0, 0d, "");
        var report = new Lock();
        var watch = Stopwatch.StartNew();
        // Without a bound the pool adds threads while others wait for a place to inspect, and each keeps buffers.
        var workers = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(first, first + count, workers, seed =>
        {
            var sample = seed % names.Length;
            var random = new Random(seed);
            var mutated = Mutator.Mutate(files[sample], files[random.Next(names.Length)], random);
            var started = Stopwatch.GetTimestamp();
            try
            {
                var outcome = inspector.Inspect(mutated).Outcome;
                Interlocked.Increment(ref outcomes[(int)outcome]);
            }
#pragma warning disable CA1031 // Any exception at all is what is looked for.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                if (Interlocked.Increment(ref failures) <= Told)
                    Console.WriteLine($"  seed {seed}, {names[sample]}: {failure}");
            }

            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            lock (report)
            {
                if (++done % Progress == 0)
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {done:N0} cases, {failures} exceptions, slowest {slowest:F0} ms, {PeakMemory.OwnMegabytes():F0} MB"));
                slow += took > SlowMilliseconds ? 1 : 0;
                if (took > slowest)
                    (slowest, slowestCase) = (took, $"seed {seed}, {names[sample]}");
            }
        });

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fuzz: {count:N0} cases over {names.Length} samples, seeds {first} to {first + count - 1}, in {watch.Elapsed.TotalMinutes:F1} min"));
        Console.WriteLine("  " + string.Join("   ", Enum.GetValues<MemoriaOutcome>().Select(outcome => $"{outcome} {outcomes[(int)outcome]:N0}")));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  untyped exceptions {failures}   over 2 s {slow}   slowest {slowest:F0} ms ({slowestCase})   working set at most {PeakMemory.OwnMegabytes():F0} MB"));
        return failures == 0 && slow == 0 ? 0 : 1;
    }
}
