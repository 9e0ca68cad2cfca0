using System.Globalization;
using Azure;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Storage.Tables;

/// <summary>All or nothing, against the emulator.</summary>
public sealed class TableTransactionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_hundred_operations_are_done_together()
    {
        var table = await azurite.NewTableAsync();

        var versions = await table.SubmitTransactionAsync([.. Enumerable.Range(0, 100).Select(n => TestTables.Add("p", Key(n), new string('ñ', 1000)))]);

        var rows = await table.QueryAsync().ToListAsync();
        Assert.Equal(Enumerable.Range(0, 100).Select(Key), rows.Select(r => r.RowKey));
        Assert.Equal(versions, rows.Select(r => r.ETag));
    }

    [Fact]
    public async Task Every_kind_of_operation_does_what_it_says()
    {
        var table = await azurite.NewTableAsync();
        string[] before = ["merged", "replaced", "upsert-merged", "upsert-replaced", "deleted"];
        foreach (var key in before)
            await table.AddEntityAsync(new TableEntity("p", key) { ["Old"] = "old" });

        var versions = await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, Row("added")),
            new(TableTransactionActionType.UpdateMerge, Row("merged")),
            new(TableTransactionActionType.UpdateReplace, Row("replaced")),
            new(TableTransactionActionType.UpsertMerge, Row("upsert-merged")),
            new(TableTransactionActionType.UpsertReplace, Row("upsert-replaced")),
            new(TableTransactionActionType.UpsertMerge, Row("upsert-merge-added")),
            new(TableTransactionActionType.UpsertReplace, Row("upsert-replace-added")),
            new(TableTransactionActionType.Delete, Row("deleted")),
        ]);

        var rows = (await table.QueryAsync().ToListAsync()).ToDictionary(r => r.RowKey);
        Assert.Equal(
            ["added", "merged", "replaced", "upsert-merge-added", "upsert-merged", "upsert-replace-added", "upsert-replaced"], rows.Keys);
        Assert.All(rows.Values, r => Assert.Equal("new", r.GetString("New")));
        Assert.Equal(["merged", "upsert-merged"], rows.Values.Where(r => r.GetString("Old") is not null).Select(r => r.RowKey));
        Assert.Equal([rows["added"].ETag, rows["merged"].ETag, rows["replaced"].ETag], versions.Take(3));
        Assert.Equal(default, versions[^1]);

        static TableEntity Row(string key) => new("p", key) { ["New"] = "new" };
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 5)]
    [InlineData(99, 100)]
    public async Task An_insert_that_exists_undoes_all_and_is_named(int failing, int count)
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", Key(failing)) { ["Name"] = "first" });

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([.. Enumerable.Range(0, count).Select(n => TestTables.Add("p", Key(n), "second"))]));

        Assert.Equal((409, TableErrorCode.EntityAlreadyExists, failing), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        Assert.Equal("first", Assert.Single(await table.QueryAsync().ToListAsync()).GetString("Name"));
    }

    [Fact]
    public async Task An_older_head_undoes_all_and_is_named()
    {
        var table = await azurite.NewTableAsync();
        var read = await table.AddEntityAsync(new TableEntity("2012", "head") { ["Number"] = 1 });
        await table.UpdateEntityAsync(new TableEntity("2012", "head") { ["Number"] = 2 }, read, TableUpdateMode.Replace);

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            TestTables.Add("2012", "000002"),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("2012", "head") { ["Number"] = 2 }, read),
        ]));

        Assert.Equal((412, TableErrorCode.UpdateConditionNotSatisfied, 1), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        Assert.Null(await table.GetEntityIfExistsAsync("2012", "000002"));
        Assert.Equal(2, (await table.GetEntityAsync("2012", "head")).GetInt32("Number"));
    }

    [Fact]
    public async Task The_head_that_was_read_is_replaced()
    {
        var table = await azurite.NewTableAsync();
        var read = await table.AddEntityAsync(new TableEntity("2012", "head") { ["Number"] = 1 });

        var versions = await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpdateReplace, new TableEntity("2012", "head") { ["Number"] = 2 }, read),
            TestTables.Add("2012", "000002"),
        ]);

        var head = await table.GetEntityAsync("2012", "head");
        Assert.Equal((2, versions[0]), (head.GetInt32("Number"), head.ETag));
        await table.SubmitTransactionAsync([new(TableTransactionActionType.Delete, head, versions[0])]);
        Assert.Null(await table.GetEntityIfExistsAsync("2012", "head"));
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task A_row_that_must_exist_and_does_not_undoes_all_and_is_named(TableTransactionActionType type)
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([TestTables.Add("p", "0"), new(type, new TableEntity("p", "1"))]));

        Assert.Equal((404, TableErrorCode.ResourceNotFound, 1), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        Assert.Empty(await table.QueryAsync().ToListAsync());
    }

    [Fact]
    public async Task The_same_row_twice_is_refused()
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([TestTables.Add("p", "0"), new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "0"))]));

        Assert.Equal((400, TableErrorCode.InvalidDuplicateRow), (refusal.Status, refusal.ErrorCode));
        Assert.Empty(await table.QueryAsync().ToListAsync());
    }

    [Fact]
    public async Task None_too_many_or_several_partitions_are_mistakes_of_the_caller()
    {
        var table = await azurite.NewTableAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => table.SubmitTransactionAsync([]));
        await Assert.ThrowsAsync<ArgumentException>(() => table.SubmitTransactionAsync([.. Enumerable.Range(0, 101).Select(n => TestTables.Add("p", Key(n)))]));
        await Assert.ThrowsAsync<ArgumentException>(() => table.SubmitTransactionAsync([TestTables.Add("p", "0"), TestTables.Add("q", "1")]));
        Assert.Empty(await table.QueryAsync().ToListAsync());
    }

    [Fact]
    public async Task A_transaction_above_four_mebibytes_is_refused()
    {
        var table = await azurite.NewTableAsync();
        var bytes = new byte[32 * 1024];
        var actions = Enumerable.Range(0, 100)
            .Select(n => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", Key(n)) { ["Bytes"] = bytes })).ToList();

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.SubmitTransactionAsync(actions));

        Assert.Equal((413, TableErrorCode.RequestBodyTooLarge), (refusal.Status, refusal.ErrorCode));
        Assert.Empty(await table.QueryAsync().ToListAsync());
    }

    [Fact]
    public async Task Writers_of_one_head_each_get_their_own_number()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("2012", "head") { ["Number"] = 0 });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            while (true)
            {
                var head = await table.GetEntityAsync("2012", "head");
                var number = head.GetInt32("Number")!.Value + 1;
                try
                {
                    await table.SubmitTransactionAsync(
                    [
                        new(TableTransactionActionType.UpdateReplace, new TableEntity("2012", "head") { ["Number"] = number }, head.ETag),
                        TestTables.Add("2012", Key(number), $"{writer}"),
                    ]);
                    return;
                }
                catch (TableTransactionFailedException e) when (e.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied)
                {
                    // Another was first: read again.
                }
            }
        }));

        var entries = (await table.QueryAsync().ToListAsync()).Where(r => r.RowKey != "head").ToList();
        Assert.Equal(Enumerable.Range(1, 8).Select(Key), entries.Select(r => r.RowKey));
        Assert.Equal(8, entries.Select(r => r.GetString("Name")).Distinct().Count());
    }

    private static string Key(int n) => n.ToString("D6", CultureInfo.InvariantCulture);
}
