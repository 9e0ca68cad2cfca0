using Azure.Storage.Queues;
using NodaTime;

namespace IntakePipeline.Storage;

/// <summary>How many messages wait in <c>tramitacion</c>, and since when. Looking takes nothing away.</summary>
/// <param name="queues">The storage account.</param>
public sealed class WaitingQueue(QueueServiceClient queues)
{
    private const int MostPeeked = 32;

    private readonly QueueClient queue = queues.GetQueueClient(Pipeline.Queues.Processing);

    /// <summary>About how many messages, and when the oldest that can be seen was sent; null when none can: those being processed are hidden.</summary>
    public async Task<(int Count, Instant? Since)> LookAsync(CancellationToken cancellationToken)
    {
        var count = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        if (count == 0)
            return (0, null);
        var seen = (await queue.PeekMessagesAsync(MostPeeked, cancellationToken)).Value;
        return (count, seen.Min(m => m.InsertedOn) is { } first ? Instant.FromDateTimeOffset(first) : null);
    }
}
