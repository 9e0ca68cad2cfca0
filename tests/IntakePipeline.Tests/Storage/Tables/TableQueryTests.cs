using System.Globalization;
using System.Net;
using Azure;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Storage.Tables;

/// <summary>Filters, selections and pages.</summary>
public sealed class TableQueryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task More_rows_than_a_page_holds_come_all_and_in_order()
    {
        var pages = 0;
        var table = await azurite.NewTableAsync(Wire.Options((request, next) =>
        {
            pages += request.Method == HttpMethod.Get ? 1 : 0;
            return next();
        }));
        for (var i = 0; i < 1100; i += 100)
            await table.SubmitTransactionAsync([.. Enumerable.Range(i, 100).Select(n => TestTables.Add("O'Brien & €", Key(n)))]);

        var rows = await table.QueryAsync().ToListAsync();

        Assert.Equal(Enumerable.Range(0, 1100).Select(Key), rows.Select(r => r.RowKey));
        Assert.Equal(2, pages);

        static string Key(int n) => n.ToString("D6", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Pages_of_the_asked_size_keep_filter_and_selection()
    {
        var table = await azurite.NewTableAsync();
        for (var i = 0; i < 10; i++)
            await table.AddEntityAsync(new TableEntity($"p{i % 2}", $"{i}") { ["N"] = i, ["Name"] = "x" });

        var rows = await table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {"p1"} and N ge {3}"), maxPerPage: 1, select: ["N"]).ToListAsync();

        Assert.Equal([3, 5, 7, 9], rows.Select(r => r.GetInt32("N")!.Value));
        Assert.All(rows, r => Assert.Equal(("p1", null, 1), (r.PartitionKey, r.GetString("Name"), r.Count)));
    }

    [Fact]
    public async Task Reading_stops_where_the_reader_stops()
    {
        var pages = 0;
        var table = await azurite.NewTableAsync(Wire.Options((request, next) =>
        {
            pages += request.Method == HttpMethod.Get ? 1 : 0;
            return next();
        }));
        await table.SubmitTransactionAsync([.. Enumerable.Range(0, 10).Select(n => TestTables.Add("p", $"{n}"))]);

        await foreach (var row in table.QueryAsync(maxPerPage: 2))
        {
            if (row.RowKey == "2")
                break;
        }

        Assert.Equal(2, pages);
    }

    [Fact]
    public async Task Every_type_can_be_filtered_on()
    {
        var table = await azurite.NewTableAsync();
        var at = new DateTimeOffset(2012, 6, 28, 21, 59, 59, TimeSpan.Zero).AddTicks(9_999_999);
        var id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
        byte[] bytes = [0xFB, 0xFF];
        await table.AddEntityAsync(new TableEntity("p", "1")
        {
            ["Text"] = "l'Alcúdia & «x»",
            ["Flag"] = true,
            ["Int"] = -7,
            ["Long"] = 5_000_000_000,
            ["Double"] = 2.0,
            ["At"] = at,
            ["Id"] = id,
            ["Bytes"] = bytes,
        });
        FormattableString[] matching =
        [
            $"Text eq {"l'Alcúdia & «x»"}", $"Flag eq {true}", $"Int eq {-7}", $"Int lt {0}", $"Long eq {5_000_000_000}", $"Double eq {2.0}",
            $"Double gt {1.5}", $"At eq {at}", $"At le {at}", $"Id eq {id}", $"Bytes eq {bytes}", $"(Flag eq {true} or Int eq {0}) and not (Text eq {"x"})",
        ];
        FormattableString[] others =
        [
            $"Text eq {"x' or Flag eq true or Text eq 'x"}", $"Flag eq {false}",
            $"Int gt {-7}", $"Long lt {5_000_000_000}", $"At gt {at}", $"Id eq {Guid.Empty}",
        ];

        foreach (var filter in matching)
            Assert.True((await table.QueryAsync(TableClient.CreateQueryFilter(filter)).ToListAsync()).Count == 1, TableClient.CreateQueryFilter(filter));
        foreach (var filter in others)
            Assert.True((await table.QueryAsync(TableClient.CreateQueryFilter(filter)).ToListAsync()).Count == 0, TableClient.CreateQueryFilter(filter));
    }

    [Fact]
    public void Values_become_literals_of_their_types()
    {
        var text = TableClient.CreateQueryFilter($"A eq {"O'Brien"} or B eq {new byte[] { 0xAB }} or C eq {true}");
        var numbers = TableClient.CreateQueryFilter($"A eq {1} or B eq {1L} or C eq {1.0} or D eq {0.5} or E eq {1e300}");
        var others = TableClient.CreateQueryFilter($"A eq {DateTimeOffset.UnixEpoch} or B eq {Guid.Empty}");

        Assert.Equal("A eq 'O''Brien' or B eq X'AB' or C eq true", text);
        Assert.Equal("A eq 1 or B eq 1L or C eq 1.0 or D eq 0.5 or E eq 1E+300", numbers);
        Assert.Equal("A eq datetime'1970-01-01T00:00:00.0000000Z' or B eq guid'00000000-0000-0000-0000-000000000000'", others);
    }

    [Fact]
    public void A_value_without_a_literal_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {1.0m}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {double.NaN}"));
        Assert.Throws<ArgumentException>(() => TableClient.CreateQueryFilter($"A eq {null}"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_page_size_the_service_does_not_take_is_a_mistake_of_the_caller(int size)
    {
        var table = await azurite.NewTableAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => table.QueryAsync(maxPerPage: size).ToListAsync());
    }

    [Fact]
    public async Task A_filter_the_service_does_not_understand_is_refused()
    {
        var table = await azurite.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.QueryAsync("N eq").ToListAsync());

        Assert.Equal(400, refusal.Status);
    }

    [Fact]
    public async Task An_empty_page_with_a_next_one_is_not_the_end()
    {
        var table = Answering(request => request.RequestUri!.Query.Contains("NextPartitionKey=1%21cA--", StringComparison.Ordinal)
            ? Page("""{"value":[{"odata.etag":"W/\"datetime'x'\"","PartitionKey":"p","RowKey":"1"}]}""")
            : Page("""{"value":[]}""", "1!cA--"));

        Assert.Equal("1", Assert.Single(await table.QueryAsync().ToListAsync()).RowKey);
    }

    [Fact]
    public async Task A_page_that_leads_back_to_itself_ends_in_an_error()
    {
        var table = Answering(_ => Page("""{"value":[]}""", "1!cA--"));

        await Assert.ThrowsAsync<RequestFailedException>(() => table.QueryAsync().ToListAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"value":{}}""")]
    [InlineData("""{"value":[1]}""")]
    [InlineData("""{"value":[{"PartitionKey":"p"}]}""")]
    [InlineData("""{"value":[{"PartitionKey":"p","RowKey":1}]}""")]
    [InlineData("""{"value":[{"PartitionKey":"p","RowKey":"1","N":99999999999}]}""")]
    [InlineData("""{"value":[{"PartitionKey":"p","RowKey":"1","N@odata.type":"Edm.Int64","N":"99999999999999999999"}]}""")]
    [InlineData("""{"value":[{"PartitionKey":"p","RowKey":"1","N@odata.type":"Edm.Guid","N":"x"}]}""")]
    [InlineData("""{"value":[{"PartitionKey":"p","RowKey":"1","N@odata.type":"Edm.Binary","N":"*"}]}""")]
    [InlineData("""{"value":[{"PartitionKey":"p","RowKey":"1","N@odata.type":"Edm.Geography","N":"x"}]}""")]
    [InlineData("""{"value":[{"PartitionKey":"p","RowKey":"1","N":{}}]}""")]
    public async Task An_answer_that_cannot_be_read_is_an_outage(string body)
    {
        var table = Answering(_ => Page(body));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.QueryAsync().ToListAsync());

        Assert.Equal((200, null), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task Types_are_understood_before_or_after_their_values()
    {
        var table = Answering(_ => Page("""
            {"odata.metadata":"x","value":[{"odata.etag":"W/\"x\"","PartitionKey":"p","RowKey":"1","Timestamp":"2012-06-20T07:00:00.1234567Z",
            "A":"5","A@odata.type":"Edm.Int64","B@odata.type":"Edm.Double","B":"Infinity","C":1.0,"D":1E+2,"E":1,"F":null,"G@odata.type":"Edm.Int32","G":2}]}
            """));

        var row = Assert.Single(await table.QueryAsync().ToListAsync());

        Assert.Equal([("A", 5L), ("B", double.PositiveInfinity), ("C", 1.0), ("D", 100.0), ("E", 1), ("G", 2)], row.Select(p => (p.Key, p.Value!)));
        Assert.Equal("2012-06-20T07:00:00.1234567+00:00", row.Timestamp!.Value.ToString("O"));
    }

    private static TableClient Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) =>
        new TableServiceClient(new Uri("https://account.table.example?sig=x"), Wire.Answering(answer)).GetTableClient("tabla");

    private static HttpResponseMessage Page(string body, string? next = null)
    {
        var page = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body) };
        if (next is not null)
            page.Headers.Add("x-ms-continuation-NextPartitionKey", next);
        return page;
    }
}
