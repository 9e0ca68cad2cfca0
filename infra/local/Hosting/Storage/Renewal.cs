using System.Diagnostics;
using Azure;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting.Storage;

/// <summary>Keeps a claim on something in storage (a message, a lease) alive until disposed of, and says if it was lost.</summary>
internal sealed class Renewal : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource lost = new();
    private readonly Task loop;

    /// <param name="what">What is claimed, for the log.</param>
    /// <param name="lifetime">How long the claim lives without renewal; it has just begun.</param>
    /// <param name="interval">How often it is renewed.</param>
    /// <param name="renew">Renews it.</param>
    /// <param name="logger">Where a loss is told.</param>
    public Renewal(string what, TimeSpan lifetime, TimeSpan interval, Func<Task> renew, ILogger logger)
    {
        Lost = lost.Token;
        loop = RunAsync(what, lifetime, interval, renew, logger);
    }

    /// <summary>Cancelled when somebody else may hold the claim.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Stops renewing, after the renewal under way. The claim itself is left to its owner.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop;
        stop.Dispose();
        lost.Dispose();
    }

    private async Task RunAsync(string what, TimeSpan lifetime, TimeSpan interval, Func<Task> renew, ILogger logger)
    {
        var renewed = Stopwatch.GetTimestamp();
        var wait = interval;
        while (true)
        {
            await Task.Delay(wait, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
                return;
            var asked = Stopwatch.GetTimestamp();
            try
            {
                // Never cancelled: a renewal whose answer is thrown away may have changed what the claim is settled with.
                await renew();
                (renewed, wait) = (asked, interval);
            }
            catch (RequestFailedException e) when (e.Status is 400 or 404 or 409 or 412)
            {
                logger.LogWarning("{What}: the claim was lost to somebody else ({Code})", what, e.ErrorCode);
                await lost.CancelAsync();
                return;
            }
#pragma warning disable CA1031 // Any other failure is an outage: the claim may live through it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                if (Stopwatch.GetElapsedTime(renewed) >= lifetime)
                {
                    logger.LogWarning(e, "{What}: the claim ran out during an outage of storage", what);
                    await lost.CancelAsync();
                    return;
                }

                wait = interval / 5;
            }
        }
    }
}
