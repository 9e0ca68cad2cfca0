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
        var table = await azurite.NewTableAsync();
        var version = await table.AddEntityAsync(new TableEntity("p", "1") { ["Name"] = "València" });

        var row = await table.GetEntityAsync("p", "1");

        Assert.Equal(("p", "1", "València"), (row.PartitionKey, row.RowKey, row.GetString("Name")));
        Assert.Equal(1, row.Count);
        Assert.Equal(version, row.ETag);
        Assert.StartsWith("W/\"datetime'", row.ETag.ToString(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, row.Timestamp!.Value.Offset);
    }

    [Fact]
    public async Task Making_a_table_that_exists_changes_nothing()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "1"));

        await table.CreateIfNotExistsAsync();

        Assert.NotNull(await table.GetEntityIfExistsAsync("p", "1"));
    }

    [Fact]
    public async Task A_table_with_an_impossible_name_is_refused()
    {
        var table = new TableServiceClient(await azurite.ConnectionStringAsync()).GetTableClient("no-guiones");

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.CreateIfNotExistsAsync());

        Assert.Equal(400, refusal.Status);
    }

    [Fact]
    public async Task Inserting_a_row_twice_is_a_conflict()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "1") { ["N"] = 1 });

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "1") { ["N"] = 2 }));

        Assert.Equal((409, TableErrorCode.EntityAlreadyExists), (refusal.Status, refusal.ErrorCode));
        Assert.Equal(409, refusal.GetRawResponse()!.Status);
        Assert.Contains("already exists", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await table.GetEntityAsync("p", "1")).GetInt32("N"));
    }

    [Fact]
    public async Task A_missing_row_is_an_error_or_null_as_asked()
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync("p", "1"));

        Assert.Equal((404, TableErrorCode.ResourceNotFound), (refusal.Status, refusal.ErrorCode));
        Assert.Null(await table.GetEntityIfExistsAsync("p", "1"));
    }

    [Fact]
    public async Task A_missing_table_is_named_as_the_reason()
    {
        var table = new TableServiceClient(await azurite.ConnectionStringAsync()).GetTableClient(TestTables.NewName());

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "1")));

        Assert.Equal((404, TableErrorCode.TableNotFound), (refusal.Status, refusal.ErrorCode));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, "old")]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task An_upsert_inserts_and_then_merges_or_replaces(TableUpdateMode mode, string? kept)
    {
        var table = await azurite.NewTableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "1") { ["Old"] = "old", ["Both"] = 1 }, mode);

        var version = await table.UpsertEntityAsync(new TableEntity("p", "1") { ["Both"] = 2 }, mode);

        var row = await table.GetEntityAsync("p", "1");
        Assert.Equal((kept, 2, version), (row.GetString("Old"), row.GetInt32("Both"), row.ETag));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge, "old")]
    [InlineData(TableUpdateMode.Replace, null)]
    public async Task An_update_of_the_version_read_merges_or_replaces(TableUpdateMode mode, string? kept)
    {
        var table = await azurite.NewTableAsync();
        var read = await table.AddEntityAsync(new TableEntity("p", "1") { ["Old"] = "old", ["Both"] = 1 });

        var version = await table.UpdateEntityAsync(new TableEntity("p", "1") { ["Both"] = 2 }, read, mode);

        var row = await table.GetEntityAsync("p", "1");
        Assert.Equal((kept, 2, version), (row.GetString("Old"), row.GetInt32("Both"), row.ETag));
        Assert.NotEqual(read, version);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_of_an_older_version_is_refused(TableUpdateMode mode)
    {
        var table = await azurite.NewTableAsync();
        var read = await table.AddEntityAsync(new TableEntity("p", "1") { ["N"] = 1 });
        await table.UpdateEntityAsync(new TableEntity("p", "1") { ["N"] = 2 }, ETag.All, mode);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "1") { ["N"] = 3 }, read, mode));

        Assert.Equal((412, TableErrorCode.UpdateConditionNotSatisfied), (refusal.Status, refusal.ErrorCode));
        Assert.Equal(2, (await table.GetEntityAsync("p", "1")).GetInt32("N"));
    }

    [Fact]
    public async Task An_update_never_inserts_whatever_version_it_asks_for()
    {
        var table = await azurite.NewTableAsync();

        foreach (var any in new[] { ETag.All, default })
            Assert.Equal(404, (await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "1"), any))).Status);

        Assert.Null(await table.GetEntityIfExistsAsync("p", "1"));
    }

    [Fact]
    public async Task Deleting_a_row_twice_is_no_error()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "1"));

        await table.DeleteEntityAsync("p", "1");
        await table.DeleteEntityAsync("p", "1");

        Assert.Null(await table.GetEntityIfExistsAsync("p", "1"));
    }

    [Fact]
    public async Task Deleting_an_older_version_is_refused()
    {
        var table = await azurite.NewTableAsync();
        var read = await table.AddEntityAsync(new TableEntity("p", "1"));
        var version = await table.UpsertEntityAsync(new TableEntity("p", "1") { ["N"] = 2 });

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "1", read));
        await table.DeleteEntityAsync("p", "1", version);

        Assert.Equal((412, TableErrorCode.UpdateConditionNotSatisfied), (refusal.Status, refusal.ErrorCode));
        Assert.Null(await table.GetEntityIfExistsAsync("p", "1"));
    }

    [Fact]
    public async Task A_selection_reads_the_keys_and_what_it_names()
    {
        var table = await azurite.NewTableAsync();
        var version = await table.AddEntityAsync(new TableEntity("p", "1") { ["A"] = "a", ["B"] = 2L, ["C"] = "c" });

        var row = await table.GetEntityAsync("p", "1", ["B", "Absent"]);

        Assert.Equal(("p", "1", version), (row.PartitionKey, row.RowKey, row.ETag));
        Assert.Equal([KeyValuePair.Create<string, object?>("B", 2L)], row);
    }

    [Fact]
    public async Task A_request_cancelled_before_it_starts_changes_nothing()
    {
        var table = await azurite.NewTableAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.AddEntityAsync(new TableEntity("p", "1"), new CancellationToken(canceled: true)));

        Assert.Null(await table.GetEntityIfExistsAsync("p", "1"));
    }
}
