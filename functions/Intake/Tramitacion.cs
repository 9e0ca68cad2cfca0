using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Intake;

/// <summary>The queue <c>tramitacion</c>: what comes after the receipt.</summary>
public sealed class Tramitacion(SubmissionProcessing processing)
{
    /// <summary>Inspects, validates and decides one entry.</summary>
    [Function("tramitar")]
    public async Task Run([QueueTrigger(Pipeline.Queues.Processing)] ProcessingMessage message, CancellationToken cancellationToken)
    {
        using var activity = PipelineTelemetry.Continue("submission.process", message.TraceParent);
        var number = message.ToNumber();
        activity?.SetTag("registro", number.ToString());
        await processing.ProcessAsync(number, cancellationToken);
    }
}
