using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Intake;

/// <summary>The queue <c>tramitacion</c>: what comes after the receipt.</summary>
public sealed class Tramitacion(SubmissionProcessing processing)
{
    /// <summary>Inspects, validates and decides one entry.</summary>
    [Function("tramitar")]
    public Task Run([QueueTrigger(Pipeline.Queues.Processing)] ProcessingMessage message, CancellationToken cancellationToken) =>
        processing.ProcessAsync(message.ToNumber(), cancellationToken);
}
