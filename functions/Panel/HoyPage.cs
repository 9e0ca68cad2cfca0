using IntakePipeline.Functions.Pages;
using IntakePipeline.Panel;
using NodaTime;

namespace IntakePipeline.Functions.Panel;

/// <summary>The page of how things stand.</summary>
internal static class HoyPage
{
    private const int LastDays = 3;

    /// <summary>The page.</summary>
    /// <param name="v">Who looks at it.</param>
    /// <param name="f">How things stand.</param>
    /// <param name="now">The real time, which the heartbeat goes by.</param>
    public static HtmlPage Of(Visit v, TodayFigures f, Instant now)
    {
        var title = v.Say("Hui", "Hoy", "Today");
        return Layout.Page(v, title, Markup.Of($"""
            <h1>{title}</h1>
            <div id="hoy" data-vivo>
            <p class="suave">{v.Say("Comptat el", "Contado el", "Counted on")} {v.LongMoment(f.At)}</p>
            {PulseOf(v, f.Beat, now)}
            <ul class="cifras">
            {Figure(f.ReceivedToday, v.Say("rebudes hui", "recibidas hoy", "received today"))}
            {Figure(f.InProcess, v.Say("en tràmit automàtic", "en trámite automático", "being processed"), "/panel/expedientes?estado=registrado")}
            {Figure(f.InEvaluation, v.Say("en avaluació", "en evaluación", "in evaluation"), "/panel/expedientes?estado=en-evaluacion")}
            {Figure(f.Unassigned, v.Say("d'elles, sense assignar", "de ellas, sin asignar", "of them, unassigned"), "/panel/colas")}
            {Figure(f.OldestWorkingDays, v.Say("dies hàbils espera la més antiga", "días hábiles espera la más antigua", "working days waited by the oldest"), f.Oldest is { } o ? Paths.Of(o.Key.Number) : null)}
            {Figure(f.DueSoon.Count, v.Say("esmenes vencen en 2 dies o menys", "subsanaciones vencen en 2 días o menos", "corrections due within 2 days"), tone: f.DueSoon.Count > 0 ? "ojo" : "")}
            {Figure(f.AwaitingResolution.Count, v.Say("esmenes esperen resolució", "subsanaciones esperan resolución", "corrections await a decision"), tone: f.AwaitingResolution.Count > 0 ? "ojo" : "")}
            {Figure(f.Poison, v.Say("avaries", "averías", "failures"), "/panel/averias", f.Poison > 0 ? "mal" : "")}
            {Figure(f.Beat?.Late ?? 0, v.Say("sense conciliar", "sin conciliar", "unreconciled"), tone: f.Beat?.Late > 0 ? "mal" : "")}
            </ul>
            {Corrections(v, f)}
            {Phases(v, f)}
            <div class="columnas pares">
            <section class="hoja"><h2>{v.Say("Arribades per hora", "Llegadas por hora", "Arrivals per hour")}</h2>{HoyPlots.Arrivals(v, f)}</section>
            <section class="hoja"><h2>{v.Say("Espera per antiguitat", "Espera por antigüedad", "Waiting by age")}</h2>{HoyPlots.Waiting(v, f)}</section>
            <section class="hoja"><h2>{v.Say("Temps fins al resguard", "Tiempo hasta el resguardo", "Time to the receipt")}</h2>{HoyPlots.ReceiptTimes(v, f)}</section>
            {Outcomes(v, f)}
            </div>
            </div>
            """), ["vivo.js"]);
    }

    private static Markup PulseOf(Visit v, Heartbeat? beat, Instant now)
    {
        var alive = beat is not null && now - beat.At < Heartbeat.Patience;
        var seconds = beat is null ? 0 : Math.Max(0, (int)(now - beat.At).TotalSeconds);
        return alive
            ? Markup.Of($"""<p class="aviso bien">{v.Say($"El procés automàtic funciona: últim batec fa {seconds} s; {beat!.Waiting} en camí.", $"El proceso automático funciona: último latido hace {seconds} s; {beat!.Waiting} en camino.", $"The pipeline is running: last heartbeat {seconds} s ago; {beat!.Waiting} on their way.")}</p>""")
            : Markup.Of($"""<p class="aviso mal" role="alert"><strong>{v.Say("El procés automàtic no dóna senyals de vida.", "El proceso automático no da señales de vida.", "The pipeline gives no sign of life.")}</strong> {(beat is null ? v.Say("No ha bategat mai.", "No ha latido nunca.", "It has never had a heartbeat.") : v.Say($"Últim batec fa {seconds / 60} minuts.", $"Último latido hace {seconds / 60} minutos.", $"Last heartbeat {seconds / 60} minutes ago."))} {v.Say("Les xifres poden ser velles.", "Las cifras pueden ser viejas.", "The figures may be stale.")}</p>""");
    }

    private static Markup Figure(int value, string text, string? link = null, string tone = "") => Markup.Of($"""
        <li class="{tone}"><span>{(link is null ? Markup.Of($"{text}") : Markup.Of($"""<a href="{link}">{text}</a>"""))}</span><b>{value}</b></li>
        """);

    private static Markup Corrections(Visit v, TodayFigures f) => Markup.If(f.DueSoon.Count + f.AwaitingResolution.Count > 0, () => Markup.Of($"""
        <section class="hoja"><h2>{v.Say("Esmenes que cal mirar", "Subsanaciones que hay que mirar", "Corrections to look at")}</h2><ul>
        {Markup.Each(f.DueSoon, d => Markup.Of($"""<li><a href="{Paths.Of(d.Number.Expediente)}">{d.Number.ToString()}</a>: {v.Say("venç el", "vence el", "due on")} {v.Long(d.LastDay)}</li>"""))}
        {Markup.Each(f.AwaitingResolution.Take(50), r => Markup.Of($"""<li><a href="{Paths.Of(r.Key.Number)}">{r.RequestNumber.ToString()}</a>: {StateWords.Event(v, r.Request ?? "")}</li>"""))}
        </ul></section>
        """));

    private static Markup Phases(Visit v, TodayFigures f) => Markup.Of($"""
        <section class="hoja"><h2>{v.Say("Fases obertes", "Fases abiertas", "Open phases")}</h2>
        {(f.Open.Count == 0 ? Markup.Of($"<p>{v.Say("Cap.", "Ninguna.", "None.")}</p>") : Markup.Of($"""
        <div class="tabla fichas"><table><caption class="oculto">{v.Say("Fases obertes", "Fases abiertas", "Open phases")}</caption>
        <thead><tr><th scope="col">{v.Say("Programa", "Programa", "Programme")}</th><th scope="col">{v.Say("Fase", "Fase", "Phase")}</th><th scope="col">{v.Say("Es tanca", "Se cierra", "Closes")}</th><th scope="col">{v.Say("Queden", "Quedan", "Left")}</th></tr></thead>
        <tbody>{Markup.Each(f.Open, p => Markup.Of($"""
        <tr><th scope="row" data-titulo="{v.Say("Programa", "Programa", "Programme")}"><span>{p.Programme.Id.Value} · {v.Say(p.Call.Title)}</span></th><td data-titulo="{v.Say("Fase", "Fase", "Phase")}">{p.Window.Phase.Value}</td><td data-titulo="{v.Say("Es tanca", "Se cierra", "Closes")}"><span>{v.Long(p.Window.LastDay)} <span class="suave">({p.Window.Article})</span></span></td><td data-titulo="{v.Say("Queden", "Quedan", "Left")}">{Days(v, p.Days)}</td></tr>
        """))}</tbody></table></div>
        """))}</section>
        """);

    private static Markup Days(Visit v, int days) => Markup.Of($"""<span class="etiqueta {(days <= LastDays ? "ojo" : "")}">{(days == 0 ? v.Say("últim dia", "último día", "last day") : days == 1 ? v.Say("1 dia", "1 día", "1 day") : v.Say($"{days} dies", $"{days} días", $"{days} days"))}</span>""");

    private static Markup Outcomes(Visit v, TodayFigures f) => Markup.If(f.Outcomes.Count > 0, () => Markup.Of($"""
        <section class="hoja"><h2>{v.Say("On estan, per programa", "Dónde están, por programa", "Where they stand, by programme")}</h2>
        {HoyPlots.Outcomes(v, f)}
        <details><summary>{v.Say("Les mateixes dades en una taula", "Los mismos datos en una tabla", "The same data as a table")}</summary>
        <div class="tabla" tabindex="0" role="region" aria-label="{v.Say("On estan, per programa", "Dónde están, por programa", "Where they stand, by programme")}"><table>
        <thead><tr><th scope="col">{v.Say("Programa", "Programa", "Programme")}</th>{Markup.Each(StateWords.Codes, c => Markup.Of($"""<th scope="col" class="numero">{StateWords.Name(v, c)}</th>"""))}</tr></thead>
        <tbody>{Markup.Each(f.Outcomes, o => Markup.Of($"""
        <tr><th scope="row"><a href="/panel/expedientes?convocatoria={Uri.EscapeDataString(o.Call.Value)}&amp;programa={Uri.EscapeDataString(o.Programme.Value)}">{o.Programme.Value}</a> <span class="suave">{o.Call.Value}</span></th>{Markup.Each(StateWords.Codes, c => Markup.Of($"""<td class="numero">{o.ByState.GetValueOrDefault(c)}</td>"""))}</tr>
        """))}</tbody></table></div></details></section>
        """));
}
