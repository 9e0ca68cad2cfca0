using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IntakePipeline.Storage;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Tests.Registry.Audit;

/// <summary>Somebody with the account's key who changes what should never change; disposing puts it back.</summary>
internal sealed class Tamper(StorageConnection storage) : IAsyncDisposable
{
    private readonly Stack<Func<Task>> undo = new();

    /// <summary>A row of the register's only partition.</summary>
    public Task<TableEntity> BookRowAsync(string row) => Table("registro").GetEntityAsync("registro", row);

    /// <summary>The first row of a table whose key begins so.</summary>
    public async Task<TableEntity> FirstAsync(string table, string prefix)
    {
        await foreach (var row in Table(table).QueryAsync())
        {
            if (row.RowKey.StartsWith(prefix, StringComparison.Ordinal))
                return row;
        }

        throw new InvalidOperationException($"{table} has no row {prefix}…");
    }

    public async Task WriteAsync(string table, TableEntity row)
    {
        var before = await Table(table).GetEntityIfExistsAsync(row.PartitionKey, row.RowKey);
        undo.Push(() => before is null
            ? Table(table).DeleteEntityAsync(row.PartitionKey, row.RowKey)
            : Table(table).UpsertEntityAsync(before, TableUpdateMode.Replace));
        await Table(table).UpsertEntityAsync(row, TableUpdateMode.Replace);
    }

    public async Task ChangeAsync(string table, string prefix, Action<TableEntity> change)
    {
        var row = await FirstAsync(table, prefix);
        change(row);
        await WriteAsync(table, row);
    }

    public async Task DeleteAsync(string table, string prefix)
    {
        var row = await FirstAsync(table, prefix);
        undo.Push(() => Table(table).UpsertEntityAsync(row, TableUpdateMode.Replace));
        await Table(table).DeleteEntityAsync(row.PartitionKey, row.RowKey);
    }

    public async Task ChangeBlobAsync(string container, string name, Func<byte[], byte[]?> change)
    {
        var blob = Blob(container, name);
        var (before, metadata) = (await blob.ExistsAsync()).Value
            ? ((await blob.DownloadContentAsync()).Value.Content.ToArray(), (await blob.GetPropertiesAsync()).Value.Metadata)
            : ([], null);
        // What is in its metadata stays: seals are.
        Task WriteAsync(byte[] bytes) => blob.UploadAsync(BinaryData.FromBytes(bytes), new BlobUploadOptions { Metadata = metadata });
        undo.Push(() => before.Length == 0 ? blob.DeleteIfExistsAsync() : WriteAsync(before));
        if (change(before) is { } after)
            await WriteAsync(after);
        else
            await blob.DeleteAsync();
    }

    public async Task SendAsync(string queue, string text)
    {
        await storage.Queues.GetQueueClient(queue).CreateIfNotExistsAsync();
        await storage.Queues.GetQueueClient(queue).SendMessageAsync(text);
        undo.Push(() => storage.Queues.GetQueueClient(queue).ClearMessagesAsync());
    }

    public async ValueTask DisposeAsync()
    {
        while (undo.TryPop(out var back))
            await back();
    }

    private TableClient Table(string name) => storage.Tables.GetTableClient(name);

    private BlobClient Blob(string container, string name) => storage.Blobs.GetBlobContainerClient(container).GetBlobClient(name);
}
