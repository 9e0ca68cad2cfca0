using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Tests.Storage.Tables;

/// <summary>A row in memory.</summary>
public sealed class TableEntityTests
{
    [Fact]
    public void An_absent_property_is_null_in_every_type()
    {
        var row = new TableEntity("p", "1");

        Assert.Null(row["X"]);
        Assert.Null(row.GetString("X"));
        Assert.Null(row.GetBoolean("X"));
        Assert.Null(row.GetInt32("X"));
        Assert.Null(row.GetInt64("X"));
        Assert.Null(row.GetDouble("X"));
        Assert.Null(row.GetDateTimeOffset("X"));
        Assert.Null(row.GetGuid("X"));
        Assert.Null(row.GetBinary("X"));
    }

    [Fact]
    public void A_property_of_another_type_is_not_converted_in_silence()
    {
        var row = new TableEntity("p", "1") { ["N"] = 1 };

        Assert.Throws<InvalidOperationException>(() => row.GetInt64("N"));
        Assert.Throws<InvalidOperationException>(() => row.GetString("N"));
    }

    [Fact]
    public void Setting_null_takes_the_property_off()
    {
        var row = new TableEntity("p", "1") { ["A"] = 1, ["B"] = 2 };
        row["A"] = null;

        Assert.Equal([KeyValuePair.Create<string, object?>("B", 2)], row);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PartitionKey")]
    [InlineData("RowKey")]
    [InlineData("Timestamp")]
    [InlineData("odata.etag")]
    [InlineData("N@odata.type")]
    [InlineData("a-b")]
    [InlineData("1a")]
    public void A_name_the_service_keeps_for_itself_or_does_not_take_is_refused(string name)
    {
        var row = new TableEntity("p", "1");

        Assert.Throws<ArgumentException>(() => row[name] = "x");
    }

    [Fact]
    public void A_type_the_service_does_not_store_is_refused()
    {
        var row = new TableEntity("p", "1");

        Assert.Throws<ArgumentException>(() => row["X"] = 1m);
        Assert.Throws<ArgumentException>(() => row["X"] = DateTime.UnixEpoch);
        Assert.Throws<ArgumentException>(() => row["X"] = new DateTimeOffset(1600, 12, 31, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(0, row.Count);
    }

    [Fact]
    public void Keys_are_never_null()
    {
        Assert.Throws<ArgumentNullException>(() => new TableEntity(null!, "1"));
        Assert.Throws<ArgumentNullException>(() => new TableEntity("p", null!));
    }
}
