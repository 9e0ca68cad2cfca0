namespace IntakePipeline.Notifications;

/// <summary>A message ready to go: its bytes are complete, headers included.</summary>
/// <param name="From">Whom answers and reports go back to.</param>
/// <param name="To">The one recipient.</param>
/// <param name="Token">Names the message to the mail server, for its reports.</param>
/// <param name="Content">RFC 5322, lines ended by CR LF.</param>
public sealed record OutgoingMail(EmailAddress From, EmailAddress To, string Token, ReadOnlyMemory<byte> Content);

/// <summary>What became of sending a message.</summary>
public abstract record MailOutcome
{
    private MailOutcome()
    {
    }

    /// <summary>It was taken.</summary>
    /// <param name="Answer">The server's answer.</param>
    public sealed record Accepted(string Answer) : MailOutcome;

    /// <summary>Not taken; it may be later.</summary>
    /// <param name="Trouble">Why.</param>
    public sealed record Deferred(MailTrouble Trouble) : MailOutcome;

    /// <summary>Not taken, and it never will be.</summary>
    /// <param name="Trouble">Why.</param>
    public sealed record Refused(MailTrouble Trouble) : MailOutcome;

    /// <summary>Handed over, and no answer came: taken or not, nobody knows.</summary>
    /// <param name="Trouble">What happened.</param>
    public sealed record Unknown(MailTrouble Trouble) : MailOutcome;
}

/// <summary>A way to send mail.</summary>
public interface IMailTransport
{
    /// <summary>Who sends; null when no way to send is configured: notifications are kept then, unsent.</summary>
    EmailAddress? Sender { get; }

    /// <summary>Sends one message.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="handingOver">Awaited once, just before the step after which the other side may have the message. If it throws, the message is not sent.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MailOutcome> SendAsync(OutgoingMail mail, Func<Task> handingOver, CancellationToken cancellationToken);
}
