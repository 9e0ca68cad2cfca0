using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;

namespace IntakePipeline.Storage;

/// <summary>The queues <c>evaluacion-{department}</c>, made when a department gets its first message.</summary>
public sealed class EvaluationQueues(QueueServiceClient queues) : IEvaluationQueue
{
    // The service's own default is seven days, and then the message is gone.
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <inheritdoc/>
    public async Task SendAsync(DepartmentId department, EvaluationItem item, CancellationToken cancellationToken)
    {
        var queue = queues.GetQueueClient(Pipeline.Queues.EvaluationPrefix + department.Value);
        try
        {
            await SendAsync();
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await SendAsync();
        }

        Task SendAsync() => queue.SendMessageAsync(item.ToJson(), timeToLive: Forever, cancellationToken: cancellationToken);
    }
}
