using IntakePipeline.Local.Hosting;
using IntakePipeline.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Tests.Hosting;

public sealed class CrashTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task What_a_crashed_host_was_doing_is_done_by_the_next()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var wire = new Wire(setup.Storage);
        var cutOff = new Journal();
        await using var crashing = await setup.StartAsync<BlobTriggerTests.Gated>(o => o with
        {
            StorageConnectionString = wire.ConnectionString,
            ConfigureServices = services => services.AddSingleton(cutOff),
            DrainTimeout = TimeSpan.Zero,
            Pace = o.Pace with { MessageInvisibility = TimeSpan.FromSeconds(4) },
        });
        await setup.Container("in").UploadBlobAsync("a", BinaryData.FromString("a"));
        await cutOff.WaitForAsync("began a");
        wire.Cut();

        setup.Journal.Open();
        await using var next = await setup.StartAsync<BlobTriggerTests.Gated>(o => o with { Pace = o.Pace with { MessageInvisibility = TimeSpan.FromSeconds(4) } });
        await setup.Journal.WaitForAsync("ended a");
        await BlobTriggerTests.UntilSettledAsync(setup);

        Assert.Equal(["began a", "ended a"], setup.Journal.Entries);
        Assert.Equal(["began a"], cutOff.Entries);
    }
}

public sealed class OutageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_outage_of_storage_is_logged_once_a_loop_and_waited_out()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var wire = new Wire(setup.Storage);
        await using var host = await setup.StartAsync([typeof(BlobTriggerTests.Names), typeof(QueueTriggerTests.Sharing)], o => o with { StorageConnectionString = wire.ConnectionString });
        await setup.Queue("sharing").SendMessageAsync("before");
        await setup.Container("in").UploadBlobAsync("blob before", BinaryData.FromString("a"));
        await setup.Journal.WaitForAsync(2);

        wire.Cut();
        await Journal.UntilAsync(() => Errors(setup).Count >= 3, () => "three loops to fail");
        await setup.Queue("sharing").SendMessageAsync("during");
        await setup.Container("in").UploadBlobAsync("blob during", BinaryData.FromString("a"));
        await Task.Delay(TimeSpan.FromSeconds(3));
        wire.Mend();
        await setup.Journal.WaitForAsync(4);

        Assert.Equal(["before", "blob before", "blob during", "during"], setup.Journal.Entries.Order(StringComparer.Ordinal));
        Assert.Equal(Errors(setup).Distinct(StringComparer.Ordinal), Errors(setup));
        Assert.Contains($"Queue {setup.Test}-sharing: fails, and is tried again until it works", Errors(setup));
    }

    [Fact]
    public async Task A_call_that_succeeds_during_an_outage_is_not_made_again()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var wire = new Wire(setup.Storage);
        await using var host = await setup.StartAsync<QueueTriggerTests.Slow>(o => o with
        {
            StorageConnectionString = wire.ConnectionString,
            Pace = o.Pace with { MessageInvisibility = TimeSpan.FromSeconds(20) },
        });
        await setup.Queue("slow").SendMessageAsync("x");
        await setup.Journal.WaitForAsync("began");
        wire.Cut();
        setup.Journal.Open();
        await setup.Journal.WaitForAsync("ended");
        await Journal.UntilAsync(() => setup.Log.Lines.Any(line => line.Text.Contains("cannot be written yet", StringComparison.Ordinal)), () => "the deletion to fail");
        wire.Mend();
        await HostSetup.UntilEmptyAsync(setup.Queue("slow"));

        Assert.Equal(["began", "ended"], setup.Journal.Entries);
    }

    [Fact]
    public async Task A_blob_whose_call_succeeds_during_an_outage_longer_than_its_lease_is_not_called_for_again()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var wire = new Wire(setup.Storage);
        await using var host = await setup.StartAsync<BlobTriggerTests.Gated>(o => o with { StorageConnectionString = wire.ConnectionString });
        await setup.Container("in").UploadBlobAsync("a", BinaryData.FromString("a"));
        await setup.Journal.WaitForAsync("began a");
        wire.Cut();
        setup.Journal.Open();
        await setup.Journal.WaitForAsync("ended a");
        await Task.Delay(TimeSpan.FromSeconds(16));
        wire.Mend();
        await BlobTriggerTests.UntilSettledAsync(setup);

        Assert.Equal(["began a", "ended a"], setup.Journal.Entries);
    }

    [Fact]
    public async Task A_queue_or_container_deleted_under_the_host_is_made_anew()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync([typeof(BlobTriggerTests.Names), typeof(QueueTriggerTests.Sharing)]);
        await setup.Queue("sharing").DeleteAsync();
        await setup.Container("in").DeleteAsync();
        await Journal.UntilAsync(async () => await setup.Queue("sharing").ExistsAsync() && await setup.Container("in").ExistsAsync(), () => "both to be there again");

        await setup.Queue("sharing").SendMessageAsync("after");
        await setup.Container("in").UploadBlobAsync("blob after", BinaryData.FromString("a"));
        await setup.Journal.WaitForAsync("after");
        await setup.Journal.WaitForAsync("blob after");
    }

    [Fact]
    public async Task Storage_that_does_not_answer_at_the_start_is_told()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var wire = new Wire(setup.Storage);
        wire.Cut();

        var e = await Assert.ThrowsAsync<HostStartException>(() => setup.StartAsync<QueueTriggerTests.Sharing>(o => o with { StorageConnectionString = wire.ConnectionString }));

        Assert.StartsWith("Storage does not answer", e.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Errors(HostSetup setup) =>
        [.. setup.Log.Lines.Where(line => line.Level == LogLevel.Error && line.Text.Contains("fails, and is tried", StringComparison.Ordinal)).Select(line => line.Text)];
}
