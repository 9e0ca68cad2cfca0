using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Panel;
using IntakePipeline.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Staff;

/// <summary><c>/api/panel/poison</c>: what could not be processed, for staff to see and, once they have mended the cause, to try again.</summary>
public sealed class Averias(PageDoor door, PoisonQueues poison, PoisonRetry retry, IFailureStore failures)
{
    /// <summary>Each poison queue with its count, its first messages and how they failed.</summary>
    [Function("listar-averias")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/panel/poison")] HttpRequest request, CancellationToken cancellationToken) =>
        door.AnswerAsync(request, StaffRole.Read, async _ =>
        {
            var queues = await poison.ListAsync(cancellationToken);
            return Json.Ok(PoisonQueues.Write(queues, await failures.FindAllAsync(queues.SelectMany(q => q.Messages).Select(m => m.Subject), cancellationToken)));
        });

    /// <summary>Tries again what a poison queue holds: <c>{"reintentados":n}</c>.</summary>
    [Function("reintentar-averias")]
    public Task<IResult> Retry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/panel/poison/{cola}/reintento")] HttpRequest request, string cola, CancellationToken cancellationToken) =>
        door.AnswerAsync(request, StaffRole.Admin, async _ => await retry.RunAsync(cola, cancellationToken) is { } retried
            ? Json.Ok(JsonText.Write(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("reintentados", retried);
                json.WriteEndObject();
            }))
            : Problem.NotFound(new("No hi ha cap cua d'avaries amb este nom.", "No hay ninguna cola de averías con este nombre.")));
}
