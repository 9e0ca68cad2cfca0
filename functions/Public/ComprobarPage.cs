using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Memorias;
using IntakePipeline.Validation;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Public;

/// <summary>The pages of the check before filing.</summary>
internal static class ComprobarPage
{
    /// <summary>The form, with the limits before it.</summary>
    public static HtmlPage Ask(Visit v, IReadOnlyList<FieldError> errors)
    {
        var title = Title(v);
        var wrong = errors.Count > 0 ? errors[0].Text : null;
        return Layout.Page(v, title, Markup.Of($"""
            {ErrorSummary.Of(v, errors)}
            <h1>{title}</h1>
            <p class="entradilla">{v.Say("Vegeu què trobaríem en la memòria o en tota la sol·licitud. No es guarda res i no és cap presentació.", "Vea qué encontraríamos en la memoria o en toda la solicitud. No se guarda nada y no es ninguna presentación.", "See what we would find in the memoria or the whole application. Nothing is kept and nothing is filed.")}</p>
            {Parts.Limits(v)}
            <form class="soltar" method="post" action="/comprobar" enctype="multipart/form-data" data-soltar novalidate>{v.Hidden}
            <div class="campo{(wrong is null ? "" : " erroneo")}"><label for="fichero">{v.Say("Fitxers", "Ficheros", "Files")}</label>
            <span class="pista" id="fichero-pista">{v.Say("La memòria en PDF; o solicitud.json, la seua firma i els fitxers que anomena, tots alhora. Els podeu soltar ací.", "La memoria en PDF; o solicitud.json, su firma y los ficheros que nombra, todos a la vez. Puede soltarlos aquí.", "The memoria as PDF; or solicitud.json, its signature and the files it names, all at once. You can drop them here.")}</span>
            {Markup.If(wrong is not null, () => Markup.Of($"""<p class="error" id="fichero-error">{wrong}</p>"""))}
            <input id="fichero" name="fichero" type="file" multiple required aria-describedby="fichero-pista{(wrong is null ? "" : " fichero-error")}"{Markup.If(wrong is not null, () => Markup.Of($""" aria-invalid="true" """))}></div>
            <button>{v.Say("Comprovar", "Comprobar", "Check")}</button></form>
            """), ["soltar.js"], errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>What was found in memorias.</summary>
    public static HtmlPage Memorias(Visit v, IReadOnlyList<(string Name, MemoriaReport Report)> memorias) => Layout.Page(v, Title(v), Markup.Of($"""
        <h1>{Title(v)}</h1>
        {Parts.OfficialLanguage(v)}
        {Markup.Each(memorias, m => Markup.Of($"""
        <section class="hoja"><h2>{m.Name}</h2>
        <p>{v.Size(m.Report.Bytes)}{(m.Report.Pages is { } pages ? v.Say($", {pages} pàgines", $", {pages} páginas", $", {pages} pages") : "")}</p>
        {Result(v, m.Report.Findings)}</section>
        """))}
        {Again(v)}
        """));

    /// <summary>What would come of a submission.</summary>
    public static HtmlPage Verdict(Visit v, FolderVerdict verdict) => Layout.Page(v, Title(v), Markup.Of($"""
        <h1>{Title(v)}</h1>
        {Parts.OfficialLanguage(v)}
        {Markup.If(verdict.IsRefused, () => Markup.Of($"""
        <section class="aviso mal" role="status"><h2>{v.Say("No es podria registrar", "No se podría registrar", "It could not be registered")}</h2>
        <ul>{Markup.Each(verdict.Faults, f => Markup.Of($"<li><p>{v.Say(f.Reason)}</p><p>{v.Say(f.Remedy)}</p></li>"))}</ul></section>
        """))}
        {(verdict.Filing is not { } filing ? Markup.None : Markup.Of($"""
        <section class="hoja"><h2>{v.Say("Si la presentàreu ara", "Si la presentara ahora", "If you filed it now")}</h2>
        <p>{v.Say("Comptaria des del", "Contaría desde el", "It would count from")} {v.Long(filing.Effective.Date)}{(filing.Window is { } window
            ? Markup.Of($"{v.Say($", fase {window.Phase}, que es tanca el ", $", fase {window.Phase}, que se cierra el ", $", phase {window.Phase}, which closes on ")}{v.Long(window.LastDay)}.")
            : Markup.Of($": <strong>{v.Say("fora de termini", "fuera de plazo", "out of time")}</strong>."))}</p>
        <details><summary>{v.Say("Per què", "Por qué", "Why")}</summary><p>{v.Say(filing.Effective.Reason)}</p></details></section>
        """))}
        <section class="hoja"><h2>{v.Say("Formulari i memòria", "Formulario y memoria", "Form and memoria")}</h2>{Result(v, verdict.Findings)}</section>
        {Again(v)}
        """));

    private static string Title(Visit v) => v.Say("Comprovar abans de presentar", "Comprobar antes de presentar", "Check before filing");

    private static Markup Result(Visit v, IReadOnlyList<Finding> findings) => findings.Any(f => f.Severity == Severity.CurableDefect)
        ? Markup.Of($"""<p class="aviso ojo" role="status">{v.Say("Caldria esmenar açò:", "Habría que subsanar esto:", "This would have to be cured:")}</p>{Parts.Findings(v, findings)}""")
        : Markup.Of($"""<p class="aviso bien" role="status">{v.Say("No hem trobat cap defecte.", "No hemos encontrado ningún defecto.", "We found no defects.")}</p>{Markup.If(findings.Count > 0, () => Parts.Findings(v, findings))}""");

    private static Markup Again(Visit v) => Markup.Of($"""<p class="acciones"><a class="boton" href="/comprobar">{v.Say("Comprovar-ne més", "Comprobar más", "Check more")}</a></p>""");
}
