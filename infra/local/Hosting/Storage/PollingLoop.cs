using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting.Storage;

/// <summary>Repeats a step for as long as the host receives. An outage of storage is logged once and waited out; it never ends the loop.</summary>
/// <param name="what">What the step looks at, for the log.</param>
internal sealed class PollingLoop(string what, ListenerContext context)
{
    private static readonly TimeSpan FirstOutageInterval = TimeSpan.FromMilliseconds(500);

    /// <param name="step">Does its work and says how long to wait before the next time.</param>
    /// <param name="wake">Ends a wait early.</param>
    /// <param name="stopping">Ends the loop after the step under way.</param>
    public async Task RunAsync(Func<Task<TimeSpan>> step, Signal wake, CancellationToken stopping)
    {
        var outage = TimeSpan.Zero;
        while (!stopping.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await step();
                if (outage > TimeSpan.Zero)
                    context.Logger.LogInformation("{What}: works again", what);
                outage = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Storage clients throw many kinds when the network fails; whatever it is, the loop must go on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                if (outage == TimeSpan.Zero)
                    context.Logger.LogError(e, "{What}: fails, and is tried again until it works", what);
                wait = outage = Longer(outage, FirstOutageInterval, context.Pace.LongestOutageInterval);
            }

            await wake.WaitAsync(wait, stopping);
        }
    }

    /// <summary>The next wait of a back-off: the double of the last one, 20 % more or less so that hosts do not march in step.</summary>
    public static TimeSpan Longer(TimeSpan last, TimeSpan first, TimeSpan longest)
    {
        if (last == TimeSpan.Zero)
            return first < longest ? first : longest;
#pragma warning disable CA5394 // Spreads load; nothing depends on its being unpredictable.
        var next = last * (1.6 + (0.8 * Random.Shared.NextDouble()));
#pragma warning restore CA5394
        return next < longest ? next : longest;
    }
}
