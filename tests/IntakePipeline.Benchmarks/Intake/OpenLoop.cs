using System.Diagnostics;

namespace IntakePipeline.Benchmarks.Intake;

/// <summary>
/// Arrivals that do not wait for one another: a Poisson process whose times are drawn beforehand. Each operation's latency counts from the time it was
/// due, so that a stall is felt by everything that was due in it and not only by what happened to be in flight (no coordinated omission).
/// </summary>
internal static class OpenLoop
{
    /// <summary>Times since the start at which something arrives, ascending.</summary>
    /// <param name="perSecond">Mean rate.</param>
    /// <param name="from">Begin, inclusive.</param>
    /// <param name="to">End, exclusive.</param>
    /// <param name="seed">Draws the same times again.</param>
    public static IEnumerable<TimeSpan> Poisson(double perSecond, TimeSpan from, TimeSpan to, int seed)
    {
        var random = new Random(seed);
        var at = from;
        while (true)
        {
            at += TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / perSecond);
            if (at >= to)
                yield break;
            yield return at;
        }
    }

    /// <summary>Starts one operation at each of the times, and waits for all.</summary>
    public static async Task<Figures> MeasureAsync(IReadOnlyList<TimeSpan> arrivals, Func<int, Task> operation, CancellationToken cancellationToken)
    {
        var latencies = new double[arrivals.Count];
        var watch = Stopwatch.StartNew();
        var running = new List<Task>(arrivals.Count);
        for (var i = 0; i < arrivals.Count; i++)
        {
            if (arrivals[i] - watch.Elapsed is { Ticks: > 0 } wait)
                await Task.Delay(wait, cancellationToken);
            running.Add(RunAsync(i));
        }

        await Task.WhenAll(running);
        var elapsed = watch.Elapsed;
        Array.Sort(latencies);
        return new Figures(elapsed, latencies);

        async Task RunAsync(int i)
        {
            await Task.Yield();
            await operation(i);
            latencies[i] = (watch.Elapsed - arrivals[i]).TotalMilliseconds;
        }
    }
}
