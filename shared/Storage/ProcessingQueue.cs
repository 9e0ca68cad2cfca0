using System.Diagnostics;
using Azure.Storage.Queues;
using IntakePipeline.Registry;

namespace IntakePipeline.Storage;

/// <summary><c>tramitacion</c> as a storage queue.</summary>
/// <param name="queues">The storage account; its messages are base64, as the queue trigger reads them.</param>
public sealed class ProcessingQueue(QueueServiceClient queues) : IProcessingQueue
{
    private readonly QueueClient queue = queues.GetQueueClient(Pipeline.Queues.Processing);

    /// <inheritdoc/>
    public Task SendAsync(RegistryNumber number, TimeSpan after, CancellationToken cancellationToken) =>
        // Never expires: what waits here is somebody's application.
        queue.SendMessageAsync((ProcessingMessage.For(number) with { TraceParent = Activity.Current?.Id }).ToBinaryData(), visibilityTimeout: after, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellationToken);
}
