namespace IntakePipeline.Functions.Pages;

/// <summary>What is wrong with a form: told at its head, each linked to its field, and again beside the field.</summary>
/// <param name="Field">The field's id.</param>
/// <param name="Text">What is wrong and what to do.</param>
public readonly record struct FieldError(string Field, string Text);

/// <summary>Forms with errors that everybody can find.</summary>
internal static class ErrorSummary
{
    /// <summary>The summary; nothing when there is nothing wrong. Takes the focus, so that it is read out at once.</summary>
    public static Markup Of(Visit v, IReadOnlyList<FieldError> errors) => Markup.If(errors.Count > 0, () => Markup.Of($"""
        <div class="aviso mal" role="alert" tabindex="-1" id="errores" autofocus>
        <h2>{v.Say("Hi ha un problema", "Hay un problema", "There is a problem")}</h2>
        <ul>{Markup.Each(errors, e => Markup.Of($"""<li><a href="#{e.Field}">{e.Text}</a></li>"""))}</ul>
        </div>
        """));

    /// <summary>A text field with its label, its hint and what is wrong with it.</summary>
    public static Markup Field(string id, string label, string hint, string value, IReadOnlyList<FieldError> errors, string type = "text", string autocomplete = "off", bool required = true)
    {
        var wrong = errors.Where(e => e.Field == id).Select(e => e.Text).FirstOrDefault();
        var described = string.Join(' ', new[] { hint.Length > 0 ? id + "-pista" : null, wrong is null ? null : id + "-error" }.Where(x => x is not null));
        return Markup.Of($"""
            <div class="campo{(wrong is null ? "" : " erroneo")}">
            <label for="{id}">{label}</label>
            {Markup.If(hint.Length > 0, () => Markup.Of($"""<span class="pista" id="{id}-pista">{hint}</span>"""))}
            {Markup.If(wrong is not null, () => Markup.Of($"""<p class="error" id="{id}-error">{wrong}</p>"""))}
            <input id="{id}" name="{id}" type="{type}" value="{value}" autocomplete="{autocomplete}" spellcheck="false"{Attribute("aria-describedby", described)}{Markup.If(wrong is not null, () => Markup.Of($""" aria-invalid="true" """))}{Markup.If(required, () => Markup.Of($" required"))}>
            </div>
            """);
    }

    private static Markup Attribute(string name, string value) => Markup.If(value.Length > 0, () => Markup.Of($" {name}=\"{value}\""));
}
