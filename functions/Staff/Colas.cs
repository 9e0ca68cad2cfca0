using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Staff;

/// <summary>The departments' worklists, and moving an application from one to another.</summary>
public sealed class Colas(PageDoor door, Worklist worklist, MoveDesk desk)
{
    private const int DefaultLines = 50;
    private const int MaxText = 500;

    /// <summary><c>?convocatoria=…&amp;fase=…&amp;desde=…&amp;cuantos=…</c>: what a department has to evaluate, in the order of effective entry, by pages.</summary>
    [Function("panel-consultar-cola")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/panel/colas/{departamento}")] HttpRequest request,
        string departamento, CancellationToken cancellationToken) =>
        door.AnswerAsync(request, StaffRole.Read, async _ =>
        {
            var query = request.Query;
            var place = Place.TryParse(query["desde"], out var read) ? read : (Place?)null;
            var lines = int.TryParse(query["cuantos"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, Worklist.MaxLines) : DefaultLines;
            return await worklist.ReadAsync(
                new DepartmentId(departamento), new CallId(query["convocatoria"].ToString()), new PhaseId(query["fase"].ToString()), place, lines, cancellationToken) is { } page
                    ? Json.Ok(WorklistJson.Write(page))
                    : Problem.NotFound(new("La unitat no avalua res en esta fase d'esta convocatòria.", "La unidad no evalúa nada en esta fase de esta convocatoria."));
        });

    /// <summary><c>{"convocatoria", "programa", "fase" (optional), "motivo"}</c>: the signed-in person moves an application in evaluation (R4 9.4).</summary>
    [Function("panel-trasladar-expediente")]
    public Task<IResult> Move(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/panel/expedientes/{programa}/{anyo}/{numero}/traslado")] HttpRequest request,
        string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        door.AnswerAsync(request, StaffRole.Act, async member =>
        {
            if (!ExpedienteNumber.TryParse($"{programa}/{anyo}/{numero}", out var number))
                return Unknown;
            if (await StaffBody.ReadAsync<Traslado>(request, cancellationToken) is not { } body
                || !StaffBody.IsPlain(body.Motivo, MaxText))
                return new Problem(
                    StatusCodes.Status400BadRequest, "peticion-mal-formada", new("Petició mal formada", "Petición mal formada"),
                    new("S'espera {\"convocatoria\", \"programa\", \"fase\", \"motivo\"}.", "Se espera {\"convocatoria\", \"programa\", \"fase\", \"motivo\"}."));
            var target = new Move(new CallId(body.Convocatoria), new ProgrammeId(body.Programa));
            return Answer(await desk.MoveAsync(
                number, target, body.Fase is { } phase ? new PhaseId(phase) : null, member.Actor, body.Motivo, cancellationToken));
        });

    private static Problem Unknown { get; } = Problem.NotFound(new("No consta cap expedient amb este número.", "No consta ningún expediente con este número."));

    private static IResult Answer(MoveOutcome outcome) => outcome switch
    {
        MoveOutcome.Done done => Json.Ok(WorklistJson.Write(done.Expediente)),
        MoveOutcome.Unknown => Unknown,
        MoveOutcome.NoSuchPhase => new Problem(
            StatusCodes.Status422UnprocessableEntity, "destino-sin-fase", new("El destí no té esta fase", "El destino no tiene esa fase"),
            new("No hi ha cap fase de la convocatòria i el programa de destí per a la data de l'expedient: indiqueu-ne una que existisca.",
                "No hay ninguna fase de la convocatoria y el programa de destino para la fecha del expediente: indique una que exista.")),
        MoveOutcome.NotInEvaluation refused => new Problem(
            StatusCodes.Status409Conflict, "expediente-en-otro-estado", new("L'expedient no està en avaluació", "El expediente no está en evaluación"),
            new($"El seu estat és «{refused.Expediente.State.Code}»: no s'ha traslladat.", $"Su estado es «{refused.Expediente.State.Code}»: no se ha trasladado.")),
        _ => throw new System.Diagnostics.UnreachableException("An outcome nobody answers."),
    };

    private sealed record Traslado(string Convocatoria, string Programa, string Motivo, string? Fase = null);
}
