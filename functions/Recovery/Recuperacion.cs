using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Recovery;

/// <summary>What sees to it that nothing is lost: each timer may run late, twice or on another host.</summary>
public sealed partial class Recuperacion(InboxReconciler reconciler, Outbox outbox, ILogger<Recuperacion> logger)
{
    /// <summary>Files what a missed event left in the inbox.</summary>
    [Function("conciliar-entrada")]
    public async Task Reconcile([TimerTrigger("15 */2 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var result = await reconciler.RunAsync(cancellationToken);
        LogReconciled(logger, result.Envelopes, result.Registered, result.Refused, result.Unreconciled);
    }

    /// <summary>Receipts and sends on again what has been unfinished for too long.</summary>
    [Function("reenviar-pendientes")]
    public async Task Resend([TimerTrigger("45 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        LogResent(logger, await outbox.ResendAsync(cancellationToken));

    [LoggerMessage(EventId = 201, Level = LogLevel.Information, Message = "Inbox reconciled: {Envelopes} envelopes, {Registered} registered now, {Refused} refused now, {Unreconciled} unreconciled")]
    private static partial void LogReconciled(ILogger logger, int envelopes, int registered, int refused, int unreconciled);

    [LoggerMessage(EventId = 202, Level = LogLevel.Information, Message = "Outbox swept: {Sent} sent again")]
    private static partial void LogResent(ILogger logger, int sent);
}
