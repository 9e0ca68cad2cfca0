using Azure.Storage.Blobs;
using IntakePipeline.Panel;
using IntakePipeline.Submissions;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Intake;

/// <summary>The blob door: fires when a submission's <c>solicitud.json</c> lands in <c>entrada</c>.</summary>
public sealed class Entrada(DepositedIntake intake, FailureWatch failures)
{
    /// <summary>Registers or refuses what was left under <paramref name="presentacion"/>; finds it done when the HTTP door was first.</summary>
    [Function("registrar-entrada")]
    public Task Run(
#if AZURE_HOST
        [BlobTrigger(Pipeline.InboxTrigger, Source = BlobTriggerSource.EventGrid)] BlobClient solicitud,
#else
        [BlobTrigger(Pipeline.InboxTrigger)] BlobClient solicitud,
#endif
        string presentacion, CancellationToken cancellationToken) =>
        // Event Grid does not check the path, and a capture may cross folders: only a key is a key.
        solicitud.Name == $"{presentacion}/{FileName.Envelope}" && SubmissionKey.TryParse(presentacion, out var key)
            ? failures.RunAsync(MessageSubject.Blob(Pipeline.Containers.Inbox, solicitud.Name), () => intake.CollectAsync(key, cancellationToken), cancellationToken)
            : Task.CompletedTask;
}
