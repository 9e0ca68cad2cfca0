using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Functions.Staff;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Panel;

/// <summary>
/// <c>/panel/expedientes/{expediente}/requerir</c>: a person of the department asks the applicant to cure something, in three steps: choose, write, see it as
/// it will be sent. Nothing is kept before the last button.
/// </summary>
public sealed class Requerir(PageDoor door, CallCatalogue calls, IExpedienteStore expedientes, DepartmentRequestDesk desk)
{
    internal const string Choose = "elegir", Write = "textos", Look = "ver", Issue = "emitir";

    private const string Route = "panel/expedientes/{programa}/{anyo}/{numero}/requerir";
    private const int MaxReason = 500;

    /// <summary>The first step.</summary>
    [Function("pagina-requerir")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        door.ShowAsync(request, StaffRole.Act, v => WithAsync(v, programa, anyo, numero, async e => await desk.NextAsync(e, cancellationToken) is { } round
            ? RequerirPage.Choose(v, new Draft(e, round, await desk.ChoicesAsync(e, cancellationToken), [], "", []))
            : NotNow(v, e), cancellationToken));

    /// <summary>The other steps; the last one issues the request.</summary>
    [Function("requerir")]
    public Task<IResult> Take(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        door.TakeAsync(request, StaffRole.Act, (v, form) => WithAsync(v, programa, anyo, numero, async e =>
        {
            var draft = Read(v, form, e, await desk.ChoicesAsync(e, cancellationToken));
            var step = form["paso"];
            if (draft.Errors.Any(x => x.Field == Draft.ChoiceField) || step is not (Write or Look or Issue))
                return RequerirPage.Choose(v, draft);
            if (step == Write || draft.Errors.Count > 0)
                return RequerirPage.Write(v, step == Write ? draft with { Errors = [] } : draft);
            return step == Look && await desk.PreviewAsync(e, draft.Round, draft.Asked, v.Member.Actor, draft.Why, cancellationToken) is { } preview
                ? RequerirPage.Look(v, draft, preview, calls.Find(e.Key.Call)!)
                : Answer(v, e, await desk.AskAsync(e.Key.Number, draft.Round, draft.Asked, v.Member.Actor, draft.Why, cancellationToken));
        }, cancellationToken), cancellationToken);

    private static Draft Read(Visit v, PostedForm form, Expediente expediente, IReadOnlyList<IntakePipeline.Validation.Finding> choices)
    {
        var errors = new List<FieldError>();
        var chosen = new List<Chosen>();
        var keys = form.All(Draft.ChoiceField);
        foreach (var (key, choice) in Draft.Keyed(choices).Where(c => keys.Contains(c.Key, StringComparer.Ordinal)))
        {
            var first = form["va." + key].Length + form["es." + key].Length == 0 && form["paso"] == Write;
            var text = first ? choice.Text : new LocalizedText(form["va." + key], form["es." + key]);
            chosen.Add(new Chosen(key, choice, text));
            foreach (var (field, written) in new[] { ("va." + key, text.Va), ("es." + key, text.Es) })
            {
                if (AskedDefect.Plain(written) is null)
                    errors.Add(new FieldError(field, v.Say(
                        $"Escriviu el text en les dos llengües, de {AskedDefect.MaxText} lletres com a màxim i sense caràcters de control ({choice.Code}).",
                        $"Escriba el texto en las dos lenguas, de {AskedDefect.MaxText} letras como máximo y sin caracteres de control ({choice.Code}).",
                        $"Write the text in both languages, {AskedDefect.MaxText} letters at most and no control characters ({choice.Code}).")));
            }
        }

        if (chosen.Count is 0 or > DepartmentRequestDesk.MaxDefects)
            errors.Add(new FieldError(Draft.ChoiceField, v.Say($"Trieu entre 1 i {DepartmentRequestDesk.MaxDefects} defectes.", $"Elija entre 1 y {DepartmentRequestDesk.MaxDefects} defectos.", $"Choose from 1 to {DepartmentRequestDesk.MaxDefects} defects.")));
        if (!StaffBody.IsPlain(form["motivo"], MaxReason))
            errors.Add(new FieldError("motivo", v.Say("Escriviu el motiu, en una línia de 500 lletres com a màxim.", "Escriba el motivo, en una línea de 500 letras como máximo.", "Say why, in one line of 500 letters at most.")));
        var round = int.TryParse(form["ronda"], NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
        return new Draft(expediente, round, choices, chosen, form["motivo"], errors);
    }

    private static IResult Answer(Visit v, Expediente e, DepartmentRequestOutcome outcome) => outcome switch
    {
        DepartmentRequestOutcome.Done => new SeeOther(Paths.Of(e.Key.Number)),
        DepartmentRequestOutcome.Taken t => ColaPage.Outcome(v, Paths.Of(e.Key.Number), [], [v.Say(
            $"{t.By.By} ja ha emés el requeriment {t.By.Number}: el vostre no s'ha enviat.", $"{t.By.By} ya ha emitido el requerimiento {t.By.Number}: el suyo no se ha enviado.", $"{t.By.By} has already issued request {t.By.Number}: yours was not sent.")]),
        _ => NotNow(v, e),
    };

    private static HtmlPage NotNow(Visit v, Expediente e) => ColaPage.Outcome(v, Paths.Of(e.Key.Number), [], [v.Say(
        "Ara no es pot requerir res: l'expedient no està en avaluació o hi ha un altre requeriment. No s'ha enviat res.",
        "Ahora no se puede requerir nada: el expediente no está en evaluación o hay otro requerimiento. No se ha enviado nada.",
        "Nothing can be requested now: the application is not in evaluation, or there is another request. Nothing was sent.")]);

    private async Task<IResult> WithAsync(
        Visit v, string programa, string anyo, string numero, Func<Expediente, Task<IResult>> page, CancellationToken cancellationToken) =>
        ExpedienteNumber.TryParse($"{programa}/{anyo}/{numero}", out var number) && ExpedienteKey.Find(calls, number) is { } key
        && await expedientes.FindAsync(key, cancellationToken) is { } expediente
            ? await page(expediente)
            : Notice.NotFound(v, v.Say("No consta cap expedient amb este número.", "No consta ningún expediente con este número.", "There is no application with this number."));
}
