using Azure.Storage.Blobs;
using IntakePipeline.Local.Hosting.Invocation;
using IntakePipeline.Local.Hosting.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting.Timers;

/// <summary>
/// Calls one function on its schedule, in one host at a time and never twice at once. What was due while no host was up is made good once; what fell
/// due during a long run is not.
/// </summary>
internal sealed class TimerListener : IListener
{
    // Hosts' clocks may differ; what differs more is another time.
    private static readonly TimeSpan LongestSkew = TimeSpan.FromHours(1);

    // A wait never spans a change of the clock by more than this.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly LocalFunction function;
    private readonly TimerTrigger trigger;
    private readonly ListenerContext context;
    private readonly TimerStatus status;
    private readonly Singleton singleton;
    private ScheduleStatus? latest;
    private bool startUpRunIsDue;

    public TimerListener(LocalFunction function, TimerTrigger trigger, BlobContainerClient hosts, ListenerContext context)
    {
        (this.function, this.trigger, this.context) = (function, trigger, context);
        startUpRunIsDue = trigger.RunOnStartup;
        var blob = hosts.GetBlobClient($"timers/{context.HostId}/{function.Id}");
        status = new TimerStatus(blob);
        singleton = new Singleton(blob, context);
    }

    private DateTime Now => context.Time.GetUtcNow().UtcDateTime;

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RunAsync(CancellationToken stopping) => singleton.RunAsync(FollowScheduleAsync, stopping);

    public void Wake(string queueOrContainer)
    {
        // A schedule has nothing to look at.
    }

    private async Task FollowScheduleAsync(HeldLease lease, CancellationToken tenure)
    {
        latest = await BeginAsync(lease, tenure);
        while (!tenure.IsCancellationRequested)
        {
            var next = trigger.Next(latest.LastUpdated);
            if (startUpRunIsDue && !(next <= Now))
                next = Now;
            if (next is not { } due)
            {
                context.Logger.LogWarning("{Function}: the schedule {Schedule} has no further occurrence", function.Name, trigger.Expression);
                await Task.Delay(Timeout.InfiniteTimeSpan, tenure).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            if (!await WaitUntilAsync(due, tenure) || !await RunOnceAsync(latest, due, lease, tenure))
                return;
            startUpRunIsDue = false;
            latest = StatusAt(due, Now);
            await KeepAsync(latest, lease);
        }
    }

    /// <summary>The status to go on from. A timer that never ran starts to count now.</summary>
    private async Task<ScheduleStatus> BeginAsync(HeldLease lease, CancellationToken tenure)
    {
        var kept = trigger.UseMonitor ? await status.ReadAsync(tenure) : latest;
        // Kept under a clock that was far ahead: waiting for that moment would be for ever.
        if (kept is not null && kept.LastUpdated - Now > LongestSkew)
            kept = null;
        if (kept is not null && kept.LastUpdated >= (latest?.LastUpdated ?? default))
            return kept;
        // Either nothing was kept, or an outage kept this host from writing down its last run.
        var first = latest ?? StatusAt(default, Now);
        await KeepAsync(first, lease);
        return first;
    }

    private Task KeepAsync(ScheduleStatus current, HeldLease lease) => trigger.UseMonitor ? status.WriteAsync(current, lease) : Task.CompletedTask;

    /// <returns>False if the wait was cut short.</returns>
    private async Task<bool> WaitUntilAsync(DateTime due, CancellationToken tenure)
    {
        // Timers may fire a little early, and clocks are set: the clock alone decides.
        for (var left = due - Now; left > TimeSpan.Zero && !tenure.IsCancellationRequested; left = due - Now)
            await Task.Delay(left < LongestWait ? left : LongestWait, context.Time, tenure).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !tenure.IsCancellationRequested;
    }

    /// <returns>False if the host's end or the loss of the lease cut the run off: then it is still due.</returns>
    private async Task<bool> RunOnceAsync(ScheduleStatus last, DateTime due, HeldLease lease, CancellationToken tenure)
    {
        var info = new TimerInfo { IsPastDue = Now - due >= TimeSpan.FromSeconds(1), ScheduleStatus = trigger.UseMonitor ? last : null };
        for (var (retry, delay) = (0, trigger.Retries.First); ; retry++)
        {
            var reason = $"schedule {trigger.Expression}{(info.IsPastDue ? ", past due" : "")}{(retry > 0 ? ", once more" : "")}";
            var attempt = new TriggerEvent(info, TriggerEvent.NewData(), reason) { Retry = retry, MaxRetries = trigger.Retries.Max };
            var outcome = await context.Runner.RunAsync(function, attempt, lease.Lost);
            if (outcome.WasCutOff || lease.Lost.IsCancellationRequested)
                return false;
            if (outcome.Succeeded || !trigger.Retries.Allows(retry))
                return true;
            await Task.Delay(delay, context.Time, tenure).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (tenure.IsCancellationRequested)
                return false;
            delay = delay * 2 < trigger.Retries.Longest ? delay * 2 : trigger.Retries.Longest;
        }
    }

    private ScheduleStatus StatusAt(DateTime last, DateTime now) => new() { Last = last, Next = trigger.Next(now) ?? default, LastUpdated = now };
}
