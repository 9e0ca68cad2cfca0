using System.Net;
using Azure;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Storage.Tables;

/// <summary>Requests that are sent again: what the service sees and what the caller sees.</summary>
public sealed class TableRetryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_insert_whose_answer_was_lost_meets_itself()
    {
        var wire = new LostAnswer();
        var table = await azurite.NewTableAsync(wire.Options);
        wire.LoseNext = true;

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "1") { ["Name"] = "mine" }));

        // The write landed: a 409 after a retry may be one's own row, and only reading it back tells.
        Assert.Equal((409, TableErrorCode.EntityAlreadyExists), (refusal.Status, refusal.ErrorCode));
        Assert.Equal("mine", (await table.GetEntityAsync("p", "1")).GetString("Name"));
        Assert.Equal(2, wire.Tries);
    }

    [Fact]
    public async Task A_transaction_whose_answer_was_lost_meets_itself_and_is_not_done_twice()
    {
        var wire = new LostAnswer();
        var table = await azurite.NewTableAsync(wire.Options);
        var head = await table.AddEntityAsync(new TableEntity("2012", "head") { ["Number"] = 0 });
        wire.LoseNext = true;

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpdateReplace, new TableEntity("2012", "head") { ["Number"] = 1 }, head),
            TestTables.Add("2012", "000001", "mine"),
        ]));

        Assert.Equal((412, TableErrorCode.UpdateConditionNotSatisfied, 0), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        Assert.Equal("mine", (await table.GetEntityAsync("2012", "000001")).GetString("Name"));
        Assert.Equal(1, (await table.GetEntityAsync("2012", "head")).GetInt32("Number"));
        Assert.Equal(2, wire.Tries);
    }

    [Fact]
    public async Task A_conditional_update_whose_answer_was_lost_meets_itself()
    {
        var wire = new LostAnswer();
        var table = await azurite.NewTableAsync(wire.Options);
        var read = await table.AddEntityAsync(new TableEntity("p", "1") { ["N"] = 1 });
        wire.LoseNext = true;

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "1") { ["N"] = 2 }, read));

        Assert.Equal((412, TableErrorCode.UpdateConditionNotSatisfied), (refusal.Status, refusal.ErrorCode));
        Assert.Equal(2, (await table.GetEntityAsync("p", "1")).GetInt32("N"));
    }

    [Fact]
    public async Task Upserts_deletions_and_new_tables_whose_answer_was_lost_succeed()
    {
        var wire = new LostAnswer();
        var table = new TableServiceClient(await azurite.ConnectionStringAsync(), wire.Options).GetTableClient(TestTables.NewName());

        wire.LoseNext = true;
        await table.CreateIfNotExistsAsync();
        wire.LoseNext = true;
        await table.UpsertEntityAsync(new TableEntity("p", "1") { ["N"] = 1 });
        Assert.Equal(1, (await table.GetEntityAsync("p", "1")).GetInt32("N"));
        wire.LoseNext = true;
        await table.DeleteEntityAsync("p", "1");

        Assert.Null(await table.GetEntityIfExistsAsync("p", "1"));
    }

    [Fact]
    public async Task Each_try_has_the_whole_body_and_its_own_date_and_signature()
    {
        var seen = new List<(string Body, string Date, string Authorization)>();
        var options = Wire.Options(async (request, next) =>
        {
            seen.Add((await request.Content!.ReadAsStringAsync(), request.Headers.GetValues("x-ms-date").Single(), request.Headers.Authorization!.ToString()));
            return seen.Count < 3 ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : await next();
        });
        var connection = TableConnectionString.Parse(await azurite.ConnectionStringAsync());
        var pipeline = new TablePipeline(connection.Endpoint, null, new SharedKeyPolicy(connection.Account!, connection.Key!, new HurriedTime()), options);
        var owned = await azurite.NewTableAsync();

        await new TableClient(owned.Name, pipeline).SubmitTransactionAsync([TestTables.Add("p", "1", "x")]);

        Assert.Equal(3, seen.Count);
        Assert.Single(seen.Select(s => s.Body).Distinct());
        Assert.Contains("RowKey", seen[0].Body, StringComparison.Ordinal);
        Assert.Equal(["Wed, 20 Jun 2012 07:01:00 GMT", "Wed, 20 Jun 2012 07:02:00 GMT", "Wed, 20 Jun 2012 07:03:00 GMT"], seen.Select(s => s.Date));
        Assert.Equal(3, seen.Select(s => s.Authorization).Distinct().Count());
        Assert.NotNull(await owned.GetEntityIfExistsAsync("p", "1"));
    }

    [Fact]
    public async Task An_outage_of_the_service_is_retried_as_often_as_asked_and_then_reported()
    {
        var tries = 0;
        var options = Wire.Answering(_ =>
        {
            tries++;
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("<html>busy</html>") };
        });
        options.Retry.MaxRetries = 4;
        var table = new TableServiceClient(new Uri("https://account.table.example?sig=x"), options).GetTableClient("tabla");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityIfExistsAsync("p", "1"));

        Assert.Equal((503, null, 5), (failure.Status, failure.ErrorCode, tries));
    }

    [Fact]
    public async Task A_network_that_stays_away_is_reported_with_all_its_tries()
    {
        var options = Wire.Options((_, _) => throw new HttpRequestException("No route."));
        options.Retry.MaxRetries = 2;
        var table = new TableServiceClient(new Uri("https://account.table.example?sig=x"), options).GetTableClient("tabla");

        var failure = await Assert.ThrowsAsync<AggregateException>(() => table.AddEntityAsync(new TableEntity("p", "1")));

        Assert.Equal([0, 0, 0], failure.InnerExceptions.Select(e => Assert.IsType<RequestFailedException>(e).Status));
    }

    [Fact]
    public async Task A_code_in_the_headers_is_understood_too()
    {
        var table = new TableServiceClient(new Uri("https://account.table.example?sig=x"), Wire.Answering(_ =>
            new HttpResponseMessage(HttpStatusCode.BadRequest) { Headers = { { "x-ms-error-code", "InvalidHeaderValue" } } })).GetTableClient("tabla");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "1")));

        Assert.Equal((400, "InvalidHeaderValue"), (failure.Status, failure.ErrorCode));
    }

    /// <summary>Lets a request land and loses its answer.</summary>
    private sealed class LostAnswer
    {
        public bool LoseNext { get; set; }

        /// <summary>Requests from the lost one on, reads aside.</summary>
        public int Tries { get; private set; }

        public TableClientOptions Options => Wire.Options(async (request, next) =>
        {
            var answer = await next();
            Tries += (LoseNext || Tries > 0) && request.Method != HttpMethod.Get ? 1 : 0;
            if (!LoseNext)
                return answer;
            LoseNext = false;
            answer.Dispose();
            throw new HttpRequestException("The connection was reset.");
        });
    }

    /// <summary>A minute goes by between two looks at the clock.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        private DateTimeOffset now = new(2012, 6, 20, 7, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now = now.AddMinutes(1);
    }
}
