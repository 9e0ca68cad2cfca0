using System.Collections.Concurrent;
using System.Net;
using System.Text;
using IntakePipeline.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Tests.Telemetry;

/// <summary>A collector of our own takes what OpenTelemetry's exporter sends.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task Traces_and_metrics_reach_the_collector()
    {
        var taken = new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);
        await using var collector = await CollectorAsync(taken);
        using var figures = new TelemetryFigures();
        using (var service = new TelemetryService(new TelemetryTarget(new Uri(collector.Urls.First())), figures))
        {
            await service.StartAsync(default);
            using (PipelineTelemetry.Source.StartActivity("exported"))
                PipelineTelemetry.Arrivals.Add(1, KeyValuePair.Create("door", (object?)"http"));
            await service.StopAsync(default);
        }

        Assert.Equal(["/v1/metrics", "/v1/traces"], taken.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("exported", Encoding.UTF8.GetString(taken["/v1/traces"]), StringComparison.Ordinal);
        Assert.Contains("intake.arrivals", Encoding.UTF8.GetString(taken["/v1/metrics"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_sent_and_nothing_is_waited_for()
    {
        using var figures = new TelemetryFigures();
        using var service = new TelemetryService(TelemetryTarget.From(""), figures);

        await service.StartAsync(default);
        await service.StopAsync(default);
    }

    [Theory]
    [InlineData("localhost:4317")]
    [InlineData("ftp://collector")]
    [InlineData("nonsense")]
    public void A_collector_s_address_is_http(string setting) =>
        Assert.Contains(TelemetryTarget.Setting, Assert.Throws<InvalidOperationException>(() => TelemetryTarget.From(setting)).Message, StringComparison.Ordinal);

    private static async Task<WebApplication> CollectorAsync(ConcurrentDictionary<string, byte[]> taken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            taken.AddOrUpdate(request.Path.Value!, body.ToArray(), (_, before) => [.. before, .. body.ToArray()]);
        });
        await app.StartAsync();
        return app;
    }
}
