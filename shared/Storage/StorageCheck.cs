using Azure;
using IntakePipeline.Health;
using IntakePipeline.Registry;

namespace IntakePipeline.Storage;

/// <summary>Whether blobs, queues and tables answer, in both accounts where there are two.</summary>
/// <param name="storage">The storage.</param>
/// <param name="ledger">The book: its head is what every registration reads first.</param>
public sealed class StorageCheck(StorageConnection storage, ILedgerStore ledger) : IReadinessCheck
{
    /// <inheritdoc/>
    public string Name => "almacenamiento";

    /// <inheritdoc/>
    public async Task<string?> FindTroubleAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(
                storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Inbox).GetPropertiesAsync(cancellationToken: cancellationToken),
                storage.Custody.Blobs.GetBlobContainerClient(Pipeline.Containers.Custody).GetPropertiesAsync(cancellationToken: cancellationToken),
                storage.Queues.GetQueueClient(Pipeline.Queues.Processing).GetPropertiesAsync(cancellationToken),
                ledger.ReadHeadAsync(cancellationToken));
            return null;
        }
        catch (RequestFailedException e)
        {
            return e.Status == 0 ? "no answer" : $"{e.Status} {e.ErrorCode}";
        }
        catch (AggregateException)
        {
            // The client's own retries, all of them in vain.
            return "no answer";
        }
    }
}
