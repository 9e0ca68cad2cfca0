using Azure;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Storage.Tables;

/// <summary>One row at a time, against the emulator.</summary>
public sealed class TableClientTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_row_comes_back_as_it_was_inserted()
    {
        var table = await TableAsync();
        var version = await table.AddEntityAsync(new TableEntity("p", "1") { ["Name"] = "València" });

        var row = await table.GetEntityAsync("p", "1");

        Assert.Equal(("p", "1", "València"), (row.PartitionKey, row.RowKey, row.GetString("Name")));
        Assert.Equal(version, row.ETag);
        Assert.StartsWith("W/\"datetime'", row.ETag.ToString(), StringComparison.Ordinal);
        Assert.NotNull(row.Timestamp);
    }

    private async Task<TableClient> TableAsync()
    {
        var table = new TableServiceClient(await azurite.ConnectionStringAsync()).GetTableClient("t" + Guid.NewGuid().ToString("N"));
        await table.CreateIfNotExistsAsync();
        return table;
    }

    [Fact]
    public async Task Smoke()
    {
        var table = await TableAsync();
        await table.CreateIfNotExistsAsync();
        var tags = await table.SubmitTransactionAsync([.. Enumerable.Range(0, 100).Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{i:D4}") { ["N"] = i }))]);
        Assert.Equal(100, tags.Count);
        var e = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync([.. Enumerable.Range(98, 5).Select(i => new TableTransactionAction(i < 98 ? TableTransactionActionType.UpsertMerge : TableTransactionActionType.Add, new TableEntity("p", $"{i:D4}") { ["N"] = i }))]));
        Assert.Equal((409, TableErrorCode.EntityAlreadyExists, 0), (e.Status, e.ErrorCode, e.FailedTransactionActionIndex));
        var n = 0;
        await foreach (var row in table.QueryAsync(maxPerPage: 7)) Assert.Equal(n++, row.GetInt32("N"));
        Assert.Equal(100, n);
        Assert.Null(await table.GetEntityIfExistsAsync("p", "x"));
        await table.DeleteEntityAsync("p", "x");
        var x = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "0001")));
        Assert.Equal((409, TableErrorCode.EntityAlreadyExists), (x.Status, x.ErrorCode));
    }
}
