using IntakePipeline.Notifications.Smtp;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Notifications;

/// <summary>No mail server is configured: what has to be told is kept, visible as unsent, until there is one.</summary>
public sealed partial class NoTransport : IMailTransport
{
    /// <summary>Says so once.</summary>
    public NoTransport(ILogger<NoTransport> logger) => LogUnconfigured(logger, SmtpSettings.Section.Replace(":", "__", StringComparison.Ordinal));

    /// <inheritdoc/>
    public EmailAddress? Sender => null;

    /// <inheritdoc/>
    public Task<MailOutcome> SendAsync(OutgoingMail mail, Func<Task> handingOver, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("There is no mail server to send anything with.");

    [LoggerMessage(EventId = 504, Level = LogLevel.Warning, Message = "No mail server is configured ({Section}__Host): notifications are kept unsent")]
    private static partial void LogUnconfigured(ILogger logger, string section);
}
