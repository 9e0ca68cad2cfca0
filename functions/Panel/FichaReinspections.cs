using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Pages;

namespace IntakePipeline.Functions.Panel;

/// <summary>What was read in the memoria when it was read again, beside what was decided on.</summary>
internal static class FichaReinspections
{
    /// <summary>The section; nothing while it was never read again.</summary>
    public static Markup Of(Visit v, OpenFile file) => Markup.If(file.Reinspections.Count > 0, () => Markup.Of($"""
        <section class="hoja" id="reinspecciones"><h2>{v.Say("La memòria, llegida de nou", "La memoria, leída de nuevo", "The memoria, read again")}</h2>
        <p class="suave">{v.Say("El que es va decidir no canvia. Si cal esmenar res, requeriu-ho.", "Lo que se decidió no cambia. Si hay que subsanar algo, requiéralo.", "What was decided does not change. If something has to be cured, request it.")}</p>
        {Markup.Each(file.Reinspections.Reverse(), r => One(v, r))}</section>
        """));

    private static Markup One(Visit v, Reinspection r) => Markup.Of($"""
        <h3>{v.Moment(r.At)} · {StateWords.Who(v, r.By)}</h3><p>{r.Why}</p>
        {(r.Differences.Count == 0 ? Markup.Of($"<p>{v.Say("Es llig el mateix.", "Se lee lo mismo.", "It reads the same.")}</p>") : Markup.Of($"""
        {Markup.If(r.Differences.Appeared.Count > 0, () => Markup.Of($"""<h4>{v.Say("Troballes noves", "Hallazgos nuevos", "New findings")}</h4>{Parts.Findings(v, r.Differences.Appeared)}"""))}
        {Markup.If(r.Differences.Gone.Count > 0, () => Markup.Of($"""<h4>{v.Say("Ja no es troben", "Ya no se encuentran", "No longer found")}</h4>{Parts.Findings(v, r.Differences.Gone)}"""))}
        {Markup.If(r.Differences.Fields.Count > 0, () => Fields(v, r.Differences))}
        """))}
        """);

    private static Markup Fields(Visit v, MemoriaDifferences differences)
    {
        var (field, before, now) = (v.Say("Dada", "Dato", "Field"), v.Say("Abans", "Antes", "Before"), v.Say("Ara", "Ahora", "Now"));
        var title = v.Say("Dades que es lligen d'una altra manera", "Datos que se leen de otra manera", "Values that read otherwise");
        return Markup.Of($"""
            <div class="tabla fichas"><table><caption>{title}</caption><thead><tr><th scope="col">{field}</th><th scope="col">{before}</th><th scope="col">{now}</th></tr></thead>
            <tbody>{Markup.Each(differences.Fields, f => Markup.Of($"""<tr><th scope="row" data-titulo="{field}">{f.Name}</th><td data-titulo="{before}">{f.Before ?? "—"}</td><td data-titulo="{now}">{f.Now ?? "—"}</td></tr>"""))}</tbody></table></div>
            """);
    }
}
