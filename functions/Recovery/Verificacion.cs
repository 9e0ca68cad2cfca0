using IntakePipeline.Registry.Audit;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Recovery;

/// <summary>The register read again. An alert waits for the line that says that something does not agree (infra/azure/modules/alerts.bicep).</summary>
public sealed partial class Verificacion(RegisterAudit audit, ILogger<Verificacion> logger)
{
    /// <summary>Sunday nights: it reads every entry, receipt and original, which is no work for the hours in which people file.</summary>
    [Function("verificar-registro")]
    public async Task Verify([TimerTrigger("0 0 1 * * 0")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var report = await audit.RunAsync(RegisterAudit.DefaultPatience, Tell, cancellationToken);
        if (report.Faults == 0)
            LogAgrees(logger);
        else
            LogFailed(logger, report.Faults);
    }

    // The place is a number, a key or a digest; the detail may quote what was found, and stays with who runs verify-register.
    private void Tell(AuditFinding finding)
    {
        if (finding.IsFault)
            LogFault(logger, finding.Code, finding.Place);
    }

    [LoggerMessage(EventId = 221, Level = LogLevel.Information, Message = "Register verified: everything agrees")]
    private static partial void LogAgrees(ILogger logger);

    [LoggerMessage(EventId = 222, Level = LogLevel.Critical, Message = "Register verification failed: {Faults} faults")]
    private static partial void LogFailed(ILogger logger, int faults);

    [LoggerMessage(EventId = 223, Level = LogLevel.Error, Message = "Register fault {Code} at {Place}")]
    private static partial void LogFault(ILogger logger, string code, string place);
}
