using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Mail;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Staff;

/// <summary><c>/api/panel/correo</c>: mail that no machine could place.</summary>
public sealed class CorreoPanel(PageDoor door, MailIntake intake, IMailStore store, CallCatalogue calls)
{
    private const int Most = 100;
    private const int MaxText = 500;

    /// <summary>Mail that waits for a person, oldest first, at most 100.</summary>
    [Function("panel-listar-correo")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/panel/correo")] HttpRequest request, CancellationToken cancellationToken) =>
        door.AnswerAsync(request, StaffRole.Read, async _ =>
        {
            var waiting = new List<MailRecord>();
            await foreach (var record in store.ListForPersonAsync(cancellationToken))
            {
                waiting.Add(record);
                if (waiting.Count == Most)
                    break;
            }

            return Json.Ok(MailJson.Write(waiting));
        });

    /// <summary><c>{"expediente"}</c> registers it there; <c>{"motivo"}</c> says that it needs nothing more, in the name of the signed-in person.</summary>
    [Function("panel-atender-correo")]
    public Task<IResult> Settle(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/panel/correo/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.AnswerAsync(request, StaffRole.Act, async member =>
        {
            if (await StaffBody.ReadAsync<Atencion>(request, cancellationToken) is not { } body || !MailRecord.IsId(id)
                || (body.Expediente is null) == (body.Motivo is null) || (body.Motivo is not null && !StaffBody.IsPlain(body.Motivo, MaxText)))
                return new Problem(
                    StatusCodes.Status400BadRequest, "peticion-mal-formada", new("Petició mal formada", "Petición mal formada"),
                    new("S'espera {\"expediente\"} o {\"motivo\"}.", "Se espera {\"expediente\"} o {\"motivo\"}."));
            if (body.Motivo is not null)
                return Answer(await intake.SettleAsync(id, member.Actor, body.Motivo, cancellationToken));
            return ExpedienteNumber.TryParse(body.Expediente, out var number) && ExpedienteKey.Find(calls, number) is { } key
                ? Answer(await intake.AssignAsync(id, key, cancellationToken))
                : Answer(null);
        });

    private static IResult Answer(MailRecord? record) => record is not null
        ? Json.Ok(MailJson.Write([record]))
        : Problem.NotFound(new("No hi ha cap correu pendent amb este número, o l'expedient no existix.", "No hay ningún correo pendiente con este número, o el expediente no existe."));

    private sealed record Atencion(string? Expediente = null, string? Motivo = null);
}
