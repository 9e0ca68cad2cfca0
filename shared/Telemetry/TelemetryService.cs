using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IntakePipeline.Telemetry;

/// <summary>Where traces and metrics go.</summary>
/// <param name="Endpoint">Base address of an OTLP collector (HTTP, protobuf); null keeps them in the process.</param>
public sealed record TelemetryTarget(Uri? Endpoint)
{
    /// <summary>The setting that holds it, as everywhere in OpenTelemetry.</summary>
    public const string Setting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Reads the setting.</summary>
    /// <exception cref="InvalidOperationException">It is there and no absolute http or https address.</exception>
    public static TelemetryTarget From(string? setting) => string.IsNullOrEmpty(setting) ? new TelemetryTarget((Uri?)null)
        : Uri.TryCreate(setting, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? new TelemetryTarget(address)
            : throw new InvalidOperationException($"Set {Setting} to the address of an OTLP collector, e.g. http://127.0.0.1:4318, or to nothing.");
}

/// <summary>Counts from the host's start on, and sends what is counted and traced to a collector where one is set.</summary>
/// <param name="target">The collector.</param>
/// <param name="figures">The process's own figures; asked for so that they count from the start.</param>
public sealed class TelemetryService(TelemetryTarget target, TelemetryFigures figures) : IHostedService, IDisposable
{
    private TracerProvider? traces;
    private MeterProvider? metrics;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        GC.KeepAlive(figures);
        if (target.Endpoint is not { } endpoint)
            return Task.CompletedTask;
        var resource = ResourceBuilder.CreateDefault().AddService(PipelineTelemetry.Name);
        // Whatever the server around decides for its own traces: filings are few enough to trace them all.
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).SetSampler(new AlwaysOnSampler()).AddSource(PipelineTelemetry.Name)
            .AddOtlpExporter(options => Point(options, endpoint, "v1/traces")).Build();
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(PipelineTelemetry.Name)
            .AddOtlpExporter(options => Point(options, endpoint, "v1/metrics")).Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what has not been sent.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        // A collector that is away must not hold up the host's end.
        const int Patience = 2000;
        return Task.Run(
            () =>
            {
                traces?.ForceFlush(Patience);
                metrics?.ForceFlush(Patience);
            },
            CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        traces?.Dispose();
        metrics?.Dispose();
    }

    private static void Point(OtlpExporterOptions options, Uri endpoint, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
    }
}
