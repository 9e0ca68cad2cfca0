using IntakePipeline.Evaluation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Staff;

/// <summary>The end of phases.</summary>
public sealed partial class Cierres(PhaseClosing closing, ILogger<Cierres> logger)
{
    /// <summary>Writes the closing lists that are due.</summary>
    [Function("cerrar-fases")]
    public async Task Close([TimerTrigger("0 0 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        LogClosed(logger, await closing.RunAsync(cancellationToken));

    [LoggerMessage(EventId = 401, Level = LogLevel.Information, Message = "Phases closed: {Lists} closing lists made")]
    private static partial void LogClosed(ILogger logger, int lists);
}
