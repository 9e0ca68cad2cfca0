using System.Globalization;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Memorias.Extraction;

namespace IntakePipeline.Functions.Panel;

/// <summary>The form beside what the memoria says, conflicts first, each with its page; with a script the place on the page is shown.</summary>
internal static class Comparison
{
    /// <summary>The table; nothing where nothing was read.</summary>
    /// <param name="v">The visit.</param>
    /// <param name="compared">The form as it stands beside the memoria.</param>
    /// <param name="before">The form as it was filed beside it.</param>
    public static Markup Of(Visit v, IReadOnlyList<FieldComparison> compared, IReadOnlyList<FieldComparison> before)
    {
        var title = v.Say("Formulari i memòria", "Formulario y memoria", "Form and memoria");
        return Markup.If(compared.Count > 0, () => Markup.Of($"""
            <section class="hoja" id="comparacion"><h2>{title}</h2><div class="tabla fichas"><table><caption class="oculto">{title}</caption>
            <thead><tr><th scope="col">{v.Say("Dada", "Dato", "Field")}</th><th scope="col">{v.Say("Formulari", "Formulario", "Form")}</th><th scope="col">{v.Say("Memòria", "Memoria", "Memoria")}</th><th scope="col">{v.Say("Pàgina", "Página", "Page")}</th><th scope="col">{v.Say("Coincidixen", "Coinciden", "Agree")}</th></tr></thead>
            <tbody>{Markup.Each(compared.OrderBy(c => c.Agreement == Agreement.Conflicts ? 0 : 1), c => Row(v, c, before.FirstOrDefault(b => b.Name == c.Name && b.Path == c.Path)))}</tbody></table></div></section>
            """));
    }

    /// <summary>A link to a place on a page of the memoria; with a script it is shown there, framed.</summary>
    public static Markup Link(Visit v, int page, TextBox? box) => Markup.Of(
        $"""<a href="#memoria" data-ir="{page.ToString(CultureInfo.InvariantCulture)}" data-caja="{(box is { } b ? string.Create(CultureInfo.InvariantCulture, $"{b.Left} {b.Top} {b.Right} {b.Bottom}") : "")}">{v.Say("pàg.", "pág.", "page")} {page.ToString(CultureInfo.InvariantCulture)}</a>""");

    private static Markup Row(Visit v, FieldComparison c, FieldComparison? before) => Markup.Of($"""
        <tr{Markup.If(c.Agreement == Agreement.Conflicts, () => Markup.Of($" class=\"conflicto\""))}><th scope="row" data-titulo="{v.Say("Dada", "Dato", "Field")}">{v.Say(c.Label)}</th><td data-titulo="{v.Say("Formulari", "Formulario", "Form")}">{FichaPage.Amended(v, FormComparison.Written(c.Name, before?.InForm ?? c.InForm), FormComparison.Written(c.Name, c.InForm))}</td>
        <td data-titulo="{v.Say("Memòria", "Memoria", "Memoria")}">{(c.InMemoria is { } found ? FormComparison.Written(c.Name, found.Value) : "—")}</td><td data-titulo="{v.Say("Pàgina", "Página", "Page")}">{Page(v, c.InMemoria)}</td>
        <td data-titulo="{v.Say("Coincidixen", "Coinciden", "Agree")}">{Agrees(v, c.Agreement)}</td></tr>
        """);

    private static Markup Page(Visit v, ExtractedField? found) => found is { Page: > 0 } ? Link(v, found.Page, found.Box) : Markup.Of($"—");

    private static Markup Agrees(Visit v, Agreement agreement) => agreement switch
    {
        Agreement.Agrees => Markup.Of($"""<span class="etiqueta bien">{v.Say("sí", "sí", "yes")}</span>"""),
        Agreement.Conflicts => Markup.Of($"""<span class="etiqueta mal">{v.Say("no", "no", "no")}</span>"""),
        _ => Markup.Of($"""<span class="etiqueta">{v.Say("no ho diu", "no lo dice", "not said")}</span>"""),
    };
}
