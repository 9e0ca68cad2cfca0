using IntakePipeline.Corrections;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Corrections;

/// <summary>The periods of correction requests.</summary>
public sealed partial class Plazos(DeadlineSweep sweep, ILogger<Plazos> logger)
{
    /// <summary>Expires what is over. In the small hours of Madrid whatever the host's zone; the day is decided by the official clock.</summary>
    [Function("vencer-plazos")]
    public async Task Sweep([TimerTrigger("0 30 2 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        LogSwept(logger, await sweep.RunAsync(cancellationToken));

    [LoggerMessage(EventId = 301, Level = LogLevel.Information, Message = "Deadlines swept: {Expired} requests expired")]
    private static partial void LogSwept(ILogger logger, int expired);
}
