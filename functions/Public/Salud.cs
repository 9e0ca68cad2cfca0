using IntakePipeline.Health;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Public;

/// <summary><c>/api/health/*</c>: for load balancers, deployments and monitors. They say nothing about anybody.</summary>
public sealed class Salud(ReadinessDesk readiness)
{
    private static readonly byte[] Alive = """{"estado":"vivo"}"""u8.ToArray();

    /// <summary>200 as long as the process answers: restart it when it does not.</summary>
    [Function("salud-vivo")]
    public static IResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/live")] HttpRequest request) => Json.Ok(Alive);

    /// <summary>200 when submissions can be taken in, 503 when not; either way what was looked at.</summary>
    [Function("salud-listo")]
    public async Task<IResult> Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health/ready")] HttpRequest request, CancellationToken cancellationToken)
    {
        var found = await readiness.LookAsync(cancellationToken);
        return found.IsReady ? Json.Ok(found.ToJson()) : Json.Unavailable(found.ToJson());
    }
}
