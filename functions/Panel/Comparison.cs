using System.Globalization;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Memorias.Extraction;

namespace IntakePipeline.Functions.Panel;

/// <summary>The form beside what the memoria says, conflicts first, each with its page; with a script the place on the page is shown.</summary>
internal static class Comparison
{
    /// <summary>The table; nothing where nothing was read.</summary>
    public static Markup Of(Visit v, IReadOnlyList<FieldComparison> compared)
    {
        var title = v.Say("Formulari i memòria", "Formulario y memoria", "Form and memoria");
        return Markup.If(compared.Count > 0, () => Markup.Of($"""
            <section class="hoja"><h2>{title}</h2><div class="tabla fichas"><table><caption class="oculto">{title}</caption>
            <thead><tr><th scope="col">{v.Say("Dada", "Dato", "Field")}</th><th scope="col">{v.Say("Formulari", "Formulario", "Form")}</th><th scope="col">{v.Say("Memòria", "Memoria", "Memoria")}</th><th scope="col">{v.Say("Pàgina", "Página", "Page")}</th><th scope="col">{v.Say("Coincidixen", "Coinciden", "Agree")}</th></tr></thead>
            <tbody>{Markup.Each(compared.OrderBy(c => c.Agreement == Agreement.Conflicts ? 0 : 1), c => Row(v, c))}</tbody></table></div></section>
            """));
    }

    private static Markup Row(Visit v, FieldComparison c) => Markup.Of($"""
        <tr><th scope="row" data-titulo="{v.Say("Dada", "Dato", "Field")}">{v.Say(c.Label)}</th><td data-titulo="{v.Say("Formulari", "Formulario", "Form")}">{c.InForm}</td>
        <td data-titulo="{v.Say("Memòria", "Memoria", "Memoria")}">{c.InMemoria?.Value ?? "—"}</td><td data-titulo="{v.Say("Pàgina", "Página", "Page")}">{Page(v, c.InMemoria)}</td>
        <td data-titulo="{v.Say("Coincidixen", "Coinciden", "Agree")}">{Agrees(v, c.Agreement)}</td></tr>
        """);

    private static Markup Page(Visit v, ExtractedField? found) => found is not { Page: > 0 } ? Markup.Of($"—") : Markup.Of(
        $"""<a href="#memoria" data-ir="{found.Page}" data-caja="{(found.Box is { } b ? string.Create(CultureInfo.InvariantCulture, $"{b.Left} {b.Top} {b.Right} {b.Bottom}") : "")}"><span class="oculto">{v.Say("pàgina", "página", "page")}</span> {found.Page}</a>""");

    private static Markup Agrees(Visit v, Agreement agreement) => agreement switch
    {
        Agreement.Agrees => Markup.Of($"""<span class="etiqueta bien">{v.Say("sí", "sí", "yes")}</span>"""),
        Agreement.Conflicts => Markup.Of($"""<span class="etiqueta mal">{v.Say("no", "no", "no")}</span>"""),
        _ => Markup.Of($"""<span class="etiqueta">{v.Say("no ho diu", "no lo dice", "not said")}</span>"""),
    };
}
