using IntakePipeline.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Staff;

/// <summary><c>/api/panel/metrics</c>: how the pipeline stands now, and what this process has counted since it started.</summary>
public sealed class Metricas(PipelineWatch watch, TelemetryFigures figures, ILogger<Metricas> logger)
{
    /// <summary><c>{"estado":{…},"recibo":{"p50","p99"} (seconds, null before the first),"contadores":{name: value}}</c>.</summary>
    [Function("panel-metricas")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/panel/metrics")] HttpRequest request, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () => Json.Ok(Write(await watch.LookAsync(cancellationToken))));

    private byte[] Write(PipelineState state) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("estado");
        json.WriteNumber("enCola", state.Queued);
        json.WriteNumber("masAntiguoSegundos", (long)state.OldestQueued.TotalSeconds);
        json.WriteNumber("sinTerminar", state.Unfinished);
        json.WriteNumber("sinTerminarSegundos", (long)state.OldestUnfinished.TotalSeconds);
        json.WriteNumber("averias", state.Poison);
        json.WriteNumber("notificacionesFallidas", state.FailedNotifications);
        json.WriteEndObject();
        json.WriteStartObject("recibo");
        Quantile("p50", 0.5);
        Quantile("p99", 0.99);
        json.WriteEndObject();
        json.WriteStartObject("contadores");
        foreach (var (name, value) in figures.Values)
            json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteEndObject();

        void Quantile(string name, double quantile)
        {
            if (figures.Quantile(PipelineTelemetry.ReceiptDuration.Name, quantile) is { } seconds)
                json.WriteNumber(name, seconds);
            else
                json.WriteNull(name);
        }
    });
}
