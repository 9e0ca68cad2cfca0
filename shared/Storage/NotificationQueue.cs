using Azure.Storage.Queues;
using IntakePipeline.Notifications;

namespace IntakePipeline.Storage;

/// <summary><c>notificaciones</c> as a storage queue.</summary>
/// <param name="queues">The storage account; its messages are base64, as the queue trigger reads them.</param>
public sealed class NotificationQueue(QueueServiceClient queues) : INotificationQueue
{
    private readonly QueueClient queue = queues.GetQueueClient(Pipeline.Queues.Notifications);

    /// <inheritdoc/>
    public Task SendAsync(Notice notice, TimeSpan delay, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(
            NotificationMessage.For(notice).ToBinaryData(), delay > TimeSpan.Zero ? delay : TimeSpan.Zero, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellationToken);
}
