using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Notifications;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Staff;

/// <summary><c>/api/panel/notificaciones</c>: what was told to whom, and what could not be.</summary>
public sealed class Avisos(PageDoor door, NotificationLog log, NotificationDesk desk, CallCatalogue calls)
{
    private const int Most = 100;

    /// <summary>With <c>?expediente=EBT/2012/17</c> its notifications; without, those unsent and those that need a person, at most 100 of each.</summary>
    [Function("panel-listar-notificaciones")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/panel/notificaciones")] HttpRequest request, CancellationToken cancellationToken) =>
        door.AnswerAsync(request, StaffRole.Read, async _ =>
        {
            if (request.Query["expediente"].ToString() is { Length: > 0 } asked)
            {
                if (!ExpedienteNumber.TryParse(asked, out var number) || ExpedienteKey.Find(calls, number) is not { } key)
                    return Problem.NotFound(new("No consta cap expedient amb este número.", "No consta ningún expediente con este número."));
                var all = await log.OfAsync(key, cancellationToken);
                return Write(json => json.WriteNotifications("notificaciones", all));
            }

            var (unsent, forPerson) = await log.PendingAsync(Most, cancellationToken);
            return Write(json =>
            {
                json.WriteNotifications("pendientes", unsent);
                json.WriteNotifications("paraUnaPersona", forPerson);
            });
        });

    /// <summary><c>{"id"}</c>: has one sent again that failed, is in doubt or had no address.</summary>
    [Function("panel-reintentar-notificacion")]
    public Task<IResult> Retry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/panel/notificaciones/reintento")] HttpRequest request, CancellationToken cancellationToken) =>
        door.AnswerAsync(request, StaffRole.Act, async _ =>
            await StaffBody.ReadAsync<Reintento>(request, cancellationToken) is { } body && IntakePipeline.Notifications.Notice.TryParse(body.Id, out var notice)
            && await desk.RetryAsync(notice, cancellationToken) is { } found
                ? Write(json => json.WriteNotifications("notificaciones", [found]))
                : Problem.NotFound(new("No consta esta notificació.", "No consta esta notificación.")));

    private Json Write(Action<System.Text.Json.Utf8JsonWriter> write) => Json.Ok(JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("seEnvia", log.Sends);
        write(json);
        json.WriteEndObject();
    }));

    private sealed record Reintento(string Id);
}
