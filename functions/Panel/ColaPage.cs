using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Panel;

/// <summary>Pages of the queues.</summary>
internal static class ColaPage
{
    /// <summary>Every department with its calls and phases.</summary>
    public static HtmlPage List(Visit v, CallCatalogue calls)
    {
        var title = v.Say("Cues d'avaluació", "Colas de evaluación", "Evaluation queues");
        var departments = calls.All.SelectMany(c => c.Programmes.Select(p => (Call: c, p.Department, p.Windows)))
            .GroupBy(x => x.Department.Id).OrderBy(g => g.Key.Value, StringComparer.Ordinal);
        return Layout.Page(v, title, Markup.Of($"""
            <h1>{title}</h1>
            <p class="entradilla">{v.Say("Per unitat, convocatòria i fase, en l'ordre estricte d'entrada.", "Por unidad, convocatoria y fase, en el orden estricto de entrada.", "By department, call and phase, in strict order of entry.")}</p>
            <div class="columnas">{Markup.Each(departments, d => Markup.Of($"""
            <section class="hoja"><h2>{v.Say(d.First().Department.Name)}</h2>
            <ul>{Markup.Each(d.GroupBy(x => x.Call), c => Markup.Of($"""
            <li>{v.Say(c.Key.Title)}: {Markup.Each(c.SelectMany(x => x.Windows).Select(w => w.Phase).Distinct().OrderBy(p => p.Value, StringComparer.Ordinal), p => Markup.Of($"""<a href="{PathOf(d.Key, c.Key.Id, p)}">{v.Say("fase", "fase", "phase")} {p.Value}</a> """))}</li>
            """))}</ul></section>
            """))}</div>
            """));
    }

    /// <summary>One queue.</summary>
    public static HtmlPage Show(Visit v, CallCatalogue calls, DepartmentId department, CallId call, PhaseId phase, WorklistPage page, bool further)
    {
        var found = calls.Find(call)!;
        var name = found.Programmes.First(p => p.Department.Id == department).Department.Name;
        var title = v.Say($"Cua de {v.Plain(name)}, fase {phase}", $"Cola de {v.Plain(name)}, fase {phase}", $"Queue of {v.Plain(name)}, phase {phase}");
        return Layout.Page(v, title, Markup.Of($"""
            <h1>{title}</h1>
            <p class="suave">{v.Say(found.Title)}</p>
            <div id="cola" data-vivo>
            {(page.Lines.Count == 0 ? Markup.Of($"<p>{v.Say("No hi ha res per avaluar.", "No hay nada por evaluar.", "There is nothing to evaluate.")}</p>") : Table(v, page.Lines))}
            </div>
            <p class="acciones">{Markup.If(further, () => Markup.Of($"""<a class="boton segundo" href="{PathOf(department, call, phase)}">{v.Say("Des del principi", "Desde el principio", "From the start")}</a>"""))}
            {Markup.If(page.Next is not null, () => Markup.Of($"""<a class="boton segundo" rel="next" href="{PathOf(department, call, phase)}&amp;desde={Uri.EscapeDataString(page.Next!.Value.ToString())}">{v.Say("Els següents", "Los siguientes", "Next")}</a>"""))}</p>
            """), ["vivo.js"]);
    }

    /// <summary>What was done and what was not.</summary>
    public static HtmlPage Outcome(Visit v, string back, IReadOnlyList<string> done, IReadOnlyList<string> refused)
    {
        var title = v.Say("No s'ha pogut fer tot", "No se ha podido hacer todo", "Not everything could be done");
        return Layout.Page(v, title, Markup.Of($"""
            <h1>{title}</h1>
            <div class="aviso mal" role="alert"><ul>{Markup.Each(refused, r => Markup.Of($"<li>{r}</li>"))}</ul></div>
            {Markup.If(done.Count > 0, () => Markup.Of($"""<div class="aviso bien"><ul>{Markup.Each(done, d => Markup.Of($"<li>{d}</li>"))}</ul></div>"""))}
            <p><a class="boton" href="{back}">{v.Say("Tornar", "Volver", "Back")}</a></p>
            """), status: StatusCodes.Status409Conflict);
    }

    /// <summary>What became of one.</summary>
    public static string Words(Visit v, ExpedienteNumber number, AssignmentOutcome outcome) => outcome switch
    {
        AssignmentOutcome.Done => v.Say($"{number}: fet.", $"{number}: hecho.", $"{number}: done."),
        AssignmentOutcome.Taken { By: { } by } => v.Say($"{number}: el té {by}.", $"{number}: lo tiene {by}.", $"{number}: {by} has it."),
        AssignmentOutcome.Taken => v.Say($"{number}: no el teniu vós.", $"{number}: no lo tiene usted.", $"{number}: you do not have it."),
        AssignmentOutcome.Closed => v.Say($"{number}: no hi queda res per fer.", $"{number}: no queda nada por hacer.", $"{number}: nothing is left to do."),
        _ => v.Say($"{number}: no consta.", $"{number}: no consta.", $"{number}: unknown."),
    };

    private static Markup Table(Visit v, IReadOnlyList<WorklistLine> lines)
    {
        var may = v.Member.May(StaffRole.Act);
        return Markup.Of($"""
            <form method="post" action="/panel/repartir">{v.Hidden}<input type="hidden" name="volver" value="{v.Here}">
            <div class="tabla fichas"><table>
            <caption>{v.Say("Per data efectiva d'entrada; el primer és el que toca.", "Por fecha efectiva de entrada; el primero es el que toca.", "By effective date of entry; the first is next.")}</caption>
            <thead><tr>{Markup.If(may, () => Markup.Of($"""<th scope="col"><span class="oculto">{v.Say("Triar", "Elegir", "Choose")}</span></th>"""))}<th scope="col">{v.Say("Expedient", "Expediente", "Application")}</th><th scope="col">{v.Say("Sol·licitant i projecte", "Solicitante y proyecto", "Applicant and project")}</th><th scope="col">{v.Say("Compta des de", "Cuenta desde", "Counts from")}</th><th scope="col">{v.Say("Persona", "Persona", "Assignee")}</th></tr></thead>
            <tbody>{Markup.Each(lines, l => Row(v, l.Expediente, may))}</tbody></table></div>
            {Markup.If(may, () => Buttons(v))}</form>
            """);
    }

    private static Markup Row(Visit v, Expediente e, bool may) => Markup.Of($"""
        <tr>{Markup.If(may, () => Markup.Of($"""<td><input type="checkbox" name="expediente" value="{e.Key.Number.ToString()}" aria-label="{e.Key.Number.ToString()}"></td>"""))}
        <th scope="row" data-titulo="{v.Say("Expedient", "Expediente", "Application")}"><a href="{Paths.Of(e.Key.Number)}">{e.Key.Number.ToString()}</a></th>
        <td data-titulo="{v.Say("Sol·licitant", "Solicitante", "Applicant")}"><span>{e.Applicant.Name}<br><span class="suave">{e.ProjectTitle}</span></span></td>
        <td data-titulo="{v.Say("Compta des de", "Cuenta desde", "Counts from")}">{v.Short(e.Effective.Date)}</td>
        <td data-titulo="{v.Say("Persona", "Persona", "Assignee")}">{(e.AssignedTo is { } person ? Markup.Of($"""<span class="etiqueta {(person == v.Member.Actor ? "acento" : "")}">{person.Name}</span>""") : Markup.Of($"""<span class="suave">{v.Say("ningú", "nadie", "nobody")}</span>"""))}</td></tr>
        """);

    private static Markup Buttons(Visit v) => Markup.Of($"""
        <div class="acciones"><button name="accion" value="coger">{v.Say("Agafar els triats", "Coger los elegidos", "Claim chosen")}</button>
        <button class="segundo" name="accion" value="soltar">{v.Say("Alliberar", "Soltar", "Release")}</button></div>
        <div class="linea"><div class="campo"><label for="persona">{v.Say("Passar a", "Pasar a", "Hand over to")}</label><input id="persona" name="persona" autocomplete="off"></div>
        <button class="segundo" name="accion" value="pasar">{v.Say("Passar els meus", "Pasar los míos", "Hand over mine")}</button>
        {Markup.If(v.Member.May(StaffRole.Admin), () => Markup.Of($"""<button class="segundo" name="accion" value="asignar">{v.Say("Assignar", "Asignar", "Assign")}</button>"""))}</div>
        """);

    private static string PathOf(DepartmentId department, CallId call, PhaseId phase) =>
        $"/panel/colas/{Uri.EscapeDataString(department.Value)}?convocatoria={Uri.EscapeDataString(call.Value)}&fase={Uri.EscapeDataString(phase.Value)}";
}
