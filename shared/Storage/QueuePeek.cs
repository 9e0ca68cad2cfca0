using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using IntakePipeline.Registry.Audit;

namespace IntakePipeline.Storage;

/// <summary>Looks at the pipeline's queues without taking anything away: storage shows 32 messages at most, and none that is being worked on.</summary>
/// <param name="queues">The storage account.</param>
public sealed class QueuePeek(QueueServiceClient queues) : IQueuePeek
{
    private const int Shown = 32;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PeekedQueue>> PeekAsync(CancellationToken cancellationToken)
    {
        var found = new List<PeekedQueue>();
        await foreach (var item in queues.GetQueuesAsync(cancellationToken: cancellationToken))
        {
            if (IsOurs(item.Name) && await PeekAsync(queues.GetQueueClient(item.Name), cancellationToken) is { } queue)
                found.Add(queue);
        }

        return found;
    }

    private static bool IsOurs(string name) =>
        name is Pipeline.Queues.Processing or Pipeline.Queues.BlobPoison
        || name.StartsWith(Pipeline.Queues.EvaluationPrefix, StringComparison.Ordinal) || name.EndsWith(Pipeline.Queues.PoisonSuffix, StringComparison.Ordinal);

    private static async Task<PeekedQueue?> PeekAsync(QueueClient queue, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await queue.GetPropertiesAsync(cancellationToken);
            PeekedMessage[] messages = await queue.PeekMessagesAsync(Shown, cancellationToken);
            return new PeekedQueue(queue.Name, properties.Value.ApproximateMessagesCount, [.. messages.Select(m => m.Body.ToString())]);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
