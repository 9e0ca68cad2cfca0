using IntakePipeline.Calendar;
using IntakePipeline.Panel;
using IntakePipeline.Storage;
using IntakePipeline.Telemetry;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Hosting;
using NodaTime;

namespace IntakePipeline.Tests.Panel;

/// <summary>How long receipts took, by hour.</summary>
public sealed class ReceiptTimesTests(AzuriteFixture azurite)
{
    private static readonly LocalDateTime Nine = new(2012, 6, 20, 9, 0);

    [Fact]
    public void Quantiles_are_known_to_a_twentieth_and_sums_can_be_made()
    {
        var (some, others) = (new ReceiptHistogram(), new ReceiptHistogram());
        for (var i = 1; i <= 1000; i++)
            (i % 2 == 0 ? some : others).Add(i / 1000.0);
        var all = ReceiptHistogram.Parse(some.ToString());
        all.Add(ReceiptHistogram.Parse(others.ToString()));
        Assert.Equal(1000, all.Count);
        Assert.InRange(all.Quantile(0.5), 0.5 / 1.06, 0.5 * 1.06);
        Assert.InRange(all.Quantile(0.99), 0.99 / 1.06, 0.99 * 1.06);
        Assert.Equal(0, new ReceiptHistogram().Quantile(0.5));
        all.Add(double.MaxValue);
        all.Add(0);
        Assert.Equal(1002, all.Count);
        Assert.Equal(0, ReceiptHistogram.Parse("x 1 999:1 1:-1 1:2:3").Count);
    }

    [Fact]
    public async Task Hours_of_several_hosts_are_added_and_what_a_host_saves_again_replaces_what_it_saved()
    {
        var storage = new StorageConnection(await azurite.NewAccountAsync());
        await storage.Tables.GetTableClient(Pipeline.Tables.Panel).CreateIfNotExistsAsync();
        var store = new ReceiptTimeTable(storage.Tables);
        await SaveAsync(Nine, "a", 1);
        await SaveAsync(Nine, "a", 3);
        await SaveAsync(Nine, "b", 4);
        await SaveAsync(Nine.PlusHours(1), "b", 5);
        await SaveAsync(Nine.PlusHours(2), "b", 6);
        await SaveAsync(Nine.PlusHours(-1), "b", 7);
        var found = await store.ListAsync(Nine, Nine.PlusHours(1), default);
        Assert.Equal([(Nine, 7), (Nine.PlusHours(1), 5)], found.OrderBy(f => f.Key).Select(f => (f.Key, f.Value.Count)));
        Assert.False(await new ReceiptTimeTable(new StorageConnection(await azurite.NewAccountAsync()).Tables).TrySaveAsync(Nine, "a", new ReceiptHistogram(), default));

        async Task SaveAsync(LocalDateTime hour, string host, int count)
        {
            var measured = new ReceiptHistogram();
            for (var i = 0; i < count; i++)
                measured.Add(0.1);
            Assert.True(await store.TrySaveAsync(hour, host, measured, default));
        }
    }

    [Fact]
    public async Task A_host_keeps_what_it_measured_in_the_hour_it_was_measured()
    {
        var storage = new StorageConnection(await azurite.NewAccountAsync());
        await storage.Tables.GetTableClient(Pipeline.Tables.Panel).CreateIfNotExistsAsync();
        var store = new ReceiptTimeTable(storage.Tables);
        var time = new ManualTime(OfficialClock.FromLocal(Nine.PlusMinutes(59)).ToDateTimeOffset());
        using var times = new ReceiptTimes(store, new OfficialClock(time), time);
        await times.StartAsync(default);
        await RunningHost.EventuallyAsync(() => Task.FromResult(time.Waits > 0 ? true : (bool?)null));

        // Other tests of this run may take receipts meanwhile: there may be more, not fewer.
        PipelineTelemetry.ReceiptDuration.Record(0.2);
        time.Set(OfficialClock.FromLocal(Nine.PlusMinutes(61)).ToDateTimeOffset());
        PipelineTelemetry.ReceiptDuration.Record(0.3);
        await times.StopAsync(default);
        var found = await store.ListAsync(Nine, Nine.PlusHours(1), default);
        Assert.All([Nine, Nine.PlusHours(1)], hour => Assert.True(found[hour].Count >= 1));
    }
}
