using System.Diagnostics;

namespace IntakePipeline.Local.Hosting;

/// <summary>
/// Who waits for an answer goes first: while somebody files or acts over HTTP, what the host does by itself starts less often. In Azure the two run on
/// instances of their own; here they share a machine, and often its storage.
/// </summary>
/// <param name="pace">How long the host's own work stands back, and after what.</param>
internal sealed class Precedence(HostPace pace)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private int inFlight;
    private long lastEnd = long.MinValue;

    /// <summary>An HTTP call begins.</summary>
    public void Begin() => Interlocked.Increment(ref inFlight);

    /// <summary>An HTTP call has been answered.</summary>
    public void End()
    {
        Volatile.Write(ref lastEnd, Stopwatch.GetTimestamp());
        Interlocked.Decrement(ref inFlight);
    }

    /// <summary>Waits for a pause between calls, but never so long that the host's own work stands still; returns at once when it is stopping.</summary>
    public async Task StandBackAsync(CancellationToken stopping)
    {
        var started = Stopwatch.GetTimestamp();
        while (IsBusy() && Stopwatch.GetElapsedTime(started) < pace.LongestStandBack && !stopping.IsCancellationRequested)
            await Task.Delay(Look, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // A sender of many posts one after another: between two of them nothing is in flight for a moment.
    private bool IsBusy() =>
        Volatile.Read(ref inFlight) > 0 || (Volatile.Read(ref lastEnd) is var end and not long.MinValue && Stopwatch.GetElapsedTime(end) < pace.PauseBetweenCalls);
}
