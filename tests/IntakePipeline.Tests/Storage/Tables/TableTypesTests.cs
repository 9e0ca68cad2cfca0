using System.Globalization;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Storage.Tables;

/// <summary>Every type of property, there and back again.</summary>
public sealed class TableTypesTests(AzuriteFixture azurite)
{
    private static readonly (string Name, object Value)[] Values =
    [
        ("Text", "l·l «ñ» € 漢字 😀"), ("TextEmpty", ""), ("TextNumber", "17"),
        ("TextQuotes", "'\"\\/<>&+"), ("TextLines", "a\r\nb\tc\u2028d\u0085e"), ("TextBraces", "}{ --changeset_intake--"),
        ("FlagTrue", true), ("FlagFalse", false),
        ("IntZero", 0), ("IntMax", int.MaxValue), ("IntMin", int.MinValue),
        ("LongSmall", 1L), ("LongMax", long.MaxValue), ("LongMin", long.MinValue),
        ("DoubleWhole", 1.0), ("DoubleZero", 0.0), ("DoubleNegative", -3.0), ("DoubleBeyondInt", 12345678901.0),
        ("DoubleFraction", 0.1), ("DoubleMoney", 60000.01), ("DoubleBig", 1e300), ("DoubleSmall", double.Epsilon),
        ("DoubleNaN", double.NaN), ("DoublePlus", double.PositiveInfinity), ("DoubleMinus", double.NegativeInfinity),
        ("Instant", new DateTimeOffset(2012, 6, 20, 7, 0, 0, TimeSpan.Zero).AddTicks(1234567)),
        ("InstantFirst", new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero)), ("InstantLast", DateTimeOffset.MaxValue),
        ("Guid", Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e")), ("GuidEmpty", Guid.Empty),
        ("Bytes", new byte[] { 0, 1, 0xFB, 0xFF, 0xFE, 62, 63 }), ("BytesEmpty", Array.Empty<byte>()),
        ("BytesMany", Enumerable.Range(0, 64 * 1024).Select(i => (byte)i).ToArray()),
    ];

    [Fact]
    public async Task Every_type_comes_back_the_same_from_an_insert()
    {
        var table = await azurite.NewTableAsync();
        await table.AddEntityAsync(Row());

        AssertSame(await table.GetEntityAsync("p", "1"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task Every_type_comes_back_the_same_from_an_upsert(TableUpdateMode mode)
    {
        var table = await azurite.NewTableAsync();
        await table.UpsertEntityAsync(Row(), mode);

        AssertSame(await table.GetEntityAsync("p", "1"));
    }

    [Theory]
    [InlineData(TableTransactionActionType.Add)]
    [InlineData(TableTransactionActionType.UpsertMerge)]
    [InlineData(TableTransactionActionType.UpsertReplace)]
    public async Task Every_type_comes_back_the_same_from_a_transaction_and_a_query(TableTransactionActionType type)
    {
        var table = await azurite.NewTableAsync();
        await table.SubmitTransactionAsync([new(type, Row())]);

        AssertSame(Assert.Single(await table.QueryAsync().ToListAsync()));
    }

    [Fact]
    public async Task An_instant_is_kept_in_UTC()
    {
        var table = await azurite.NewTableAsync();
        var madrid = DateTimeOffset.Parse("2012-06-20T09:00:00+02:00", CultureInfo.InvariantCulture);
        await table.AddEntityAsync(new TableEntity("p", "1") { ["At"] = madrid });

        var read = (await table.GetEntityAsync("p", "1")).GetDateTimeOffset("At")!.Value;

        Assert.Equal((madrid, TimeSpan.Zero), (read, read.Offset));
    }

    private static TableEntity Row()
    {
        var row = new TableEntity("p", "1");
        foreach (var (name, value) in Values)
            row[name] = value;
        return row;
    }

    private static void AssertSame(TableEntity row)
    {
        Assert.All(Values, value =>
        {
            Assert.Equal(value.Value.GetType(), row[value.Name]?.GetType());
            Assert.Equal(value.Value, row[value.Name]);
        });
        Assert.Equal(Values.Length, row.Count);
    }
}
