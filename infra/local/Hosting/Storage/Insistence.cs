using System.Diagnostics;
using Azure;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting.Storage;

/// <summary>Waits outages out where a write must not be left undone: what was done once should not be done again for want of a note.</summary>
internal static class Insistence
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);

    /// <summary>Repeats a write until it works, for as long as the message behind it is surely ours and the host may wait.</summary>
    /// <param name="what">What is written, for the log.</param>
    /// <exception cref="RequestFailedException">What is written to is not there, or not ours (404, 400).</exception>
    public static async Task InsistAsync(this ListenerContext context, string what, Func<Task> write)
    {
        var started = Stopwatch.GetTimestamp();
        for (var wait = TimeSpan.Zero; ;)
        {
            try
            {
                await write();
                return;
            }
            catch (Exception e) when (
                e is not RequestFailedException { Status: 400 or 404 }
                && Stopwatch.GetElapsedTime(started) < context.Pace.MessageInvisibility / 2
                && !context.GiveUp.IsCancellationRequested)
            {
                if (wait == TimeSpan.Zero)
                    context.Logger.LogWarning(e, "{What}: cannot be written yet", what);
                wait = PollingLoop.Longer(wait, FirstWait, context.Pace.LongestOutageInterval);
                await Task.Delay(wait, context.GiveUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
