using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Functions.Staff;
using IntakePipeline.Panel;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Functions.Panel;

/// <summary>What staff do to an application, each in the signed-in person's name and recorded in its history.</summary>
public sealed class Tramitar(
    PageDoor door, CallCatalogue calls, IExpedienteStore expedientes, NoteDesk notes, MoveDesk moves, CorrectionDesk corrections, IProcessingQueue processing)
{
    private const string Route = "panel/expedientes/{programa}/{anyo}/{numero}/";
    private const int MaxText = 500;

    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>A note among the staff.</summary>
    [Function("anotar")]
    public Task<IResult> Note(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "nota")] HttpRequest request, string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        ActAsync(request, programa, anyo, numero, "nota", async (v, form, e) =>
        {
            await notes.AddAsync(e, v.Member.Actor, form["nota"], cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>Moves it to another programme or call (R4 9.4).</summary>
    [Function("trasladar")]
    public Task<IResult> Move(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "trasladar")] HttpRequest request, string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        ActAsync(request, programa, anyo, numero, "motivo", async (v, form, e) =>
        {
            if (form["destino"].Split('~') is not [{ Length: > 0 } call, { Length: > 0 } programme])
                return v.Say("Trieu un destí.", "Elija un destino.", "Choose where to.");
            return await moves.MoveAsync(e.Key.Number, new Move(new CallId(call), new ProgrammeId(programme)), null, v.Member.Actor, form["motivo"], cancellationToken) switch
            {
                MoveOutcome.Done => null,
                MoveOutcome.NoSuchPhase => v.Say("El destí no té cap fase per a la data de l'expedient.", "El destino no tiene ninguna fase para la fecha del expediente.", "There is no phase there for this application's date."),
                _ => v.Say("Ja no està en avaluació.", "Ya no está en evaluación.", "It is no longer in evaluation."),
            };
        }, cancellationToken);

    /// <summary>Puts on record that the applicant received the request: the period runs from the day after (R4 7.5).</summary>
    [Function("anotar-recepcion")]
    public Task<IResult> Receive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "recepcion")] HttpRequest request, string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        ActAsync(request, programa, anyo, numero, "constancia", async (v, form, e) => RequestOf(e) is { } asked && Minutes.Parse(form["fecha"]) is { Success: true } at
            ? Words(v, await corrections.RecordReceptionAsync(asked, OfficialClock.FromLocal(at.Value), form["constancia"], v.Member.Actor, cancellationToken))
            : v.Say("Escriviu el dia i l'hora de la recepció.", "Escriba el día y la hora de la recepción.", "Write the day and time of reception."), cancellationToken);

    /// <summary>Decides on a correction that came late, not enough or not at all.</summary>
    [Function("decidir")]
    public Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "decidir")] HttpRequest request, string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        ActAsync(request, programa, anyo, numero, "motivo", async (v, form, e) =>
        {
            if (RequestOf(e) is not { } asked)
                return v.Say("No hi ha cap requeriment obert.", "No hay ningún requerimiento abierto.", "There is no open request.");
            var (who, why) = (v.Member.Actor, form["motivo"]);
            return form["decision"] switch
            {
                "evaluacion" => Words(v, await corrections.DecideAsync(asked, DepartmentDecision.ToEvaluation, who, why, cancellationToken)),
                "proponer-desistimiento" => Words(v, await corrections.DecideAsync(asked, DepartmentDecision.ProposeWithdrawal, who, why, cancellationToken)),
                "retirar-desistimiento" => Words(v, await corrections.RetractProposalAsync(asked, who, why, cancellationToken)),
                "desistimiento-firmado" => Words(v, await corrections.SignWithdrawalAsync(asked, who, why, cancellationToken)),
                _ => v.Say("Trieu una decisió.", "Elija una decisión.", "Choose a decision."),
            };
        }, cancellationToken);

    /// <summary>Sends it through the automatic processing once more: what is decided stays decided.</summary>
    [Function("reintentar-tramite")]
    public Task<IResult> Retry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "reintentar")] HttpRequest request, string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        ActAsync(request, programa, anyo, numero, "motivo", async (v, form, e) =>
        {
            await notes.AddAsync(e, v.Member.Actor, v.Say("Es torna a tramitar: ", "Se vuelve a tramitar: ", "Processed again: ") + form["motivo"], cancellationToken);
            await processing.SendAsync(e.Entry, cancellationToken);
            return null;
        }, cancellationToken);

    private static CorrectionRequestNumber? RequestOf(Expediente e) => (e.State as ExpedienteState.AwaitingCorrection)?.Request;

    // Every action says why, is done to an expediente that exists, and goes back to its page or says what was wrong.
    private Task<IResult> ActAsync(
        HttpRequest request, string programa, string anyo, string numero, string reason, Func<Visit, PostedForm, Expediente, Task<string?>> act, CancellationToken cancellationToken) =>
        door.TakeAsync(request, StaffRole.Act, async (v, form) =>
        {
            if (!ExpedienteNumber.TryParse($"{programa}/{anyo}/{numero}", out var number) || ExpedienteKey.Find(calls, number) is not { } key
                || await expedientes.FindAsync(key, cancellationToken) is not { } expediente)
                return Notice.NotFound(v, v.Say("No consta cap expedient amb este número.", "No consta ningún expediente con este número.", "There is no application with this number."));
            var wrong = StaffBody.IsPlain(form[reason], MaxText)
                ? await act(v, form, expediente)
                : v.Say("Escriviu el motiu, en una línia de 500 lletres com a màxim.", "Escriba el motivo, en una línea de 500 letras como máximo.", "Say why, in one line of 500 letters at most.");
            return wrong is null ? new SeeOther(Paths.Of(number)) : ColaPage.Outcome(v, Paths.Of(number), [], [wrong]);
        }, cancellationToken);

    private static string? Words(Visit v, CorrectionOutcome outcome) => outcome switch
    {
        CorrectionOutcome.Done => null,
        CorrectionOutcome.OutOfPlace o => v.Say($"El requeriment està en un altre estat ({StateWords.Event(v, o.Request.State.Code)}): no s'ha anotat res.", $"El requerimiento está en otro estado ({StateWords.Event(v, o.Request.State.Code)}): no se ha anotado nada.", $"The request is in another state ({StateWords.Event(v, o.Request.State.Code)}): nothing was recorded."),
        CorrectionOutcome.ImpossibleDate d => v.Say($"La recepció ha de ser entre {At(d.Earliest)} i {At(d.Latest)}.", $"La recepción ha de estar entre {At(d.Earliest)} y {At(d.Latest)}.", $"Reception must be between {At(d.Earliest)} and {At(d.Latest)}."),
        CorrectionOutcome.HolidaysUnknown h => v.Say($"Falten els festius de {h.Year}: no s'ha anotat res.", $"Faltan los festivos de {h.Year}: no se ha anotado nada.", $"The holidays of {h.Year} are not known: nothing was recorded."),
        _ => v.Say("No consta el requeriment.", "No consta el requerimiento.", "There is no such request."),
    };

    private static string At(Instant at) => OfficialClock.ToLocal(at).ToString("dd/MM/uuuu HH:mm", CultureInfo.InvariantCulture);
}
