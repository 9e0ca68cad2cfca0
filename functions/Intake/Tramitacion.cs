using IntakePipeline.Evaluation;
using IntakePipeline.Panel;
using IntakePipeline.Registry;
using IntakePipeline.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Intake;

/// <summary>The queue <c>tramitacion</c>: what comes after the receipt.</summary>
public sealed class Tramitacion(SubmissionProcessing processing, FailureWatch failures)
{
    /// <summary>Inspects, validates and decides one entry.</summary>
    [Function("tramitar")]
    public Task Run([QueueTrigger(Pipeline.Queues.Processing)] ProcessingMessage message, CancellationToken cancellationToken) =>
        failures.RunAsync(message.Entry, () => ProcessAsync(message, cancellationToken), cancellationToken);

    private async Task ProcessAsync(ProcessingMessage message, CancellationToken cancellationToken)
    {
        using var activity = PipelineTelemetry.Continue("submission.process", message.TraceParent);
        var number = message.ToNumber();
        activity?.SetTag("registro", number.ToString());
        await processing.ProcessAsync(number, cancellationToken);
    }
}
