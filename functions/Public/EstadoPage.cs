using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace IntakePipeline.Functions.Public;

/// <summary>The applicant's pages about an application.</summary>
internal static class EstadoPage
{
    /// <summary>What is wrong with a number and a code as written.</summary>
    public static List<FieldError> Errors(Visit v, string number, string code)
    {
        var errors = new List<FieldError>();
        if (!ExpedienteNumber.TryParse(number, out _))
            errors.Add(new("expediente", v.Say("Escriviu el número d'expedient com en el resguard, per exemple EBT/2012/17.", "Escriba el número de expediente como en el resguardo, por ejemplo EBT/2012/17.", "Write the file number as on the receipt, e.g. EBT/2012/17.")));
        if (!VerificationCode.TryParse(code, out _))
            errors.Add(new("codigo", v.Say("El codi té 28 lletres i xifres, en set grups de quatre.", "El código tiene 28 letras y cifras, en siete grupos de cuatro.", "The code has 28 letters and digits, in seven groups of four.")));
        return errors;
    }

    /// <summary>Number and code are well written and do not belong together.</summary>
    public static FieldError NoMatch(Visit v) => new("codigo", v.Say(
        "No consta cap expedient amb este número i este codi.", "No consta ningún expediente con este número y este código.", "There is no application with this number and this code."));

    /// <summary>The form.</summary>
    public static HtmlPage Ask(Visit v, string number, string code, IReadOnlyList<FieldError> errors)
    {
        var title = v.Say("Com està el meu expedient", "Cómo está mi expediente", "How my application stands");
        return Layout.Page(v, title, Markup.Of($"""
            {ErrorSummary.Of(v, errors)}
            <h1>{title}</h1>
            <p class="entradilla">{v.Say("Amb les dues dades que hi ha en el resguard de presentació.", "Con los dos datos que figuran en el resguardo de presentación.", "With two things that are on your filing receipt.")}</p>
            <form class="hoja" method="post" action="/estado" novalidate>{v.Hidden}
            {ErrorSummary.Field("expediente", v.Say("Número d'expedient", "Número de expediente", "File number"), v.Say("Per exemple, EBT/2012/17", "Por ejemplo, EBT/2012/17", "For example, EBT/2012/17"), number, errors)}
            {ErrorSummary.Field("codigo", v.Say("Codi segur de verificació", "Código seguro de verificación", "Verification code"), v.Say("28 lletres i xifres; els guions i les majúscules no importen", "28 letras y cifras; los guiones y las mayúsculas no importan", "28 letters and digits; hyphens and case do not matter"), code, errors)}
            <button>{v.Say("Consultar", "Consultar", "Look it up")}</button>
            </form>
            """), status: errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>The application.</summary>
    /// <param name="v">Who looks at it.</param>
    /// <param name="look">The application.</param>
    /// <param name="now">When, official time: a printed page says so.</param>
    public static HtmlPage Show(Visit v, ExpedienteLook look, Instant now)
    {
        var state = look.Expediente?.State ?? new ExpedienteState.Registered();
        var title = v.Say($"Expedient {look.Receipt.Expediente}", $"Expediente {look.Receipt.Expediente}", $"Application {look.Receipt.Expediente}");
        return Layout.Page(v, title, Markup.Of($"""
            <h1>{title}</h1>
            <p>{StateWords.Label(v, state.Code)} <span class="suave">{v.Say("Consultat el", "Consultado el", "Seen on")} {v.LongMoment(now)}</span></p>
            <p class="entradilla">{StateWords.Explanation(v, state)}</p>
            {Parts.OfficialLanguage(v)}
            {EstadoTodo.Of(v, look)}
            <section class="hoja"><h2>{v.Say("Què vau presentar", "Qué presentó", "What you filed")}</h2>
            {Parts.Filing(v, look.Receipt)}
            <div class="acciones"><a class="boton segundo" href="/estado/resguardo.pdf">{v.Say("Descarregar el resguard (PDF)", "Descargar el resguardo (PDF)", "Download the receipt (PDF)")}</a></div>
            <details><summary>{v.Say("Fitxers i les seues empremtes", "Ficheros y sus huellas", "Files and their digests")}</summary>{Parts.Documents(v, look.Receipt.Documents)}
            <p class="suave">{v.Say("Empremta de l'assentament", "Huella del asiento", "Digest of the entry")}: <code>{look.Receipt.EntryHash.Hex}</code></p></details>
            </section>
            {Markup.If(look.Others.Count > 0, () => Markup.Of($"""
            <section class="hoja"><h2>{v.Say("Què més consta en l'expedient", "Qué más consta en el expediente", "What else is in the file")}</h2>
            {Markup.Each(look.Others, e => Other(v, e))}</section>
            """))}
            <section class="hoja"><h2>{v.Say("Què ha passat", "Qué ha pasado", "What has happened")}</h2>
            {(look.History.Count > 0 ? Parts.Timeline(v, look.History) : Markup.Of($"<p>{v.Say("Acaba de registrar-se.", "Acaba de registrarse.", "It has only just been registered.")}</p>"))}</section>
            <p class="suave">{look.Call.Resolution}: {v.Say(look.Call.ResolutionTitle)}</p>
            <div class="acciones"><button type="button" class="segundo" data-imprimir hidden>{v.Say("Imprimir esta pàgina", "Imprimir esta página", "Print this page")}</button>
            <form method="post" action="/estado/salir">{v.Hidden}<button class="segundo">{v.Say("Acabar la consulta", "Terminar la consulta", "Finish")}</button></form></div>
            """), ["imprimir.js"]);
    }

    private static Markup Other(Visit v, RegistryEntry entry) => Markup.Of($"""
        <h3>{NameOf(v, entry.Draft.Kind)}</h3>
        <p>{v.Say("Registre", "Registro", "Entry")} {entry.Number.ToString()}, {v.LongMoment(entry.Draft.FiledAt)}. <a class="no-imprimir" href="/estado/resguardos/{entry.Number.ToString()}">{v.Say("Resguard (PDF)", "Resguardo (PDF)", "Receipt (PDF)")}</a></p>
        <details><summary>{v.Say("Fitxers i les seues empremtes", "Ficheros y sus huellas", "Files and their digests")}</summary>{Parts.Documents(v, entry.Draft.Documents)}
        <p class="suave">{v.Say("Empremta de l'assentament", "Huella del asiento", "Digest of the entry")}: <code>{entry.Hash.Hex}</code></p></details>
        """);

    private static string NameOf(Visit v, EntryKind kind) => kind switch
    {
        EntryKind.Filing => v.Say("Sol·licitud", "Solicitud", "Application"),
        EntryKind.Answer answer => v.Say($"Contestació al requeriment {answer.Request}", $"Contestación al requerimiento {answer.Request}", $"Answer to request {answer.Request}"),
        EntryKind.Documents => v.Say("Documents per correu electrònic", "Documentos por correo electrónico", "Documents by e-mail"),
        _ => throw new System.Diagnostics.UnreachableException("A kind of entry without a name."),
    };
}
