using IntakePipeline.Evaluation;

namespace IntakePipeline.Notifications;

/// <summary>What staff see of notifications: those of an expediente with their evidence, and those that are unsent or need somebody.</summary>
/// <param name="store">The notifications.</param>
/// <param name="evidence">The messages as they were handed over.</param>
/// <param name="transport">Tells whether mail is sent at all.</param>
public sealed class NotificationLog(INotificationStore store, INotificationEvidence evidence, IMailTransport transport)
{
    /// <summary>False while no mail server is configured: everything stays unsent.</summary>
    public bool Sends => transport.Sender is not null;

    /// <summary>The notifications of an expediente, oldest first.</summary>
    public async Task<IReadOnlyList<Notification>> OfAsync(ExpedienteKey key, CancellationToken cancellationToken)
    {
        var all = new List<Notification>();
        await foreach (var notification in store.ListAsync(Notice.MatterOf(key), cancellationToken))
            all.Add(notification);
        return [.. all.OrderBy(n => n.CreatedAt)];
    }

    /// <summary>Those that are not sent yet, and those that a person has to look at; at most <paramref name="most"/> of each.</summary>
    public async Task<(IReadOnlyList<Notification> Unsent, IReadOnlyList<Notification> ForPerson)> PendingAsync(int most, CancellationToken cancellationToken)
    {
        var unsent = new List<Notification>();
        await foreach (var open in store.ListOpenAsync(cancellationToken))
        {
            if (unsent.Count == most)
                break;
            if (await store.FindAsync(open.Notice, cancellationToken) is { State.IsOpen: true } found)
                unsent.Add(found);
        }

        var forPerson = new List<Notification>();
        await foreach (var notice in store.ListForPersonAsync(cancellationToken))
        {
            if (forPerson.Count == most)
                break;
            if (await store.FindAsync(notice, cancellationToken) is { State.NeedsPerson: true } found)
                forPerson.Add(found);
        }

        return (unsent, forPerson);
    }

    /// <summary>The message a notification handed over last; null when it handed over none.</summary>
    public async Task<ReadOnlyMemory<byte>?> MessageAsync(Notification notification, CancellationToken cancellationToken)
    {
        for (var attempt = notification.Attempts; attempt > 0; attempt--)
        {
            if (await evidence.FindAsync(notification.Token, attempt, cancellationToken) is { } message)
                return message;
        }

        return null;
    }
}
