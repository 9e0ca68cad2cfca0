using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Mail;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Staff;

/// <summary><c>/api/panel/correo</c>: mail that no machine could place.</summary>
public sealed class CorreoPanel(MailIntake intake, IMailStore store, CallCatalogue calls, ILogger<CorreoPanel> logger)
{
    private const int Most = 100;
    private const int MaxText = 500;

    /// <summary>Mail that waits for a person, oldest first, at most 100.</summary>
    [Function("panel-listar-correo")]
    public Task<IResult> Get([HttpTrigger(AuthorizationLevel.Function, "get", Route = "panel/correo")] HttpRequest request, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () =>
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

    /// <summary><c>{"expediente", "quien"}</c> registers it there; <c>{"motivo", "quien"}</c> says that it needs nothing more.</summary>
    [Function("panel-atender-correo")]
    public Task<IResult> Settle(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "panel/correo/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () =>
        {
            if (await StaffBody.ReadAsync<Atencion>(request, cancellationToken) is not { } body || !StaffBody.IsPlain(body.Quien, MaxText) || !MailRecord.IsId(id)
                || (body.Expediente is null) == (body.Motivo is null) || (body.Motivo is not null && !StaffBody.IsPlain(body.Motivo, MaxText)))
                return new Problem(
                    StatusCodes.Status400BadRequest, "peticion-mal-formada", new("Petició mal formada", "Petición mal formada"),
                    new("S'espera {\"expediente\", \"quien\"} o {\"motivo\", \"quien\"}.", "Se espera {\"expediente\", \"quien\"} o {\"motivo\", \"quien\"}."));
            if (body.Motivo is not null)
                return Answer(await intake.SettleAsync(id, new Actor(body.Quien), body.Motivo, cancellationToken));
            return ExpedienteNumber.TryParse(body.Expediente, out var number) && ExpedienteKey.Find(calls, number) is { } key
                ? Answer(await intake.AssignAsync(id, key, cancellationToken))
                : Answer(null);
        });

    private static IResult Answer(MailRecord? record) => record is not null
        ? Json.Ok(MailJson.Write([record]))
        : Problem.NotFound(new("No hi ha cap correu pendent amb este número, o l'expedient no existix.", "No hay ningún correo pendiente con este número, o el expediente no existe."));

    private sealed record Atencion(string Quien, string? Expediente = null, string? Motivo = null);
}
