using System.Net;
using System.Text.Json;
using IntakePipeline.Telemetry;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Telemetry;

/// <summary>Figures are the process's: other tests count too, so what is asserted is that they grow by at least what was done here.</summary>
public sealed class FiguresTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_panel_shows_how_the_pipeline_stands_and_what_was_counted()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        using var created = await host.PostAsync(Posting.Clean("counted"));
        using var again = await host.PostAsync(Posting.Clean("counted"));
        using var refused = await host.PostAsync(Posting.Clean("refused") with { Signature = null });
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity), (created.StatusCode, again.StatusCode, refused.StatusCode));
        var code = (await RunningHost.JsonAsync(refused)).GetProperty("code").GetString();

        using var answer = await host.GetAsync("api/panel/metrics");
        using var stranger = await host.Http.GetAsync(new Uri("api/panel/metrics", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        var shown = await RunningHost.JsonAsync(answer);
        Assert.Equal(["enCola", "masAntiguoSegundos", "sinTerminar", "sinTerminarSegundos", "averias", "notificacionesFallidas"], shown.GetProperty("estado").EnumerateObject().Select(p => p.Name));
        Assert.Equal((0, 0), (shown.GetProperty("estado").GetProperty("averias").GetInt32(), shown.GetProperty("estado").GetProperty("notificacionesFallidas").GetInt32()));
        Assert.True(shown.GetProperty("recibo").GetProperty("p99").GetDouble() >= shown.GetProperty("recibo").GetProperty("p50").GetDouble());
        var counters = shown.GetProperty("contadores");
        Assert.True(Value(counters, "intake.arrivals{door=http}") >= 3);
        Assert.True(Value(counters, "intake.receipts{repeated=False}") >= 1);
        Assert.True(Value(counters, "intake.receipts{repeated=True}") >= 1);
        Assert.True(Value(counters, $"intake.rejections{{code={code}}}") >= 1);

        // The memoria is no PDF: there is something to find.
        var found = await RunningHost.EventuallyAsync(async () =>
        {
            using var later = await host.GetAsync("api/panel/metrics");
            return (await RunningHost.JsonAsync(later)).GetProperty("contadores").EnumerateObject().Any(c => c.Name.StartsWith("intake.findings{code=", StringComparison.Ordinal)) ? true : (bool?)null;
        });
        Assert.True(found);
    }

    [Fact]
    public void Quantiles_are_values_that_were_measured()
    {
        using var figures = new TelemetryFigures();
        Assert.Null(figures.Quantile("intake.outbox.lag", 0.5));
        for (var i = 0; i < TelemetryFigures.Remembered; i++)
            PipelineTelemetry.OutboxLag.Record(7);

        Assert.Equal(7, figures.Quantile("intake.outbox.lag", 0.5));
        Assert.Null(figures.Quantile("intake.nothing", 0.5));
    }

    [Fact]
    public async Task The_watch_sees_what_waits_what_is_unfinished_and_what_was_given_up()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var watch = new PipelineWatch(new IntakePipeline.Storage.WaitingQueue(desk.Storage.Queues), desk.Ledger, desk.Get<IntakePipeline.Storage.PoisonQueues>(), TimeProvider.System);
        Assert.Equal(new PipelineState(0, NodaTime.Duration.Zero, 0, NodaTime.Duration.Zero, 0, 0), await watch.LookAsync(default));

        await desk.PostAsync(Posting.Clean("waits-1"));
        await desk.PostAsync(Posting.Clean("waits-2"));
        foreach (var (queue, messages) in new[] { ("tramitacion-poison", 2), ("notificaciones-poison", 1), ("webjobs-blobtrigger-poison", 1) })
        {
            var client = desk.Storage.Queues.GetQueueClient(queue);
            await client.CreateIfNotExistsAsync();
            for (var i = 0; i < messages; i++)
                await client.SendMessageAsync("x");
        }

        var state = await watch.LookAsync(default);
        Assert.Equal((2, 2, 3, 1), (state.Queued, state.Unfinished, state.Poison, state.FailedNotifications));
    }

    private static double Value(JsonElement counters, string name) => counters.TryGetProperty(name, out var value) ? value.GetDouble() : 0;
}
