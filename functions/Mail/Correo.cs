using Azure.Storage.Blobs;
using IntakePipeline.Mail;
using IntakePipeline.Panel;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Mail;

/// <summary>The mail door (R4 8.3): fires when a message lands in <c>correo</c>.</summary>
public sealed partial class Correo(MailIntake intake, MailReconciler reconciler, FailureWatch failures, ILogger<Correo> logger)
{
    /// <summary>Registers a mail's documents, or asks a person.</summary>
    [Function("registrar-correo")]
    public Task Run(
#if AZURE_HOST
        [BlobTrigger(Pipeline.MailTrigger, Source = BlobTriggerSource.EventGrid)] BlobClient mensaje,
#else
        [BlobTrigger(Pipeline.MailTrigger)] BlobClient mensaje,
#endif
        CancellationToken cancellationToken) =>
        // Event Grid does not check the path.
        mensaje.BlobContainerName == Pipeline.Containers.Mail
            ? failures.RunAsync(MessageSubject.Blob(mensaje.BlobContainerName, mensaje.Name), () => CollectAsync(mensaje.Name, cancellationToken), cancellationToken)
            : Task.CompletedTask;

    /// <summary>Takes in what a missed event left.</summary>
    [Function("conciliar-correo")]
    public async Task Reconcile([TimerTrigger("20 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        LogReconciled(logger, await reconciler.RunAsync(cancellationToken));

    private async Task CollectAsync(string path, CancellationToken cancellationToken)
    {
        if (await intake.CollectAsync(path, cancellationToken) is { } record)
            LogCollected(logger, record.Id, record.State.Code);
    }

    [LoggerMessage(EventId = 701, Level = LogLevel.Information, Message = "Mail {Id}: {State}")]
    private static partial void LogCollected(ILogger logger, string id, string state);

    [LoggerMessage(EventId = 702, Level = LogLevel.Information, Message = "Mail reconciled: {Taken} taken in now")]
    private static partial void LogReconciled(ILogger logger, int taken);
}
