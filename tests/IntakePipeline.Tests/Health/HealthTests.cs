using System.Net;
using System.Text.Json;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Health;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Hosting;
using NodaTime;

namespace IntakePipeline.Tests.Health;

public sealed class HealthTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_host_with_its_storage_is_alive_and_ready()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        using var live = await host.Http.GetAsync(new Uri("api/health/live", UriKind.Relative));
        using var ready = await host.Http.GetAsync(new Uri("api/health/ready", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode));
        Assert.Equal("""{"estado":"vivo"}""", await live.Content.ReadAsStringAsync());
        var found = await RunningHost.JsonAsync(ready);
        Assert.Equal("listo", found.GetProperty("estado").GetString());
        Assert.Superset(new HashSet<string> { "almacenamiento", "calendarios", "sello" }, Names(found, ok: true));
    }

    [Fact]
    public async Task Without_storage_it_is_alive_and_not_ready_and_with_it_again_it_is()
    {
        await using var wire = new Wire(await azurite.NewAccountAsync());
        await using var host = await RunningHost.StartAsync(azurite, wire.ConnectionString);

        wire.Cut();
        using var live = await host.Http.GetAsync(new Uri("api/health/live", UriKind.Relative));
        using var cut = await host.Http.GetAsync(new Uri("api/health/ready", UriKind.Relative));
        wire.Mend();
        using var mended = await host.Http.GetAsync(new Uri("api/health/ready", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (live.StatusCode, cut.StatusCode, mended.StatusCode));
        var found = await RunningHost.JsonAsync(cut);
        Assert.Equal("no-listo", found.GetProperty("estado").GetString());
        Assert.Equal(["almacenamiento"], Names(found, ok: false));
        Assert.DoesNotContain("127.0.0.1", await cut.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_call_whose_deadlines_run_into_an_unknown_year_is_trouble()
    {
        var known = WorkingCalendar.Load();
        var calls = CallCatalogue.Load(known);
        var year = calls.All.SelectMany(c => c.Programmes).SelectMany(p => p.Windows).Max(w => w.LastDay.Year);
        var open = calls.All.SelectMany(c => c.Programmes).SelectMany(p => p.Windows).First(w => w.LastDay.Year == year);
        var clock = OfficialClock.Showing(open.LastDay.At(new LocalTime(9, 0)), TimeProvider.System);

        Assert.Null(await new CalendarCheck(calls, known, clock).FindTroubleAsync(default));
        var trouble = await new CalendarCheck(calls, new WorkingCalendar(new HolidayBook([], []), MunicipalityDirectory.Load()), clock).FindTroubleAsync(default);

        Assert.NotNull(trouble);
        Assert.Contains(calls.All.Select(c => c.Id.Value), id => trouble.StartsWith(id + ": ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_check_that_throws_or_hangs_is_trouble_by_its_kind_alone()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var desk = new ReadinessDesk([new Check("throws", _ => throw new InvalidOperationException("B12345674")), new Check("hangs", async c =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, c);
            return null;
        })], time);

        var looking = desk.LookAsync(default);
        time.Set(DateTimeOffset.UnixEpoch + ReadinessDesk.Patience);
        var found = await looking;

        Assert.False(found.IsReady);
        Assert.Equal(["InvalidOperationException", "no answer in time"], found.Checks.Select(c => c.Trouble));
    }

    private static HashSet<string> Names(JsonElement found, bool ok) => found.GetProperty("comprobaciones").EnumerateArray()
        .Where(c => c.GetProperty("ok").GetBoolean() == ok).Select(c => c.GetProperty("nombre").GetString()!).ToHashSet();

    private sealed class Check(string name, Func<CancellationToken, Task<string?>> look) : IReadinessCheck
    {
        public string Name => name;

        public Task<string?> FindTroubleAsync(CancellationToken cancellationToken) => look(cancellationToken);
    }
}
