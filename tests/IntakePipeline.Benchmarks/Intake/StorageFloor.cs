using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using IntakePipeline.Benchmarks.Registry;
using IntakePipeline.Local.Filing;
using IntakePipeline.Registry;
using IntakePipeline.Storage;

namespace IntakePipeline.Benchmarks.Intake;

/// <summary>
/// The floor: for each submission the storage calls that the pipeline makes before its receipt, of the same sizes, in the same order and with the same
/// conditions, issued bare by the same clients. No HTTP request of ours, no parsing, no hashing, no documents made.
/// </summary>
/// <param name="storage">A storage account of its own, with the layout made.</param>
internal sealed class StorageFloor(StorageConnection storage) : IAsyncDisposable
{
    // The group commit is part of how the calls are issued: without it the floor would make more transactions than the pipeline.
    private readonly RegistryLedger ledger = new(new LedgerTable(storage.Tables.GetTableClient(Pipeline.Tables.Registry)));
    private readonly BlobContainerClient inbox = storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Inbox);
    private readonly BlobContainerClient custody = storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Custody);
    private readonly BlobContainerClient receipts = storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Receipts);
    private readonly QueueClient queue = storage.Queues.GetQueueClient(Pipeline.Queues.Processing);
    private readonly LedgerTable table = new(storage.Tables.GetTableClient(Pipeline.Tables.Registry));

    /// <summary>What a receipt weighs; taken from a real one.</summary>
    public required (byte[] Json, byte[] Pdf) Receipt { get; init; }

    /// <summary>Issues the calls of one submission.</summary>
    public async Task IssueAsync(int number, SubmissionFolder folder, byte[] memoria, CancellationToken cancellationToken)
    {
        var key = EntryDrafts.Key("floor", number);
        await table.FindAsync(key, cancellationToken);
        var signature = await PutAsync(inbox, $"{key}/solicitud.json.p7s", folder.Signature!, cancellationToken);
        var document = await PutAsync(inbox, $"{key}/memoria.pdf", memoria, cancellationToken);
        var envelope = await PutAsync(inbox, $"{key}/solicitud.json", folder.Envelope, cancellationToken);
        await Task.WhenAll(
            CopyAsync($"{key}/solicitud.json", envelope, cancellationToken),
            CopyAsync($"{key}/solicitud.json.p7s", signature, cancellationToken),
            CopyAsync($"{key}/memoria.pdf", document, cancellationToken));
        await ledger.AppendAsync(EntryDrafts.Of(key), cancellationToken);
        await Task.WhenAll(
            PutAsync(receipts, $"{key}.json", Receipt.Json, cancellationToken),
            PutAsync(receipts, $"{key}.pdf", Receipt.Pdf, cancellationToken),
            queue.SendMessageAsync("{\"version\":1,\"registro\":\"2012/000001\"}", cancellationToken));
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    private static async Task<ETag> PutAsync(BlobContainerClient container, string name, byte[] content, CancellationToken cancellationToken) =>
        (await container.GetBlobClient(name).UploadAsync(
            BinaryData.FromBytes(content), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken)).Value.ETag;

    private Task<CopyFromUriOperation> CopyAsync(string name, ETag version, CancellationToken cancellationToken) =>
        custody.GetBlobClient(name).StartCopyFromUriAsync(
            inbox.GetBlobClient(name).Uri,
            new BlobCopyFromUriOptions
            {
                SourceConditions = new BlobRequestConditions { IfMatch = version },
                DestinationConditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            },
            cancellationToken);
}
