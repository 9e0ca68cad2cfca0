using System.Diagnostics;
using System.Globalization;

namespace IntakePipeline.Benchmarks.Intake;

/// <summary>How long each of a run's operations took.</summary>
/// <param name="Elapsed">The whole run.</param>
/// <param name="Latencies">Each operation, sorted.</param>
internal sealed record Figures(TimeSpan Elapsed, double[] Latencies)
{
    public double PerSecond => Latencies.Length / Elapsed.TotalSeconds;

    public double P50 => Percentile(0.50);

    public double P99 => Percentile(0.99);

    /// <summary>Runs <paramref name="count"/> operations, <paramref name="concurrency"/> at once.</summary>
    public static async Task<Figures> MeasureAsync(int count, int concurrency, Func<int, Task> operation, CancellationToken cancellationToken)
    {
        var latencies = new double[count];
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken }, async (i, _) =>
        {
            var start = Stopwatch.GetTimestamp();
            await operation(i);
            latencies[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
        var elapsed = watch.Elapsed;
        Array.Sort(latencies);
        return new Figures(elapsed, latencies);
    }

    /// <summary>Several runs as one.</summary>
    public static Figures Join(IReadOnlyList<Figures> runs) => new(
        runs.Aggregate(TimeSpan.Zero, (sum, run) => sum + run.Elapsed), [.. runs.SelectMany(r => r.Latencies).Order()]);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond,7:F1} /s   p50 {P50,7:F1} ms   p99 {P99,7:F1} ms");

    private double Percentile(double share) => Latencies[Math.Clamp((int)Math.Ceiling(share * Latencies.Length) - 1, 0, Latencies.Length - 1)];
}
