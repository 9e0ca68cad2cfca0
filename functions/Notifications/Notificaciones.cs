using IntakePipeline.Notifications;
using IntakePipeline.Panel;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Notifications;

/// <summary>The queue <c>notificaciones</c> and what sees to it that nothing in it is forgotten.</summary>
public sealed partial class Notificaciones(NotificationSender sender, NotificationDesk desk, Reminders reminders, FailureWatch failures, ILogger<Notificaciones> logger)
{
    /// <summary>Sends one notification. What the mail server refuses is kept and tried again by the outbox: only outages of storage and bugs fail here.</summary>
    [Function("notificar")]
    public Task Send([QueueTrigger(Pipeline.Queues.Notifications)] NotificationMessage message, CancellationToken cancellationToken) =>
        failures.RunAsync(message.Notification, () => SendAsync(message.ToNotice(), cancellationToken), cancellationToken);

    /// <summary>Sends on again what was forgotten.</summary>
    [Function("reenviar-notificaciones")]
    public async Task Sweep([TimerTrigger("30 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        LogSwept(logger, await desk.SweepAsync(cancellationToken));

    /// <summary>Notes the reminders that are due. In the early morning of Madrid; the day is decided by the official clock.</summary>
    [Function("recordar-plazos")]
    public async Task Remind([TimerTrigger("0 0 6 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        LogReminded(logger, await reminders.RunAsync(cancellationToken));

    private async Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (await sender.SendAsync(notice, cancellationToken) is { } after)
            LogSent(logger, notice.Kind, after.State.Code, after.Attempts, after.Trouble?.Code);
    }

    [LoggerMessage(EventId = 501, Level = LogLevel.Information, Message = "Notification {Kind}: {State} after {Attempts} attempts, {Trouble}")]
    private static partial void LogSent(ILogger logger, string kind, string state, int attempts, string? trouble);

    [LoggerMessage(EventId = 502, Level = LogLevel.Information, Message = "Notifications swept: {Sent} sent on again")]
    private static partial void LogSwept(ILogger logger, int sent);

    [LoggerMessage(EventId = 505, Level = LogLevel.Information, Message = "Deadlines near: {Reminded} requests unanswered")]
    private static partial void LogReminded(ILogger logger, int reminded);
}
