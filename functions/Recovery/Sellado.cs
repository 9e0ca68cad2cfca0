using IntakePipeline.Panel;
using IntakePipeline.Receipts.Timestamps;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Recovery;

/// <summary>The queue <c>sellos-de-tiempo</c>: receipts that wait for the authority's timestamp.</summary>
public sealed class Sellado(TimestampDesk timestamps, FailureWatch failures)
{
    /// <summary>Gets one timestamp, or has it tried again later.</summary>
    [Function("sellar-tiempo")]
    public Task Run([QueueTrigger(Pipeline.Queues.Timestamps)] TimestampMessage message, CancellationToken cancellationToken) =>
        failures.RunAsync(message.Code, () => timestamps.StampAsync(message.ToCode(), message.Attempt, cancellationToken), cancellationToken);
}
