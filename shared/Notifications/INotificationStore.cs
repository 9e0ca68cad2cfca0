using NodaTime;

namespace IntakePipeline.Notifications;

/// <summary>A notification the outbox has something to do with.</summary>
/// <param name="Notice">The notice.</param>
/// <param name="Due">Real time from which on.</param>
public sealed record OpenNotification(Notice Notice, Instant Due);

/// <summary>The table <c>notificaciones</c>. A state and its place in the outbox, or on the list of what needs a person, change together or not at all.</summary>
public interface INotificationStore
{
    /// <summary>Stores a new notification. The first one of a notice stays.</summary>
    /// <returns>False when there is one already.</returns>
    Task<bool> AddAsync(Notification notification, CancellationToken cancellationToken);

    /// <summary>The notification of a notice, or null.</summary>
    Task<Notification?> FindAsync(Notice notice, CancellationToken cancellationToken);

    /// <summary>The notice whose messages carry a token, or null.</summary>
    Task<Notice?> FindByTokenAsync(string token, CancellationToken cancellationToken);

    /// <summary>Stores a change if nobody changed it since it was read.</summary>
    /// <returns>With its new version; null when somebody else was first.</returns>
    Task<Notification?> TryChangeAsync(Notification changed, CancellationToken cancellationToken);

    /// <summary>The notifications of a matter, in the order of their ids.</summary>
    IAsyncEnumerable<Notification> ListAsync(string matter, CancellationToken cancellationToken);

    /// <summary>The outbox.</summary>
    IAsyncEnumerable<OpenNotification> ListOpenAsync(CancellationToken cancellationToken);

    /// <summary>What needs a person.</summary>
    IAsyncEnumerable<Notice> ListForPersonAsync(CancellationToken cancellationToken);
}

/// <summary>Where notifications wait to be sent.</summary>
public interface INotificationQueue
{
    /// <summary>Sends a notification on, visible after <paramref name="delay"/>. Sending it twice is harmless.</summary>
    Task SendAsync(Notice notice, TimeSpan delay, CancellationToken cancellationToken);
}

/// <summary>Messages as they were handed over, kept as evidence.</summary>
public interface INotificationEvidence
{
    /// <summary>Keeps the message of an attempt.</summary>
    Task KeepAsync(string token, int attempt, ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>The message of an attempt, or null.</summary>
    Task<ReadOnlyMemory<byte>?> FindAsync(string token, int attempt, CancellationToken cancellationToken);
}
