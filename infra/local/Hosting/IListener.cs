using IntakePipeline.Local.Hosting.Invocation;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting;

/// <summary>Waits for what starts functions, and runs them.</summary>
internal interface IListener
{
    /// <summary>Makes what is listened to, if it is not there.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Listens until <paramref name="stopping"/> is cancelled, then finishes what is in flight. Outlives outages of storage.</summary>
    Task RunAsync(CancellationToken stopping);

    /// <summary>Looks at once at the queue or container of that name, if it is one of this listener's.</summary>
    void Wake(string queueOrContainer);
}

/// <summary>What every listener of a host needs.</summary>
/// <param name="HostId">Shared by the hosts that share the work.</param>
/// <param name="Runner">Runs the calls.</param>
/// <param name="Pace">How fast the host does its own work.</param>
/// <param name="Precedence">Lets HTTP calls go first.</param>
/// <param name="Time">The clock of schedules.</param>
/// <param name="Logger">The host's own log.</param>
/// <param name="GiveUp">Cancelled when a stopping host waits no longer for what is in flight.</param>
internal sealed record ListenerContext(
    string HostId, FunctionRunner Runner, HostPace Pace, Precedence Precedence, TimeProvider Time, ILogger Logger, CancellationToken GiveUp);
