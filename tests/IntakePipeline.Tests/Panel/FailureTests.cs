using Azure;
using IntakePipeline.Panel;
using IntakePipeline.Storage;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Hosting;

namespace IntakePipeline.Tests.Panel;

/// <summary>What is remembered of failures.</summary>
public sealed class FailureTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Noon = new(2012, 6, 20, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Tries_are_counted_while_they_follow_each_other_and_the_last_error_is_kept()
    {
        var storage = new StorageConnection(await azurite.NewAccountAsync());
        await storage.Tables.GetTableClient(Pipeline.Tables.Panel).CreateIfNotExistsAsync();
        var store = new FailureTable(storage.Tables);
        var time = new ManualTime(Noon);
        var watch = new FailureWatch(store, time);

        await Assert.ThrowsAsync<TimeoutException>(() => watch.RunAsync("2012/000001", () => throw new TimeoutException("B12345674"), default));
        time.Set(Noon.AddMinutes(10));
        await Assert.ThrowsAsync<AggregateException>(() => watch.RunAsync("2012/000001", () => throw new AggregateException(new RequestFailedException(503, "busy")), default));
        var failure = (await store.FindAsync("2012/000001", default))!;
        Assert.Equal((2, FailureCodes.StorageAway, nameof(RequestFailedException)), (failure.Attempts, failure.Code, failure.Kind));
        Assert.Equal(Noon.AddMinutes(10), failure.At.ToDateTimeOffset());

        time.Set(Noon.AddHours(5));
        await Assert.ThrowsAsync<FormatException>(() => watch.RunAsync("2012/000001", () => throw new FormatException(), default));
        Assert.Equal(1, (await store.FindAsync("2012/000001", default))!.Attempts);
        await watch.RunAsync("2012/000002", () => Task.CompletedTask, default);
        Assert.Null(await store.FindAsync("2012/000002", default));

        // Nothing of an error's text is kept, which may name a person, nor what it was about.
        await foreach (var row in storage.Tables.GetTableClient(Pipeline.Tables.Panel).QueryAsync())
            Assert.DoesNotContain(row.Select(p => p.Value?.ToString() ?? "").Append(row.RowKey), text => text.Contains("B12345674", StringComparison.Ordinal) || text.Contains("2012/", StringComparison.Ordinal));
        await store.ForgetAsync("2012/000001", default);
        Assert.Null(await store.FindAsync("2012/000001", default));
    }

    [Fact]
    public async Task What_a_host_cuts_off_has_not_failed_and_what_cannot_be_kept_fails_as_it_would_have()
    {
        var storage = new StorageConnection(await azurite.NewAccountAsync());
        var store = new FailureTable(storage.Tables);
        var watch = new FailureWatch(store, TimeProvider.System);
        using var ending = new CancellationTokenSource();
        await ending.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => watch.RunAsync("a", () => throw new OperationCanceledException(), ending.Token));
        await Assert.ThrowsAsync<IOException>(() => watch.RunAsync("a", () => throw new IOException(), default));
        await storage.Tables.GetTableClient(Pipeline.Tables.Panel).CreateIfNotExistsAsync();
        Assert.Null(await store.FindAsync("a", default));
    }

    [Theory]
    [InlineData("""{"version":1,"registro":"2012/000017","traceparent":"00-1"}""", "2012/000017")]
    [InlineData("""{"version":1,"notificacion":"resguardo|x"}""", "resguardo|x")]
    [InlineData("""{"ContainerName":"correo","BlobName":"ebt/1.eml"}""", "correo/ebt/1.eml")]
    [InlineData("""{"registro":7}""", null)]
    [InlineData("[]", null)]
    [InlineData("{", null)]
    [InlineData("", null)]
    public void A_message_is_known_by_what_it_points_to(string text, string? subject) => Assert.Equal(subject, MessageSubject.Of(text));

    [Theory]
    [InlineData(404, FailureCodes.Missing)]
    [InlineData(403, FailureCodes.Forbidden)]
    [InlineData(412, FailureCodes.Conflict)]
    [InlineData(400, FailureCodes.Refused)]
    [InlineData(0, FailureCodes.StorageAway)]
    public void What_storage_says_has_a_code(int status, string code) => Assert.Equal(code, StorageFailures.CodeOf(new RequestFailedException(status, "")));
}
