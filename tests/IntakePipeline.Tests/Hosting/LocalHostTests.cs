using System.Globalization;
using System.Net;
using IntakePipeline.Local.Hosting;
using IntakePipeline.Tests.Azurite;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Tests.Hosting;

public sealed class LocalHostTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_stopping_host_finishes_what_is_in_flight_and_takes_nothing_new()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<QueueTriggerTests.Slow>();
        await setup.Queue("slow").SendMessageAsync("x");
        await setup.Journal.WaitForAsync("began");

        var stopping = host.StopAsync();
        await Task.Delay(500);
        await setup.Queue("slow").SendMessageAsync("x");
        await Task.Delay(500);
        Assert.False(stopping.IsCompleted);
        setup.Journal.Open();
        await stopping;

        Assert.Equal(["began", "ended"], setup.Journal.Entries);
        Assert.Equal(1, (await setup.Queue("slow").GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task What_the_drain_cuts_off_comes_back_at_once_in_the_next_run()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using (await setup.StartAsync<Cancellable>(o => o with { DrainTimeout = TimeSpan.FromMilliseconds(100) }))
        {
            await setup.Queue("cancellable").SendMessageAsync("x");
            await setup.Journal.WaitForAsync("began 1");
        }

        setup.Journal.Open();
        await using var next = await setup.StartAsync<Cancellable>();
        await setup.Journal.WaitForAsync("ended 2");

        Assert.Equal(["began 1", "began 2", "ended 2"], setup.Journal.Entries);
    }

    [Fact]
    public async Task A_call_that_ignores_its_cancellation_does_not_keep_the_host_from_ending()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using (await setup.StartAsync<QueueTriggerTests.Slow>(o => o with { DrainTimeout = TimeSpan.Zero }))
        {
            await setup.Queue("slow").SendMessageAsync("x");
            await setup.Journal.WaitForAsync("began");
        }

        Assert.Equal(["began"], setup.Journal.Entries);
        setup.Journal.Open();
    }

    [Fact]
    public async Task A_taken_port_is_told()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<HttpTriggerTests.Functions>();

        var e = await Assert.ThrowsAsync<HostStartException>(() => setup.StartAsync<HttpTriggerTests.Functions>(o => o with { Port = host.Address.Port }));

        Assert.Contains(host.Address.Port.ToString(CultureInfo.InvariantCulture), e.Message, StringComparison.Ordinal);
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(host.Address.Host)));
    }

    [Fact]
    public async Task A_function_whose_service_is_missing_is_told_at_the_start()
    {
        var setup = await HostSetup.OnAsync(azurite);

        var e = await Assert.ThrowsAsync<HostStartException>(() => setup.StartAsync<Cancellable>(o => o with { ConfigureServices = _ => { } }));

        Assert.Equal("Function cancellable: its class asks for a Journal (journal), which is no registered service.", e.Message);
    }

    [Theory]
    [InlineData("Host", "key")]
    [InlineData("a--b", "key")]
    [InlineData("host", "")]
    public async Task An_option_that_cannot_be_is_told(string hostId, string key)
    {
        var setup = await HostSetup.OnAsync(azurite);
        await Assert.ThrowsAsync<HostStartException>(() => setup.StartAsync<Cancellable>(o => o with { HostId = hostId, FunctionKey = key }));
    }

    [Fact]
    public async Task Services_and_settings_are_those_of_the_options()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync([], o => o with { Configuration = new Dictionary<string, string?> { ["Section__Name"] = "value" } });

        Assert.Same(setup.Journal, host.Services.GetRequiredService<Journal>());
        Assert.Equal("value", host.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()["Section:Name"]);
    }

    public sealed class Cancellable(Journal journal)
    {
        [Function("cancellable")]
        public async Task Run([QueueTrigger("%test%-cancellable")] string body, long dequeueCount, CancellationToken cancellationToken)
        {
            Assert.NotEmpty(body);
            journal.Write($"began {dequeueCount}");
            await journal.Gate.WaitAsync(cancellationToken);
            journal.Write($"ended {dequeueCount}");
        }
    }
}
