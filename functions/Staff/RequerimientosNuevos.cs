using IntakePipeline.Corrections;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Staff;

/// <summary><c>/api/panel/expedientes/{expediente}/requerimientos</c>: the department asks for a correction (R4 7.4).</summary>
public sealed class RequerimientosNuevos(PageDoor door, DepartmentRequestDesk desk, CorrectionDesk requests)
{
    private const int MaxText = 500;

    /// <summary>
    /// <c>{"ronda": 2, "defectos": [{"codigo", "va", "es", "cual" (which finding of that code, 1 unless said)}], "motivo"}</c>: issues request
    /// <c>{expediente}-R{ronda}</c>, which has to be the next one.
    /// </summary>
    [Function("panel-requerir")]
    public Task<IResult> Ask(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/panel/expedientes/{programa}/{anyo}/{numero}/requerimientos")] HttpRequest request,
        string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        door.AnswerAsync(request, StaffRole.Act, async member =>
        {
            if (!ExpedienteNumber.TryParse($"{programa}/{anyo}/{numero}", out var number))
                return Unknown;
            if (await StaffBody.ReadAsync<Orden>(request, cancellationToken) is not { } body || !StaffBody.IsPlain(body.Motivo, MaxText) || Asked(body.Defectos) is not { } asked)
                return Malformed;
            return await desk.AskAsync(number, body.Ronda, asked, member.Actor, body.Motivo.Trim(), cancellationToken) switch
            {
                DepartmentRequestOutcome.Done done => Json.Ok(await requests.DescribeAsync(done.Request.Number, cancellationToken)),
                DepartmentRequestOutcome.Unknown => Unknown,
                DepartmentRequestOutcome.NoSuchDefect => new Problem(
                    StatusCodes.Status422UnprocessableEntity, "defecto-desconocido", new("Defecte desconegut", "Defecto desconocido"),
                    new("Algun codi no és un defecte que es puga demanar en esta sol·licitud, o n'hi ha massa.", "Algún código no es un defecto que se pueda pedir en esta solicitud, o hay demasiados.")),
                DepartmentRequestOutcome.Taken taken => Conflict(new($"Ja s'ha emés el requeriment {taken.By.Number}.", $"Ya se ha emitido el requerimiento {taken.By.Number}.")),
                DepartmentRequestOutcome.OutOfPlace refused => Conflict(new(
                    $"L'estat de l'expedient és «{refused.Expediente.State.Code}», o la ronda no és la que toca: no s'ha emés res.",
                    $"El estado del expediente es «{refused.Expediente.State.Code}», o la ronda no es la que toca: no se ha emitido nada.")),
                _ => throw new System.Diagnostics.UnreachableException("An outcome nobody answers."),
            };
        });

    private static Problem Unknown { get; } = Problem.NotFound(new("No consta cap expedient amb este número.", "No consta ningún expediente con este número."));

    private static Problem Malformed { get; } = new(
        StatusCodes.Status400BadRequest, "peticion-mal-formada", new("Petició mal formada", "Petición mal formada"),
        new("S'espera {\"ronda\": número, \"defectos\": [{\"codigo\", \"va\", \"es\"}], \"motivo\": text}.", "Se espera {\"ronda\": número, \"defectos\": [{\"codigo\", \"va\", \"es\"}], \"motivo\": texto}."));

    private static Problem Conflict(LocalizedText detail) => new(
        StatusCodes.Status409Conflict, "expediente-en-otro-estado", new("Ara no es pot requerir", "Ahora no se puede requerir"), detail);

    private static List<AskedDefect>? Asked(IReadOnlyList<Defecto> defects)
    {
        var asked = new List<AskedDefect>();
        foreach (var one in defects)
        {
            if (AskedDefect.Plain(one.Va) is not { } va || AskedDefect.Plain(one.Es) is not { } es)
                return null;
            asked.Add(new AskedDefect(one.Codigo, one.Cual, new LocalizedText(va, es)));
        }

        return asked;
    }

    private sealed record Orden(int Ronda, IReadOnlyList<Defecto> Defectos, string Motivo);

    private sealed record Defecto(string Codigo, string Va, string Es, int Cual = 1);
}
