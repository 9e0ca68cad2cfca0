using System.Net;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Hosting;

namespace IntakePipeline.Tests.Faults;

public sealed class OutageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task While_storage_is_down_senders_are_told_to_come_back_and_after_it_all_goes_on_by_itself()
    {
        var account = await azurite.NewAccountAsync();
        await using var wire = new Wire(account);
        await using var host = await Survivor.StartAsync(wire.ConnectionString);
        using var sender = new Sender();
        Assert.True(await sender.SendAsync(host.Address, sender.Defective("RT-1", 1), default));

        wire.Cut();
        using (var refused = await sender.PostAsync(host.Address, sender.Clean("RT-2", 2), default))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        }

        wire.Mend();
        Assert.NotEqual(0, await sender.SendUntilAnsweredAsync(() => host.Address, sender.Clean("RT-2", 2), attempts: 10, default));
        await host.SettleAsync(default);
        Assert.Empty(await host.ViolationsAsync(sender, default));
        Assert.Equal(2, sender.Receipts.Count);
    }

    [Fact]
    public async Task A_host_that_is_stopped_under_load_loses_nothing_it_acknowledged()
    {
        var account = await azurite.NewAccountAsync();
        using var sender = new Sender();
        var folders = Enumerable.Range(1, 12).Select(n => sender.Clean($"RT-{n}", n)).ToList();
        await using (var stopping = await Survivor.StartAsync(account))
        {
            var load = Parallel.ForEachAsync(folders, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (folder, token) => await sender.SendAsync(stopping.Address, folder, token));
            while (sender.Receipts.Count < 3 && !load.IsCompleted)
                await Task.Delay(20);
            await stopping.DisposeAsync();
            await load;
        }

        await using var next = await Survivor.StartAsync(account);
        foreach (var folder in folders)
            Assert.NotEqual(0, await sender.SendUntilAnsweredAsync(() => next.Address, folder, attempts: 5, default));
        await next.SettleAsync(default);
        Assert.Empty(await next.ViolationsAsync(sender, default));
        Assert.Equal(12, sender.Receipts.Count);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Several_hosts_on_one_storage_number_without_gaps_and_give_one_receipt(int count)
    {
        var account = await azurite.NewAccountAsync();
        using var sender = new Sender();
        var hosts = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Survivor.StartAsync(account)));
        try
        {
            // Each is sent to two hosts at once, as by a sender that lost patience.
            var folders = Enumerable.Range(1, 12).Select(n => sender.Clean($"RT-{n}", n)).ToList();
            await Parallel.ForEachAsync(folders.Index(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (numbered, token) =>
            {
                var (one, other) = (hosts[numbered.Index % count].Address, hosts[(numbered.Index + 1) % count].Address);
                var answered = await Task.WhenAll(
                    sender.SendUntilAnsweredAsync(() => one, numbered.Item, attempts: 5, token), sender.SendUntilAnsweredAsync(() => other, numbered.Item, attempts: 5, token));
                Assert.DoesNotContain(0, answered);
            });
            await hosts[0].SettleAsync(default);
            Assert.Empty(await hosts[0].ViolationsAsync(sender, default));
            Assert.Equal(12, sender.Receipts.Count);
        }
        finally
        {
            foreach (var host in hosts)
                await host.DisposeAsync();
        }
    }
}
