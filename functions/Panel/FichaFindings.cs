using IntakePipeline.Functions.Pages;
using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Validation;

namespace IntakePipeline.Functions.Panel;

/// <summary>What was found in an application, each with its place in the memoria where it has one.</summary>
internal static class FichaFindings
{
    // What these found are pages.
    private static readonly HashSet<string> OfPages = new(StringComparer.Ordinal)
    {
        "memoria-escaneo-resolucion-baja", "memoria-escaneo-resolucion-alta", "memoria-escaneo-con-grises-o-color", "memoria-en-blanco", "memoria-paginas-en-blanco",
        "memoria-texto-no-extraible", "memoria-sin-capa-de-texto",
    };

    /// <summary>The section.</summary>
    public static Markup Of(Visit v, OpenFile file) => Markup.Of($"""
        <section class="hoja" id="hallazgos"><h2>{v.Say("Troballes", "Hallazgos", "Findings")}</h2>
        {(file.Expediente.Findings.Count == 0 ? Markup.Of($"<p>{v.Say("Cap.", "Ninguno.", "None.")}</p>") : Markup.Each(
            file.Expediente.Findings.GroupBy(f => f.Severity).OrderByDescending(g => g.Key),
            g => Markup.Of($"""<h3>{SeverityName(v, g.Key)}</h3><ul>{Markup.Each(g, f => One(v, file, f))}</ul>""")))}
        </section>
        """);

    /// <summary>A severity in words, for several findings.</summary>
    public static string SeverityName(Visit v, Severity severity) => severity switch
    {
        Severity.CurableDefect => v.Say("Defectes esmenables", "Defectos subsanables", "Curable defects"),
        Severity.EligibilityDoubt => v.Say("Requisits per comprovar", "Requisitos por comprobar", "Conditions to check"),
        _ => v.Say("Informació", "Información", "Information"),
    };

    private static Markup One(Visit v, OpenFile file, Finding f) => Markup.Of($"""
        <li><p>{v.Say(f.Text)} <span class="suave">({f.Article})</span> {Place(v, file, f)}</p>
        {Markup.If(f.Expected is not null || f.Found is not null, () => Markup.Of($"""<p class="suave">{(f.Expected is { } e ? v.Say("S'esperava", "Se esperaba", "Expected") + ": " + e : "")}{(f is { Expected: not null, Found: not null } ? " · " : "")}{(f.Found is { } x ? v.Say("Consta", "Consta", "Found") + ": " + x : "")}</p>"""))}</li>
        """);

    // A difference has its field's place; what is wrong with pages names the first of them.
    private static Markup Place(Visit v, OpenFile file, Finding f)
    {
        if (file.Compared.FirstOrDefault(c => c.Agreement == Agreement.Conflicts && f.Fields.Contains(c.Path) && c.InMemoria?.Value == f.Found)?.InMemoria is { Page: > 0 } found)
            return Comparison.Link(v, found.Page, found.Box);
        return OfPages.Contains(f.Code) && PageRanges.First(f.Found) is { } page ? Comparison.Link(v, page, null) : Markup.None;
    }
}
