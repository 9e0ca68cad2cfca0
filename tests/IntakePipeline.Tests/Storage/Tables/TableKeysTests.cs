using IntakePipeline.Storage.Tables;
using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Storage.Tables;

/// <summary>Keys that would break an address, a literal or a signature if they were not escaped.</summary>
public sealed class TableKeysTests(AzuriteFixture azurite)
{
    public static TheoryData<string> OddKeys =>
    [
        "", " ", "a b", " a", "O'Brien", "''", "a''b'", "\"", "ñ l·l", "漢字", "😀", "a+b", "a&b=c", "(x)", "a,b", "{x}", "@", "a:b", "~", "$batch",
        "!*;|^`", "<>", "..", "-", "100%", "a%20b", "%27", new string('k', 500),
    ];

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task An_odd_key_finds_its_row_alone(string key)
    {
        var table = await azurite.NewTableAsync();
        var inserted = await table.AddEntityAsync(new TableEntity(key, key) { ["N"] = 1 });
        var version = await table.UpdateEntityAsync(new TableEntity(key, key) { ["N"] = 2 }, inserted);

        var row = await table.GetEntityAsync(key, key);
        Assert.Equal((key, key, 2, version), (row.PartitionKey, row.RowKey, row.GetInt32("N"), row.ETag));

        await table.DeleteEntityAsync(key, key, version);
        Assert.Null(await table.GetEntityIfExistsAsync(key, key));
    }

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task An_odd_key_finds_its_row_in_a_transaction_and_in_a_filter(string key)
    {
        var table = await azurite.NewTableAsync();
        await table.SubmitTransactionAsync([TestTables.Add(key, key), TestTables.Add(key, "other")]);
        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpdateReplace, new TableEntity(key, key) { ["Name"] = key }),
            new(TableTransactionActionType.Delete, new TableEntity(key, "other")),
        ]);

        var rows = await table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key} and Name eq {key}")).ToListAsync();

        Assert.Equal((key, key), Assert.Single(rows.Select(r => (r.RowKey, r.GetString("Name")!))));
        Assert.Null(await table.GetEntityIfExistsAsync(key, "other"));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\u0001b")]
    public async Task A_key_the_service_does_not_take_is_refused(string key)
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<Azure.RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", key)));

        Assert.Equal((400, TableErrorCode.InvalidInput), (refusal.Status, refusal.ErrorCode));
    }
}
