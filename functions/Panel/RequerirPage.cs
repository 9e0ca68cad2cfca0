using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Validation;

namespace IntakePipeline.Functions.Panel;

/// <summary>The steps of asking for a correction. Whatever the person wrote goes along in the form.</summary>
internal static class RequerirPage
{
    /// <summary>Which defects.</summary>
    public static HtmlPage Choose(Visit v, Draft draft)
    {
        var own = draft.Expediente.Findings.Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        var keyed = Draft.Keyed(draft.Choices).ToLookup(c => own.Contains(c.Choice.Code));
        return Page(v, draft, draft.Errors.Where(e => e.Field == Draft.ChoiceField).ToList(), Markup.Of($"""
            <p>{v.Say("Trieu què ha d'esmenar la persona sol·licitant. En el pas següent podreu canviar-ne el text.", "Elija qué ha de subsanar la persona solicitante. En el paso siguiente podrá cambiar el texto.", "Choose what the applicant has to cure. In the next step you can change the text.")}</p>
            {Form(v, draft, Markup.Of($"""
            {Markup.If(keyed[true].Any(), () => Choices(v, draft, v.Say("Trobat en esta sol·licitud", "Encontrado en esta solicitud", "Found in this application"), keyed[true], Draft.ChoiceField))}
            {Choices(v, draft, v.Say("Altres defectes esmenables del programa", "Otros defectos subsanables del programa", "Other curable defects of the programme"), keyed[false], keyed[true].Any() ? null : Draft.ChoiceField)}
            {Markup.Each(draft.Chosen, Texts)}<input type="hidden" name="motivo" value="{draft.Why}">
            """), Markup.Of($"""<button name="paso" value="{Requerir.Write}">{v.Say("Continuar: els textos", "Continuar: los textos", "Continue: the texts")}</button>"""))}
            """));
    }

    /// <summary>In which words.</summary>
    public static HtmlPage Write(Visit v, Draft draft) => Page(v, draft, draft.Errors, Form(v, draft, Markup.Of($"""
        {Markup.Each(draft.Chosen, c => Markup.Of($"""
        <fieldset class="hoja"><legend><code>{c.Choice.Code}</code> <span class="suave">({c.Choice.Article})</span></legend><input type="hidden" name="{Draft.ChoiceField}" value="{c.Key}">
        {Area(v, draft, "va." + c.Key, v.Say("Text en valencià", "Texto en valenciano", "Text in Valencian"), "ca-valencia", c.Text.Va)}
        {Area(v, draft, "es." + c.Key, v.Say("Text en castellà", "Texto en castellano", "Text in Spanish"), "es", c.Text.Es)}</fieldset>
        """))}
        {ErrorSummary.Field("motivo", v.Say("Motiu", "Motivo", "Reason"), v.Say("Consta en l'historial, que la persona sol·licitant pot vore.", "Consta en el historial, que la persona solicitante puede ver.", "Goes into the history, which the applicant can see."), draft.Why, draft.Errors)}
        """), Markup.Of($"""
        <button name="paso" value="{Requerir.Look}">{v.Say("Vore com s'enviarà", "Ver cómo se enviará", "See it as it will be sent")}</button>
        <button class="segundo" name="paso" value="{Requerir.Choose}" formnovalidate>{v.Say("Canviar els defectes", "Cambiar los defectos", "Change the defects")}</button>
        """)));

    /// <summary>As it will be sent.</summary>
    public static HtmlPage Look(Visit v, Draft draft, CorrectionRequest preview, Call call) => Page(v, draft, [], Markup.Of($"""
        <p>{v.Say("Així s'enviarà. Encara no s'ha enviat res.", "Así se enviará. Todavía no se ha enviado nada.", "It will be sent like this. Nothing has been sent yet.")}</p>
        <section class="hoja oficio" aria-label="{v.Say("Text del requeriment", "Texto del requerimiento", "Text of the request")}">{CorrectionRequestText.Of(preview, call)}</section>
        <p class="aviso ojo"><strong>{v.Say("No es pot desfer.", "No se puede deshacer.", "It cannot be undone.")}</strong> {v.Say(
            "L'expedient ix de la cua d'avaluació fins que s'esmene o es decidisca; conserva la data d'entrada i, amb ella, el lloc.",
            "El expediente sale de la cola de evaluación hasta que se subsane o se decida; conserva la fecha de entrada y, con ella, el lugar.",
            "The application leaves the evaluation queue until it is cured or decided on; it keeps its date of entry and with it its place.")} <span class="suave">({call.Correction.Article})</span></p>
        {Form(v, draft, Markup.Of($"""{Markup.Each(draft.Chosen, c => Markup.Of($"""<input type="hidden" name="{Draft.ChoiceField}" value="{c.Key}">{Texts(c)}"""))}<input type="hidden" name="motivo" value="{draft.Why}">"""), Markup.Of($"""
        <button name="paso" value="{Requerir.Issue}">{v.Say("Emetre el requeriment", "Emitir el requerimiento", "Issue the request")}</button>
        <button class="segundo" name="paso" value="{Requerir.Write}">{v.Say("Canviar els textos", "Cambiar los textos", "Change the texts")}</button>
        """))}
        """));

    private static HtmlPage Page(Visit v, Draft draft, IReadOnlyList<FieldError> errors, Markup body)
    {
        var title = v.Say($"Requerir esmena: {draft.Expediente.Key.Number}", $"Requerir subsanación: {draft.Expediente.Key.Number}", $"Request a correction: {draft.Expediente.Key.Number}");
        return Layout.Page(v, title, Markup.Of($"""
            <p><a href="{Paths.Of(draft.Expediente.Key.Number)}">{v.Say("Tornar a l'expedient", "Volver al expediente", "Back to the application")}</a></p>
            <h1>{title}</h1>{ErrorSummary.Of(v, errors)}{body}
            """), status: errors.Count > 0 ? Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity : Microsoft.AspNetCore.Http.StatusCodes.Status200OK);
    }

    private static Markup Form(Visit v, Draft draft, Markup fields, Markup buttons) => Markup.Of($"""
        <form method="post" action="{Paths.Of(draft.Expediente.Key.Number)}/requerir">{v.Hidden}<input type="hidden" name="ronda" value="{draft.Round.ToString(CultureInfo.InvariantCulture)}">
        {fields}<p class="acciones">{buttons}</p></form>
        """);

    private static Markup Choices(Visit v, Draft draft, string title, IEnumerable<(string Key, Finding Choice)> choices, string? id) => Markup.Of($"""
        <fieldset class="hoja" id="{id ?? "otros"}"><legend>{title}</legend>
        {Markup.Each(choices, c => Markup.Of($"""
        <label class="opcion"><input type="checkbox" name="{Draft.ChoiceField}" value="{c.Key}"{Markup.If(draft.Chosen.Any(x => x.Key == c.Key), () => Markup.Of($" checked"))}> {v.Say(c.Choice.Text)} <span class="suave">{c.Choice.Code} · {c.Choice.Article}</span></label>
        """))}</fieldset>
        """);

    private static Markup Texts(Chosen c) => Markup.Of($"""<input type="hidden" name="va.{c.Key}" value="{c.Text.Va}"><input type="hidden" name="es.{c.Key}" value="{c.Text.Es}">""");

    private static Markup Area(Visit v, Draft draft, string id, string label, string language, string text)
    {
        var wrong = draft.Errors.FirstOrDefault(e => e.Field == id).Text;
        return Markup.Of($"""
            <div class="campo{(wrong is null ? "" : " erroneo")}"><label for="{id}">{label}</label>
            {Markup.If(wrong is not null, () => Markup.Of($"""<p class="error" id="{id}-error">{wrong}</p>"""))}
            <textarea id="{id}" name="{id}" lang="{language}" rows="4" maxlength="{AskedDefect.MaxText.ToString(CultureInfo.InvariantCulture)}" required{Markup.If(wrong is not null, () => Markup.Of($" aria-invalid=\"true\" aria-describedby=\"{id}-error\""))}>{text}</textarea></div>
            """);
    }
}
