using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Panel;

/// <summary><c>/panel/colas</c>: what each department has to evaluate, phase by phase, in strict order; and who takes it.</summary>
public sealed class Cola(PageDoor door, CallCatalogue calls, Worklist worklist, AssignmentDesk desk)
{
    private const int Lines = 50;
    private const int MaxAtOnce = 100;
    private const int MaxName = 200;

    /// <summary>All the queues there are.</summary>
    [Function("pagina-colas")]
    public Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "panel/colas")] HttpRequest request) =>
        door.ShowAsync(request, StaffRole.Read, v => Task.FromResult<IResult>(ColaPage.List(v, calls)));

    /// <summary>One queue.</summary>
    [Function("pagina-cola")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "panel/colas/{departamento}")] HttpRequest request, string departamento, CancellationToken cancellationToken) =>
        door.ShowAsync(request, StaffRole.Read, async v =>
        {
            var (call, phase) = (new CallId(request.Query["convocatoria"].ToString()), new PhaseId(request.Query["fase"].ToString()));
            var from = Place.TryParse(request.Query["desde"], out var place) ? place : (Place?)null;
            return await worklist.ReadAsync(new DepartmentId(departamento), call, phase, from, Lines, cancellationToken) is { } page
                ? ColaPage.Show(v, calls, new DepartmentId(departamento), call, phase, page, from is not null)
                : Notice.NotFound(v, v.Say("Esta unitat no avalua res en esta fase d'esta convocatòria.", "Esta unidad no evalúa nada en esta fase de esta convocatoria.", "This department evaluates nothing in this phase of this call."));
        });

    /// <summary>Takes, gives back, hands over or assigns one or several.</summary>
    [Function("repartir")]
    public Task<IResult> Assign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "panel/repartir")] HttpRequest request, CancellationToken cancellationToken) =>
        door.TakeAsync(request, StaffRole.Act, async (v, form) =>
        {
            var (me, to) = (v.Member.Actor, form["persona"]);
            var back = SeeOther.IsLocal(form["volver"]) && form["volver"].StartsWith("/panel", StringComparison.Ordinal) ? form["volver"] : "/panel/colas";
            var chosen = form.All("expediente").Distinct().Take(MaxAtOnce).ToList();
            if (form["accion"] is "pasar" or "asignar" && (to.Length is 0 or > MaxName || to.Any(char.IsControl)))
                return ColaPage.Outcome(v, back, [], [v.Say("Escriviu a qui.", "Escriba a quién.", "Write to whom.")]);
            if (form["accion"] == "asignar" && !v.Member.May(StaffRole.Admin))
                return Notice.NotYours(v);
            if (chosen.Count == 0)
                return ColaPage.Outcome(v, back, [], [v.Say("No heu triat cap expedient.", "No ha elegido ningún expediente.", "You have not chosen any application.")]);

            var (done, refused) = (new List<string>(), new List<string>());
            foreach (var text in chosen)
            {
                if (!ExpedienteNumber.TryParse(text, out var number) || ExpedienteKey.Find(calls, number) is not { } key)
                    continue;
                var outcome = form["accion"] switch
                {
                    "coger" => await desk.ClaimAsync(key, me, cancellationToken),
                    "soltar" => await desk.ReleaseAsync(key, me, cancellationToken),
                    "pasar" => await desk.HandOverAsync(key, me, new Actor(to), cancellationToken),
                    "asignar" => await desk.AssignAsync(key, me, new Actor(to), cancellationToken),
                    _ => new AssignmentOutcome.Unknown(),
                };
                (outcome is AssignmentOutcome.Done ? done : refused).Add(ColaPage.Words(v, number, outcome));
            }

            // All went as asked: back to where it was asked, where it can be seen. Else it has to be read first.
            return refused.Count == 0 && done.Count > 0 ? new SeeOther(back) : ColaPage.Outcome(v, back, done, refused);
        }, cancellationToken);
}
