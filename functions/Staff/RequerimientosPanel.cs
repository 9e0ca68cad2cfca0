using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Functions.Staff;

/// <summary><c>/api/panel/requerimientos/{expediente}/{ronda}</c>: what staff see of correction requests and put on record about them.</summary>
public sealed class RequerimientosPanel(PageDoor door, CorrectionDesk desk, ILogger<RequerimientosPanel> logger)
{
    private const string Route = "api/panel/requerimientos/{programa}/{anyo}/{numero}/{ronda}";
    private const int MaxText = 500;

    /// <summary>A request with its deadline, answers and history.</summary>
    [Function("panel-consultar-requerimiento")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string programa, string anyo, string numero, string ronda, CancellationToken cancellationToken) =>
        door.AnswerAsync(request, StaffRole.Read, async _ =>
            Number(programa, anyo, numero, ronda) is { } number && await desk.DescribeAsync(number, cancellationToken) is { } found ? Json.Ok(found) : Unknown);

    /// <summary>
    /// Reception, told by the registry (its key): <c>{"fecha": instant or official local date and time, "constancia": text}</c>. The period runs from the day
    /// after. Staff put it on record on the panel, in their own name.
    /// </summary>
    [Function("panel-registrar-recepcion")]
    public Task<IResult> Receive(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Route + "/recepcion")] HttpRequest request,
        string programa, string anyo, string numero, string ronda, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () =>
        {
            if (Number(programa, anyo, numero, ronda) is not { } number)
                return Unknown;
            return await StaffBody.ReadAsync<Recepcion>(request, cancellationToken) is { } body && Moment(body.Fecha) is { } at
                && StaffBody.IsPlain(body.Constancia, MaxText)
                    ? await AnswerAsync(await desk.RecordReceptionAsync(number, at, body.Constancia, new Actor(Registry), cancellationToken), cancellationToken)
                    : Malformed(new(
                        "S'espera {\"fecha\": instant ISO o data i hora oficials, \"constancia\": text}.", "Se espera {\"fecha\": instante ISO o fecha y hora oficiales, \"constancia\": texto}."));
        });

    /// <summary>
    /// Decision: <c>{"decision": "evaluacion" | "proponer-desistimiento" | "retirar-desistimiento" | "desistimiento-firmado", "motivo": why, or the resolution}</c>.
    /// </summary>
    [Function("panel-decidir-requerimiento")]
    public Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/decision")] HttpRequest request,
        string programa, string anyo, string numero, string ronda, CancellationToken cancellationToken) =>
        door.AnswerAsync(request, StaffRole.Act, async member =>
        {
            if (Number(programa, anyo, numero, ronda) is not { } number)
                return Unknown;
            if (await StaffBody.ReadAsync<Decision>(request, cancellationToken) is not { } body
                || !StaffBody.IsPlain(body.Motivo, MaxText))
                return BadDecision;
            var who = member.Actor;
            return body.Que switch
            {
                "evaluacion" => await DecideAsync(DepartmentDecision.ToEvaluation),
                "proponer-desistimiento" => await DecideAsync(DepartmentDecision.ProposeWithdrawal),
                "retirar-desistimiento" => await AnswerAsync(await desk.RetractProposalAsync(number, who, body.Motivo, cancellationToken), cancellationToken),
                "desistimiento-firmado" => await AnswerAsync(await desk.SignWithdrawalAsync(number, who, body.Motivo, cancellationToken), cancellationToken),
                _ => BadDecision,
            };

            async Task<IResult> DecideAsync(DepartmentDecision decision) =>
                await AnswerAsync(await desk.DecideAsync(number, decision, who, body.Motivo, cancellationToken), cancellationToken);
        });

    private const string Registry = "registro";

    private static Problem Unknown { get; } = Problem.NotFound(new("No consta cap requeriment amb este número.", "No consta ningún requerimiento con este número."));

    private static Problem BadDecision { get; } = Malformed(new(
        "S'espera {\"decision\": «evaluacion», «proponer-desistimiento», «retirar-desistimiento» o «desistimiento-firmado», \"motivo\": text}.",
        "Se espera {\"decision\": «evaluacion», «proponer-desistimiento», «retirar-desistimiento» o «desistimiento-firmado», \"motivo\": texto}."));

    private static CorrectionRequestNumber? Number(string programa, string anyo, string numero, string ronda) =>
        CorrectionRequestNumber.TryParse($"{programa}/{anyo}/{numero}-R{ronda}", out var number) ? number : null;

    // An instant, a date and time with its offset, or what the official clock showed.
    private static Instant? Moment(string text)
    {
        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant)
            return instant.Value;
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } offset)
            return offset.Value.ToInstant();
        return LocalDateTimePattern.ExtendedIso.Parse(text) is { Success: true } local ? OfficialClock.FromLocal(local.Value)
            : LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text) is { Success: true } minutes ? OfficialClock.FromLocal(minutes.Value)
            : null;
    }

    private async Task<IResult> AnswerAsync(CorrectionOutcome outcome, CancellationToken cancellationToken) => outcome switch
    {
        CorrectionOutcome.Done done => Json.Ok(await desk.DescribeAsync(done.Request.Number, cancellationToken)),
        CorrectionOutcome.OutOfPlace refused => new Problem(
            StatusCodes.Status409Conflict, "requerimiento-en-otro-estado",
            new("El requeriment està en un altre estat", "El requerimiento está en otro estado"),
            new($"El seu estat és «{refused.Request.State.Code}»: no s'ha anotat res.", $"Su estado es «{refused.Request.State.Code}»: no se ha anotado nada.")),
        CorrectionOutcome.ImpossibleDate date => new Problem(
            StatusCodes.Status422UnprocessableEntity, "fecha-imposible",
            new("La data no pot ser", "La fecha no puede ser"),
            new($"La recepció ha de ser entre {Written(date.Earliest)} i {Written(date.Latest)}.", $"La recepción ha de estar entre {Written(date.Earliest)} y {Written(date.Latest)}.")),
        CorrectionOutcome.HolidaysUnknown unknown => new Problem(
            StatusCodes.Status409Conflict, "festivos-desconocidos",
            new("No consten els festius", "No constan los festivos"),
            new($"No es pot comptar el termini: falten els festius de {unknown.Year}. No s'ha anotat res.", $"No se puede contar el plazo: faltan los festivos de {unknown.Year}. No se ha anotado nada.")),
        CorrectionOutcome.Unknown => Unknown,
        _ => throw new System.Diagnostics.UnreachableException("An outcome nobody answers."),
    };

    private static string Written(Instant at) => OfficialClock.ToLocal(at).ToString("dd/MM/uuuu HH:mm:ss", CultureInfo.InvariantCulture);

    private static Problem Malformed(LocalizedText expected) =>
        new(StatusCodes.Status400BadRequest, "peticion-mal-formada", new("Petició mal formada", "Petición mal formada"), expected);

    private sealed record Recepcion(string Fecha, string Constancia);

    private sealed record Decision([property: System.Text.Json.Serialization.JsonPropertyName("decision")] string Que, string Motivo);
}
