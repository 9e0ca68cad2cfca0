using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Pages;

namespace IntakePipeline.Functions.Panel;

/// <summary>The page of a search.</summary>
internal static class BuscarPage
{
    // How the codes begin of all that is found in scans.
    private const string ScanFindings = "memoria-escaneo";

    /// <summary>The form, and a page of what it found.</summary>
    public static HtmlPage Of(Visit v, CallCatalogue calls, Asked asked, SearchPage page)
    {
        var title = v.Say("Expedients", "Expedientes", "Applications");
        return Layout.Page(v, title, Markup.Of($"""
            <h1>{title}</h1>
            {Form(v, calls, asked.Filter, page)}
            <p role="status">{Found(v, page)}</p>
            {Markup.If(page.Lines.Count > 0, () => Table(v, page.Lines))}
            {Pages(v, asked, page)}
            <p class="acciones"><a class="boton segundo" href="/panel/expedientes.xlsx{asked.Query(null)}">{v.Say("Exportar-ho tot (Excel)", "Exportarlo todo (Excel)", "Export all (Excel)")}</a>
            <a class="boton segundo" href="/panel/expedientes.csv{asked.Query(null)}">{v.Say("Exportar-ho tot (CSV)", "Exportarlo todo (CSV)", "Export all (CSV)")}</a></p>
            """));
    }

    private static string Found(Visit v, SearchPage page)
    {
        var (first, last, total) = (v.Count(page.Before + 1), v.Count(page.Before + page.Lines.Count), v.Count(page.Total));
        return page.Lines.Count == 0 ? v.Say("No n'hi ha cap.", "No hay ninguno.", "There are none.")
            : v.Say($"Del {first} al {last}, de {total}.", $"Del {first} al {last}, de {total}.", $"{first} to {last} of {total}.");
    }

    private static Markup Pages(Visit v, Asked asked, SearchPage page) => Markup.If(page.Last is not null, () => Markup.Of($"""
        <nav class="acciones" aria-label="{v.Say("Pàgines de resultats", "Páginas de resultados", "Pages of results")}">
        {Markup.If(page.Before > 0, () => Markup.Of($"""<a class="boton segundo" href="/panel/expedientes{asked.Query(null)}">{v.Say("Des del principi", "Desde el principio", "From the start")}</a> <a class="boton segundo" rel="prev" href="/panel/expedientes{asked.Query(page.Previous)}">{v.Say("Els anteriors", "Los anteriores", "Previous")}</a>"""))}
        {Markup.If(page.Next is not null, () => Markup.Of($"""<a class="boton" rel="next" href="/panel/expedientes{asked.Query(page.Next)}">{v.Say("Els següents", "Los siguientes", "Next")}</a> <a class="boton segundo" href="/panel/expedientes{asked.Query(page.Last)}">{v.Say("Els últims", "Los últimos", "Last")}</a>"""))}
        </nav>
        """));

    private static Markup Form(Visit v, CallCatalogue calls, ExpedienteFilter f, SearchPage page) => Markup.Of($"""
        <form class="hoja" method="get" action="/panel/expedientes" role="search">
        <div class="linea">
        {Text("texto", v.Say("Text, expedient o registre", "Texto, expediente o registro", "Text, file or entry number"), f.Text)}
        {Text("nif", v.Say("NIF", "NIF", "Tax id"), f.TaxId)}
        {Choice(v, "estado", v.Say("Estat", "Estado", "State"), f.State, StateWords.Codes.Select(c => (c, StateWords.Name(v, c))))}
        <button>{v.Say("Buscar", "Buscar", "Search")}</button></div>
        <details{Markup.If(f.Call is not null || f.Programme is not null || f.Phase is not null || f.Department is not null || f.AssignedTo.Length > 0 || f.Finding.Length > 0 || f.NonWorkingDay, () => Markup.Of($" open"))}><summary>{v.Say("Més filtres", "Más filtros", "More filters")}</summary>
        <div class="linea">
        {Choice(v, "convocatoria", v.Say("Convocatòria", "Convocatoria", "Call"), f.Call?.Value ?? "", calls.All.Select(c => (c.Id.Value, v.Plain(c.Title))))}
        {Choice(v, "programa", v.Say("Programa", "Programa", "Programme"), f.Programme?.Value ?? "", calls.All.SelectMany(c => c.Programmes).Select(p => p.Id.Value).Distinct().Select(p => (p, p)))}
        {Choice(v, "fase", v.Say("Fase", "Fase", "Phase"), f.Phase?.Value ?? "", calls.All.SelectMany(c => c.Programmes).SelectMany(p => p.Windows).Select(w => w.Phase.Value).Distinct().Order(StringComparer.Ordinal).Select(p => (p, p)))}
        {Choice(v, "unidad", v.Say("Unitat", "Unidad", "Department"), f.Department?.Value ?? "", calls.All.SelectMany(c => c.Programmes).Select(p => p.Department).DistinctBy(d => d.Id).Select(d => (d.Id.Value, v.Plain(d.Name))))}
        {Text("persona", v.Say("Persona assignada", "Persona asignada", "Assignee"), f.AssignedTo, page.People)}
        {Text("hallazgo", v.Say("Codi de troballa, o com comença", "Código de hallazgo, o cómo empieza", "Finding code, or how it begins"), f.Finding, [ScanFindings, .. page.Findings.Where(c => c != ScanFindings)])}
        <div class="campo"><label for="inhabil"><input type="checkbox" id="inhabil" name="inhabil" value="si"{Markup.If(f.NonWorkingDay, () => Markup.Of($" checked"))}> {v.Say("Presentats en dia inhàbil", "Presentados en día inhábil", "Filed on a non-working day")}</label></div>
        </div></details></form>
        """);

    // What is there to choose from is offered, and anything else may be written.
    private static Markup Text(string name, string label, string value, IReadOnlyList<string>? offered = null) => Markup.Of($"""
        <div class="campo"><label for="{name}">{label}</label><input id="{name}" name="{name}" value="{value}" maxlength="200" autocomplete="off"{Markup.If(offered is not null, () => Markup.Of($""" list="{name}-lista" """))}>
        {Markup.If(offered is not null, () => Markup.Of($"""<datalist id="{name}-lista">{Markup.Each(offered!, o => Markup.Of($"""<option value="{o}"></option>"""))}</datalist>"""))}</div>
        """);

    private static Markup Choice(Visit v, string name, string label, string value, IEnumerable<(string Value, string Text)> options) => Markup.Of($"""
        <div class="campo"><label for="{name}">{label}</label><select id="{name}" name="{name}"><option value="">{v.Say("qualsevol", "cualquiera", "any")}</option>
        {Markup.Each(options, o => Markup.Of($"""<option value="{o.Value}"{Markup.If(o.Value == value, () => Markup.Of($" selected"))}>{o.Text}</option>"""))}</select></div>
        """);

    private static Markup Table(Visit v, IReadOnlyList<ExpedienteLine> lines) => Markup.Of($"""
        <div class="tabla fichas"><table><caption class="oculto">{v.Say("Expedients trobats", "Expedientes encontrados", "Applications found")}</caption>
        <thead><tr><th scope="col">{v.Say("Expedient", "Expediente", "Application")}</th><th scope="col">{v.Say("Sol·licitant i projecte", "Solicitante y proyecto", "Applicant and project")}</th><th scope="col">{v.Say("Presentat", "Presentado", "Filed")}</th><th scope="col">{v.Say("Estat", "Estado", "State")}</th><th scope="col">{v.Say("Persona", "Persona", "Assignee")}</th></tr></thead>
        <tbody>{Markup.Each(lines, e => Markup.Of($"""
        <tr><th scope="row" data-titulo="{v.Say("Expedient", "Expediente", "Application")}"><span><a href="{Paths.Of(e.Key.Number)}">{e.Key.Number.ToString()}</a><br><span class="suave">{e.Entry.ToString()}</span></span></th>
        <td data-titulo="{v.Say("Sol·licitant", "Solicitante", "Applicant")}"><span>{e.Applicant} <span class="suave">{e.TaxId}</span><br><span class="suave">{e.ProjectTitle}</span></span></td>
        <td data-titulo="{v.Say("Presentat", "Presentado", "Filed")}"><span>{v.Moment(e.FiledAt)}{Markup.If(e.FiledOnNonWorkingDay, () => Markup.Of($"""<br><span class="suave">{v.Say("compta des de", "cuenta desde", "counts from")} {v.Short(e.Effective)}</span>"""))}</span></td>
        <td data-titulo="{v.Say("Estat", "Estado", "State")}">{StateWords.Label(v, e.State)}</td>
        <td data-titulo="{v.Say("Persona", "Persona", "Assignee")}">{e.AssignedTo ?? "—"}</td></tr>
        """))}</tbody></table></div>
        """);
}
