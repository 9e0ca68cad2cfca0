using IntakePipeline.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Telemetry;

/// <summary>The services that watch the pipeline.</summary>
public static class TelemetryServices
{
    /// <summary>Adds them; they begin when the host does.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetryTarget target) => services
        .AddSingleton(target).AddSingleton<TelemetryFigures>().AddSingleton<WaitingQueue>().AddSingleton<PipelineWatch>()
        .AddHostedService<TelemetryService>();
}
