using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Public;

/// <summary><c>/api/expedientes/{expediente}?csv=…</c>: how an application stands, for whoever has its receipt.</summary>
public sealed class Expedientes(ExpedienteStatus status, CodeDoor door)
{
    /// <summary>State in words and history. Without the right code there is nothing to see, not even that it exists.</summary>
    [Function("consultar-expediente")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/expedientes/{programa}/{anyo}/{numero}")] HttpRequest request,
        string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        door.OpenAsync(
            request, request.Query["csv"], new("No consta cap expedient amb este número i este codi.", "No consta ningún expediente con este número y este código."),
            async csv => await status.FindAsync($"{programa}/{anyo}/{numero}", csv, cancellationToken) is { } found ? Json.Ok(found) : null);
}
