using System.Diagnostics;
using IntakePipeline.Calendar;
using IntakePipeline.Notifications.Letters;
using IntakePipeline.Notifications.Mime;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Notifications;

/// <summary>Sends one notification: claims it, writes it, hands it over, keeps what the server said. Any number of hosts may try at once.</summary>
/// <remarks>
/// Before the hand-over a crash costs a repetition and nothing else. Between the hand-over and the mark that it was taken nobody knows who has it: such a
/// one is never sent again by itself, a person decides (decision 0016).
/// </remarks>
/// <param name="store">The notifications.</param>
/// <param name="queue">Where they wait for the next attempt.</param>
/// <param name="evidence">Keeps what is handed over.</param>
/// <param name="writer">Writes letters.</param>
/// <param name="transport">Sends mail.</param>
/// <param name="clock">The official time.</param>
/// <param name="time">The real time: claims and attempts follow it.</param>
public sealed class NotificationSender(
    INotificationStore store, INotificationQueue queue, INotificationEvidence evidence, LetterWriter writer, IMailTransport transport, OfficialClock clock, TimeProvider time)
{
    /// <summary>How long a claim holds: longer than any transport may take (<see cref="Smtp.SmtpSettings.Patience"/>).</summary>
    public static readonly Duration Claim = Duration.FromMinutes(15);

    /// <summary>Waits after each failed attempt; after the last one a person has to look. Four days in all, as mail servers do.</summary>
    public static IReadOnlyList<Duration> Waits { get; } =
    [
        Duration.FromMinutes(1), Duration.FromMinutes(5), Duration.FromMinutes(15), Duration.FromHours(1), Duration.FromHours(3),
        Duration.FromHours(6), Duration.FromHours(12), Duration.FromHours(24), Duration.FromHours(24), Duration.FromHours(24),
    ];

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>Sends a notification if it is due and nobody else is at it.</summary>
    /// <returns>As it stands after; null when there is none.</returns>
    public async Task<Notification?> SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(notice, cancellationToken) is not { } found)
            return null;
        if (transport.Sender is not { } sender || !IsDue(found.State))
            return found;
        if (found.State is NotificationState.Sending { HandingOver: true })
            return await EndAsync(found with { State = new NotificationState.Doubtful(clock.Now), Trouble = Crashed }, cancellationToken);
        var claimed = await store.TryChangeAsync(
            found with { State = new NotificationState.Sending(Now + Claim, HandingOver: false), Attempts = found.Attempts + 1 }, cancellationToken);
        return claimed is null ? await store.FindAsync(notice, cancellationToken) : await DeliverAsync(claimed, sender, cancellationToken);
    }

    private static MailTrouble Crashed { get; } = new("corte-durante-la-entrega", "");

    private bool IsDue(NotificationState state) => state switch
    {
        NotificationState.Pending pending => pending.NotBefore <= Now,
        NotificationState.Sending sending => sending.Until <= Now,
        _ => false,
    };

    private async Task<Notification> DeliverAsync(Notification claimed, EmailAddress sender, CancellationToken cancellationToken)
    {
        var handedOver = false;
        byte[] content = [];
        try
        {
            switch (await writer.WriteAsync(claimed.Notice, cancellationToken))
            {
                case Writing.Moot:
                    return await EndAsync(claimed with { State = new NotificationState.Moot(clock.Now) }, cancellationToken);
                case Writing.NoAddress:
                    return await EndAsync(claimed with { State = new NotificationState.NoAddress(clock.Now) }, cancellationToken);
                case Writing.Ready ready:
                    content = LetterMail.Write(ready.Letter, claimed.Token, claimed.CreatedAt, sender, ready.To);
                    var mail = new OutgoingMail(sender, ready.To, claimed.Token, content);
                    claimed = claimed with { Recipient = ready.To.ToString(), Message = Sha256Digest.Of(content) };
                    var outcome = await transport.SendAsync(mail, HandOverAsync, cancellationToken);
                    return await EndAsync(After(claimed, outcome), cancellationToken);
                default:
                    throw new UnreachableException("A writing nobody sends.");
            }
        }
        catch when (!handedOver)
        {
            // An outage or a bug before anything left the house: nobody need wait for the claim to run out.
            await store.TryChangeAsync(claimed with { State = new NotificationState.Pending(Now) }, CancellationToken.None);
            throw;
        }

        async Task HandOverAsync()
        {
            await evidence.KeepAsync(claimed.Token, claimed.Attempts, content, cancellationToken);
            claimed = await store.TryChangeAsync(claimed with { State = new NotificationState.Sending(Now + Claim, HandingOver: true) }, cancellationToken)
                ?? throw new InvalidOperationException("The claim on a notification was lost: it took longer than a claim holds.");
            handedOver = true;
        }
    }

    private Notification After(Notification claimed, MailOutcome outcome) => outcome switch
    {
        MailOutcome.Accepted accepted => claimed with { State = new NotificationState.Sent(clock.Now, accepted.Answer), Trouble = null },
        MailOutcome.Deferred deferred when claimed.Attempts <= Waits.Count =>
            claimed with { State = new NotificationState.Pending(Now + Waits[claimed.Attempts - 1]), Trouble = deferred.Trouble },
        MailOutcome.Deferred deferred => claimed with { State = new NotificationState.Failed(clock.Now), Trouble = deferred.Trouble },
        MailOutcome.Refused refused => claimed with { State = new NotificationState.Failed(clock.Now), Trouble = refused.Trouble },
        MailOutcome.Unknown unknown => claimed with { State = new NotificationState.Doubtful(clock.Now), Trouble = unknown.Trouble },
        _ => throw new UnreachableException("An outcome nobody keeps."),
    };

    private async Task<Notification> EndAsync(Notification after, CancellationToken cancellationToken)
    {
        // Not to be given up half-way: what the server said must not be lost.
        var stored = await store.TryChangeAsync(after, CancellationToken.None) ?? throw new InvalidOperationException("A claimed notification was changed by somebody else.");
        if (stored.State is NotificationState.Pending pending)
            await queue.SendAsync(stored.Notice, (pending.NotBefore - Now).ToTimeSpan(), cancellationToken);
        return stored;
    }
}
