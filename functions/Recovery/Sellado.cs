using IntakePipeline.Receipts.Timestamps;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Recovery;

/// <summary>The queue <c>sellos-de-tiempo</c>: receipts that wait for the authority's timestamp.</summary>
public sealed class Sellado(TimestampDesk timestamps)
{
    /// <summary>Gets one timestamp, or has it tried again later.</summary>
    [Function("sellar-tiempo")]
    public Task Run([QueueTrigger(Pipeline.Queues.Timestamps)] TimestampMessage message, CancellationToken cancellationToken) =>
        timestamps.StampAsync(message.ToCode(), message.Attempt, cancellationToken);
}
