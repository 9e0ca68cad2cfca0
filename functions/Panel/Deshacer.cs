using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Functions.Staff;
using IntakePipeline.Notifications;
using IntakePipeline.Panel;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime.Text;

namespace IntakePipeline.Functions.Panel;

/// <summary>What staff do again or take back: a memoria read again, a notice sent again, a note retracted.</summary>
public sealed class Deshacer(
    PageDoor door, CallCatalogue calls, IExpedienteStore expedientes, NoteDesk notes, ReinspectionDesk reinspections, NotificationDesk notifications)
{
    private const string Route = "panel/expedientes/{programa}/{anyo}/{numero}/";
    private const int MaxText = 500;

    /// <summary>Takes a note back: it stays in the history, struck through.</summary>
    [Function("retirar-nota")]
    public Task<IResult> Retract(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "retirar-nota")] HttpRequest request, string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        ActAsync(request, programa, anyo, numero, async (v, form, e) =>
            InstantPattern.ExtendedIso.Parse(form["nota"]) is { Success: true } at
            && await notes.RetractAsync(e, at.Value, v.Member.Actor, v.Member.May(StaffRole.Admin), cancellationToken)
                ? null
                : v.Say("No consta esta nota, o és d'una altra persona.", "No consta esta nota, o es de otra persona.", "There is no such note, or it is another person's."), cancellationToken);

    /// <summary>Reads the memoria again from its original bytes: what is decided stays decided.</summary>
    [Function("reinspeccionar")]
    public Task<IResult> Reinspect(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "reinspeccionar")] HttpRequest request, string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        ActAsync(request, programa, anyo, numero, async (v, form, e) =>
        {
            if (!StaffBody.IsPlain(form["motivo"], MaxText))
                return v.Say("Escriviu el motiu, en una línia de 500 lletres com a màxim.", "Escriba el motivo, en una línea de 500 letras como máximo.", "Say why, in one line of 500 letters at most.");
            return int.TryParse(form["vez"], NumberStyles.None, CultureInfo.InvariantCulture, out var time)
                && await reinspections.InspectAsync(e, time, v.Member.Actor, form["motivo"], cancellationToken) is not null
                    ? null
                    : v.Say("Encara no s'ha decidit res sobre esta memòria, o la pàgina era antiga: torneu a carregar-la.", "Todavía no se ha decidido nada sobre esta memoria, o la página era antigua: vuelva a cargarla.", "Nothing has been decided on this memoria yet, or the page was old: load it again.");
        }, cancellationToken, "reinspecciones");

    /// <summary>Sends a notice again that failed, is in doubt or had no address.</summary>
    [Function("reenviar-aviso")]
    public Task<IResult> SendAgain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "avisos")] HttpRequest request, string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        ActAsync(request, programa, anyo, numero, async (v, form, e) =>
            IntakePipeline.Notifications.Notice.TryParse(form["id"], out var notice) && notice is IntakePipeline.Notifications.Notice.OfExpediente of && of.Key == e.Key
            && await notifications.RetryAsync(notice, cancellationToken) is not null
                ? null
                : v.Say("No consta esta notificació.", "No consta esta notificación.", "There is no such notice."), cancellationToken, "avisos");

    private Task<IResult> ActAsync(
        HttpRequest request, string programa, string anyo, string numero, Func<Visit, PostedForm, Expediente, Task<string?>> act, CancellationToken cancellationToken, string part = "") =>
        door.TakeAsync(request, StaffRole.Act, async (v, form) =>
        {
            if (!ExpedienteNumber.TryParse($"{programa}/{anyo}/{numero}", out var number) || ExpedienteKey.Find(calls, number) is not { } key
                || await expedientes.FindAsync(key, cancellationToken) is not { } expediente)
                return Pages.Notice.NotFound(v, v.Say("No consta cap expedient amb este número.", "No consta ningún expediente con este número.", "There is no application with this number."));
            return await act(v, form, expediente) is { } wrong
                ? ColaPage.Outcome(v, Paths.Of(number), [], [wrong])
                : new SeeOther(Paths.Of(number) + (part.Length > 0 ? "#" + part : ""));
        }, cancellationToken);
}
