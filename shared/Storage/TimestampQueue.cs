using Azure.Storage.Queues;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Timestamps;

namespace IntakePipeline.Storage;

/// <summary><c>sellos-de-tiempo</c> as a storage queue.</summary>
/// <param name="queues">The storage account.</param>
public sealed class TimestampQueue(QueueServiceClient queues) : ITimestampQueue
{
    private readonly QueueClient queue = queues.GetQueueClient(Pipeline.Queues.Timestamps);

    /// <inheritdoc/>
    public Task SendAsync(VerificationCode code, int attempt, TimeSpan delay, CancellationToken cancellationToken) =>
        queue.SendMessageAsync(
            new TimestampMessage(1, code.Compact, attempt).ToBinaryData(), visibilityTimeout: delay, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellationToken);
}
