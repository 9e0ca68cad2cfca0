using System.Globalization;

namespace IntakePipeline.Notifications.Smtp;

/// <summary>Hands messages to a mail server (RFC 6409 submission), one connection a message: notices are few, and a connection that idles tells nothing of failures.</summary>
/// <param name="settings">The server.</param>
public sealed class SmtpTransport(SmtpSettings settings) : IMailTransport
{
    /// <inheritdoc/>
    public EmailAddress? Sender => settings.Sender;

    /// <inheritdoc/>
    public async Task<MailOutcome> SendAsync(OutgoingMail mail, Func<Task> handingOver, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(SmtpSettings.Patience);
        var handedOver = false;
        try
        {
            await using var session = await SmtpSession.OpenAsync(settings, patience.Token);
            if (await AddressAsync(session, mail, patience.Token) is { } refused)
                return refused;
            await session.WriteAsync(DotStuffing.Encode(mail.Content.Span), patience.Token);
            await handingOver();
            handedOver = true;
            // A host that is stopping waits for this one answer: without it nobody would know.
            using var answer = new CancellationTokenSource(SmtpSettings.Patience);
            var reply = await session.Lines.AskAsync(".", answer.Token);
            if (reply.IsPositive)
            {
                await QuitAsync(session, answer.Token);
                return new MailOutcome.Accepted(reply.Text);
            }

            return NotTaken(reply);
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && (handedOver || !cancellationToken.IsCancellationRequested)))
        {
            var trouble = e is SmtpException smtp ? smtp.Trouble : new MailTrouble(e is IOException ? "smtp-conexion" : "smtp-tiempo", e.Message);
            return handedOver ? new MailOutcome.Unknown(trouble) : new MailOutcome.Deferred(trouble);
        }
    }

    /// <summary>Everything up to the message itself.</summary>
    /// <returns>Why it is not taken; null when the server waits for it.</returns>
    private static async Task<MailOutcome?> AddressAsync(SmtpSession session, OutgoingMail mail, CancellationToken cancellationToken)
    {
        var from = $"MAIL FROM:<{mail.From}>";
        var to = $"RCPT TO:<{mail.To}>";
        if (session.Extension("SIZE") is { } size)
        {
            if (long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0 && mail.Content.Length > most)
                return new MailOutcome.Refused(new MailTrouble("smtp-tamano", "The message is larger than the server takes."));
            from += string.Create(CultureInfo.InvariantCulture, $" SIZE={mail.Content.Length}");
        }

        // Only an address may be beyond ASCII in what we write: such a message needs SMTPUTF8, and with it 8BITMIME (RFC 6531 3.1).
        if (mail.To.IsInternational || mail.From.IsInternational)
        {
            if (session.Extension("SMTPUTF8") is null || session.Extension("8BITMIME") is null)
                return new MailOutcome.Refused(new MailTrouble("smtp-sin-smtputf8", "The server takes no international addresses."));
            from += " SMTPUTF8 BODY=8BITMIME";
        }

        if (session.Extension("DSN") is not null)
        {
            from += $" RET=HDRS ENVID={mail.Token}";
            to += " NOTIFY=SUCCESS,FAILURE,DELAY";
        }

        // What is wrong with the sender is wrong with our settings: it may be mended and tried again.
        var reply = await session.Lines.AskAsync(from, cancellationToken);
        if (!reply.IsPositive)
            return new MailOutcome.Deferred(reply.Trouble);
        reply = await session.Lines.AskAsync(to, cancellationToken);
        if (reply.IsPositive)
            reply = await session.Lines.AskAsync("DATA", cancellationToken);
        return reply switch
        {
            { Code: 354 } => null,
            { IsPositive: true } => new MailOutcome.Deferred(new MailTrouble("smtp-respuesta", reply.Text)),
            _ => NotTaken(reply),
        };
    }

    private static MailOutcome NotTaken(SmtpReply reply) =>
        reply.IsTransient || reply.IsPositive ? new MailOutcome.Deferred(reply.Trouble) : new MailOutcome.Refused(reply.Trouble);

    private static async Task QuitAsync(SmtpSession session, CancellationToken cancellationToken)
    {
        try
        {
            await session.Lines.AskAsync("QUIT", cancellationToken);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // It has the message; how it says goodbye does not matter.
        }
    }
}
