using IntakePipeline.Panel;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Recovery;

/// <summary>The pipeline's heartbeat.</summary>
public sealed class Latido(Pulse pulse)
{
    /// <summary>Beats every minute, and when a host starts: the panel says so when it stops.</summary>
    [Function("latido")]
    public Task Beat([TimerTrigger("30 * * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellationToken) => pulse.BeatAsync(cancellationToken);
}
