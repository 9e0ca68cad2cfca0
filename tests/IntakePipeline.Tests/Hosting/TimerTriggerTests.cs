using System.Text.Json;
using Azure.Storage.Blobs;
using IntakePipeline.Local.Hosting;
using IntakePipeline.Tests.Azurite;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Tests.Hosting;

public sealed class TimerTriggerTests(AzuriteFixture azurite)
{
    private readonly ManualTime time = new(At("09:00:30"));

    [Fact]
    public async Task It_runs_at_each_occurrence_and_a_first_start_only_writes_the_status()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await StartAsync<EveryMinute>(setup);
        await UntilWaitingAsync();
        var first = await StatusAsync(setup, "minutely");

        await RunAtAsync(setup, "09:01:00", 1);
        await RunAtAsync(setup, "09:02:00", 2);

        Assert.Equal(default, first.Last);
        Assert.Equal(At("09:01:00").UtcDateTime, first.Next);
        Assert.Equal(["ran at 09:01:00, next 09:01:00", "ran at 09:02:00, next 09:02:00"], setup.Journal.Entries);
        var last = await StatusAsync(setup, "minutely");
        Assert.Equal((At("09:02:00").UtcDateTime, At("09:03:00").UtcDateTime, At("09:02:00").UtcDateTime), (last.Last, last.Next, last.LastUpdated));
    }

    [Fact]
    public async Task What_was_due_while_no_host_was_up_is_made_good_once()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using (await StartAsync<EveryMinute>(setup))
            await UntilWaitingAsync();
        time.Set(At("09:10:30"));

        await using var restarted = await StartAsync<EveryMinute>(setup);
        await setup.Journal.WaitForAsync(1);
        await UntilWaitingAsync();
        await RunAtAsync(setup, "09:11:00", 2);

        Assert.Equal(["ran at 09:10:30, past due, next 09:01:00", "ran at 09:11:00, next 09:11:00"], setup.Journal.Entries);
    }

    [Fact]
    public async Task A_long_run_is_never_overlapped_and_what_fell_due_meanwhile_is_skipped()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await StartAsync<Long>(setup);
        await UntilWaitingAsync();
        time.Set(At("09:01:00"));
        await setup.Journal.WaitForAsync("began at 09:01:00");
        time.Set(At("09:02:00"));
        time.Set(At("09:03:30"));
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        setup.Journal.Open();
        await setup.Journal.WaitForAsync("ended");
        await UntilWaitingAsync();
        time.Set(At("09:04:00"));
        await setup.Journal.WaitForAsync("ended", 2);

        Assert.Equal(["began at 09:01:00", "ended", "began at 09:04:00", "ended"], setup.Journal.Entries);
    }

    [Fact]
    public async Task Of_two_hosts_one_runs_and_the_other_takes_over_when_it_stops()
    {
        var setup = await HostSetup.OnAsync(azurite);
        var first = await StartAsync<EveryMinute>(setup);
        await UntilWaitingAsync();
        await using var second = await StartAsync<EveryMinute>(setup);
        await RunAtAsync(setup, "09:01:00", 1);
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        Assert.Single(setup.Journal.Entries);

        await first.DisposeAsync();
        await UntilWaitingAsync();
        await RunAtAsync(setup, "09:02:00", 2);

        Assert.Equal(["ran at 09:01:00, next 09:01:00", "ran at 09:02:00, next 09:02:00"], setup.Journal.Entries);
    }

    [Fact]
    public async Task A_failed_run_does_not_stop_the_timer()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await StartAsync<Failing>(setup);
        await UntilWaitingAsync();

        await RunAtAsync(setup, "09:01:00", 1);
        await RunAtAsync(setup, "09:02:00", 2);

        Assert.Equal(["failed, retry 0 of 0", "failed, retry 0 of 0"], setup.Journal.Entries);
    }

    [Fact]
    public async Task A_retry_attribute_runs_it_again_after_its_delay()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await StartAsync<Retried>(setup);
        await UntilWaitingAsync();

        await RunAtAsync(setup, "09:01:00", 1);
        await RunAtAsync(setup, "09:01:05", 2);
        await RunAtAsync(setup, "09:01:10", 3);

        Assert.Equal(["failed, retry 0 of 2", "failed, retry 1 of 2", "failed, retry 2 of 2"], setup.Journal.Entries);
        Assert.Equal(At("09:02:00").UtcDateTime, (await StatusAsync(setup, "retried")).Next);
    }

    [Fact]
    public async Task It_runs_at_the_start_if_it_asks_to_and_keeps_no_status_if_it_does_not_want_one()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await StartAsync<AtStart>(setup);
        await setup.Journal.WaitForAsync("ran without status");
        await UntilWaitingAsync();

        await RunAtAsync(setup, "10:00:00", 2);

        Assert.Equal(["ran without status", "ran without status"], setup.Journal.Entries);
        Assert.Equal(0, (await StatusBlob(setup, "start").GetPropertiesAsync()).Value.ContentLength);
    }

    [Fact]
    public async Task A_run_cut_off_by_the_end_of_its_host_is_made_good_by_the_next()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using (await StartAsync<Long>(setup, o => o with { DrainTimeout = TimeSpan.FromMilliseconds(100) }))
        {
            await UntilWaitingAsync();
            time.Set(At("09:01:00"));
            await setup.Journal.WaitForAsync("began at 09:01:00");
        }

        setup.Journal.Open();
        time.Set(At("09:01:20"));
        await using var next = await StartAsync<Long>(setup);
        await setup.Journal.WaitForAsync("ended");

        Assert.Equal(["began at 09:01:00", "began at 09:01:20", "ended"], setup.Journal.Entries);
    }

    [Fact]
    public async Task A_status_kept_under_a_clock_far_ahead_does_not_silence_the_timer()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using (await StartAsync<EveryMinute>(setup))
            await UntilWaitingAsync();
        time.Set(At("09:00:30").AddYears(-1));

        await using var restarted = await StartAsync<EveryMinute>(setup);
        await UntilWaitingAsync();
        time.Set(At("09:01:00").AddYears(-1));
        await setup.Journal.WaitForAsync("ran at 09:01:00, next 09:01:00");
    }

    private static DateTimeOffset At(string clock) => DateTimeOffset.Parse($"2012-06-20T{clock}Z", System.Globalization.CultureInfo.InvariantCulture);

    private static BlobClient StatusBlob(HostSetup setup, string function) =>
        new(setup.Storage, "azure-webjobs-hosts", $"timers/{setup.Test}/Host.Functions.{function}");

    private static async Task<ScheduleStatus> StatusAsync(HostSetup setup, string function) =>
        JsonSerializer.Deserialize<ScheduleStatus>((await StatusBlob(setup, function).DownloadContentAsync()).Value.Content)!;

    private Task<LocalHost> StartAsync<TFunctions>(HostSetup setup, Func<LocalHostOptions, LocalHostOptions>? change = null) => setup.StartAsync<TFunctions>(o =>
    {
        var changed = change?.Invoke(o) ?? o;
        var settings = new Dictionary<string, string?>(changed.Configuration) { ["cada-minuto"] = "0 * * * * *" };
        return changed with { Time = time, Configuration = settings, ConfigureServices = changed.ConfigureServices + (services => Add(services)) };
    });

    private void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services) =>
        Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(services, time);

    private Task UntilWaitingAsync() => Journal.UntilAsync(() => time.Waits > 0, () => "the timer to wait for its next occurrence");

    private async Task RunAtAsync(HostSetup setup, string clock, int runs)
    {
        time.Set(At(clock));
        await setup.Journal.WaitForAsync(runs);
        await UntilWaitingAsync();
    }

    public sealed class EveryMinute(Journal journal, TimeProvider clock)
    {
        [Function("minutely")]
        public void Run([TimerTrigger("%cada-minuto%")] TimerInfo timer) =>
            journal.Write($"ran at {clock.GetUtcNow():HH:mm:ss}{(timer.IsPastDue ? ", past due" : "")}, next {timer.ScheduleStatus!.Next:HH:mm:ss}");
    }

    public sealed class Long(Journal journal, TimeProvider clock)
    {
        [Function("long")]
        public async Task Run([TimerTrigger("* * * * *")] TimerInfo timer, CancellationToken cancellationToken)
        {
            Assert.NotNull(timer.ScheduleStatus);
            journal.Write($"began at {clock.GetUtcNow():HH:mm:ss}");
            await journal.Gate.WaitAsync(cancellationToken);
            journal.Write("ended");
        }
    }

    public sealed class Failing(Journal journal)
    {
        [Function("failing")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer, FunctionContext context) => Fail(timer, context, journal);

        internal static void Fail(TimerInfo timer, FunctionContext context, Journal journal)
        {
            journal.Write($"failed, retry {context.RetryContext.RetryCount} of {context.RetryContext.MaxRetryCount}");
            throw new InvalidOperationException($"as the test wants, past due {timer.IsPastDue}");
        }
    }

    public sealed class Retried(Journal journal)
    {
        [Function("retried")]
        [FixedDelayRetry(2, "00:00:05")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer, FunctionContext context) => Failing.Fail(timer, context, journal);
    }

    public sealed class AtStart(Journal journal)
    {
        [Function("start")]
        public void Run([TimerTrigger("0 0 * * * *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) =>
            journal.Write(timer.ScheduleStatus is null ? "ran without status" : "ran with status");
    }
}
