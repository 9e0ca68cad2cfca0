using System.Security.Cryptography;
using IntakePipeline.Calendar;
using NodaTime;

namespace IntakePipeline.Notifications;

/// <summary>Takes note of what has to be told.</summary>
public interface INotices
{
    /// <summary>Notes a notice; noting it again is harmless. It is sent later and elsewhere: nothing of that can fail here.</summary>
    Task NoteAsync(Notice notice, CancellationToken cancellationToken);
}

/// <summary>The outbox of notifications: what is noted here is sent, sooner or later, once.</summary>
/// <param name="store">The notifications.</param>
/// <param name="queue">Where they wait to be sent.</param>
/// <param name="transport">Tells whether mail can be sent at all.</param>
/// <param name="clock">The official time.</param>
/// <param name="time">The real time: attempts wait by it.</param>
public sealed class NotificationDesk(INotificationStore store, INotificationQueue queue, IMailTransport transport, OfficialClock clock, TimeProvider time) : INotices
{
    /// <summary>What is due for less than this is on its way.</summary>
    public static readonly Duration Grace = Duration.FromMinutes(2);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <inheritdoc/>
    public async Task NoteAsync(Notice notice, CancellationToken cancellationToken)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        // One that is there already is in the outbox or done with; should its message be lost, the sweep sends it again.
        if (await store.AddAsync(new Notification(notice, token, clock.Now, new NotificationState.Pending(Now), 0), cancellationToken) && transport.Sender is not null)
            await queue.SendAsync(notice, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Sends on again what is due and was forgotten: a message lost, a host that ended half-way, mail that was not configured until now.</summary>
    /// <returns>How many.</returns>
    public Task<int> SweepAsync(CancellationToken cancellationToken) => SweepAsync(Grace, cancellationToken);

    /// <summary>The same with another patience.</summary>
    public async Task<int> SweepAsync(Duration grace, CancellationToken cancellationToken)
    {
        if (transport.Sender is null)
            return 0;
        var (due, sent) = (Now - grace, 0);
        await foreach (var open in store.ListOpenAsync(cancellationToken))
        {
            if (open.Due > due)
                continue;
            await queue.SendAsync(open.Notice, TimeSpan.Zero, cancellationToken);
            sent++;
        }

        return sent;
    }

    /// <summary>Lets a person have a notification sent again that failed, is in doubt or had no address. Its Message-ID stays.</summary>
    /// <returns>The notification as it stands; null when there is none. One that needs no person is left as it is.</returns>
    public async Task<Notification?> RetryAsync(Notice notice, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(notice, cancellationToken) is { } found)
        {
            if (!found.State.NeedsPerson)
                return found;
            if (await store.TryChangeAsync(found with { State = new NotificationState.Pending(Now) }, cancellationToken) is not { } pending)
                continue;
            await queue.SendAsync(notice, TimeSpan.Zero, cancellationToken);
            return pending;
        }

        return null;
    }
}
