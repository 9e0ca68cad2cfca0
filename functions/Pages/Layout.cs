using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Pages;

/// <summary>What all pages share: head, banner, navigation, language and theme, foot.</summary>
internal static class Layout
{
    /// <summary>A page.</summary>
    /// <param name="v">Who looks at it.</param>
    /// <param name="title">Its title, as in the heading.</param>
    /// <param name="body">The content of <c>main</c>, heading included.</param>
    /// <param name="scripts">Modules it loads, by name.</param>
    /// <param name="status">The answer's status.</param>
    public static HtmlPage Page(Visit v, string title, Markup body, IReadOnlyList<string>? scripts = null, int status = StatusCodes.Status200OK) => new(
        Markup.Of($"""
        <!DOCTYPE html>
        <html lang="{v.Language.Tag()}" data-tema="{v.Theme}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>{title} · IMPIVA</title>
        <link rel="icon" href="{Assets.Path("icono.svg")}" type="image/svg+xml">
        <link rel="stylesheet" href="{Assets.Path("estilo.css")}">
        {Markup.Each(scripts ?? [], s => Markup.Of($"""<script type="module" src="{Assets.Path(s)}"></script>"""))}
        </head>
        <body{Kind(v)}>
        <a class="salto" href="#contenido">{v.Say("Vés al contingut", "Ir al contenido", "Skip to content")}</a>
        <header class="cabecera">
        <div class="ancho">
        <p class="marca"><span class="marca-nombre">IMPIVA</span> <span class="marca-texto">{v.Say("Registre telemàtic d'ajudes", "Registro telemático de ayudas", "Grants registry")}</span></p>
        {Preference(v, v.Say("Llengua", "Idioma", "Language"), Markup.Each(PageLanguages.All, l => Choice("idioma", l.Code, l.Name, v.Language == l.Language, l.Language.Tag())))}
        </div>
        <nav class="navegacion" aria-label="{v.Say("Principal", "Principal", "Main")}"><ul class="ancho">{Markup.Each(Links(v), l => Link(v, l))}{Leave(v)}</ul></nav>
        </header>
        <main id="contenido" class="ancho" tabindex="-1">
        {body}
        </main>
        <footer class="pie"><div class="ancho">
        <p>{v.Say("Institut de la Petita i Mitjana Indústria de la Generalitat Valenciana", "Instituto de la Pequeña y Mediana Industria de la Generalitat Valenciana", "Institute for Small and Medium Industry of the Generalitat Valenciana")}</p>
        {Preference(v, v.Say("Aspecte", "Aspecto", "Appearance"), Markup.All([
            Choice("tema", Theme.Auto, v.Say("Automàtic", "Automático", "Automatic"), v.Theme == Theme.Auto),
            Choice("tema", Theme.Light, v.Say("Clar", "Claro", "Light"), v.Theme == Theme.Light),
            Choice("tema", Theme.Dark, v.Say("Fosc", "Oscuro", "Dark"), v.Theme == Theme.Dark)]))}
        </div></footer>
        </body>
        </html>
        """), v.Language, status);

    private static IEnumerable<(string Path, string Text)> Links(Visit v) => v.Staff is null
        ?
        [
            ("/estado", v.Say("El meu expedient", "Mi expediente", "My application")),
            ("/comprobar", v.Say("Comprovar", "Comprobar", "Check first")),
            ("/verificar", v.Say("Verificar", "Verificar", "Verify")),
        ]
        :
        [
            ("/panel", v.Say("Hui", "Hoy", "Today")),
            ("/panel/colas", v.Say("Cues", "Colas", "Queues")),
            ("/panel/expedientes", v.Say("Expedients", "Expedientes", "Applications")),
            ("/panel/averias", v.Say("Avaries", "Averías", "Failures")),
        ];

    private static Markup Link(Visit v, (string Path, string Text) link)
    {
        var here = v.Request.Path.Value ?? "";
        var current = here == link.Path ? Markup.Of($""" aria-current="page" """)
            : link.Path != "/panel" && here.StartsWith(link.Path + "/", StringComparison.Ordinal) ? Markup.Of($""" aria-current="true" """)
            : Markup.None;
        return Markup.Of($"""<li><a href="{link.Path}"{current}>{link.Text}</a></li>""");
    }

    private static Markup Leave(Visit v) => v.Staff is not { } member ? Markup.None : Markup.Of($"""
        <li class="persona"><span>{member.Name} · {RoleName(v, member.Role)}</span>
        <form method="post" action="/panel/salir">{v.Hidden}<button class="enlace">{v.Say("Eixir", "Salir", "Sign out")}</button></form></li>
        """);

    internal static string RoleName(Visit v, Access.StaffRole role) => role switch
    {
        Access.StaffRole.Admin => v.Say("administració", "administración", "administrator"),
        Access.StaffRole.Act => v.Say("tramitació", "tramitación", "case worker"),
        Access.StaffRole.Read => v.Say("consulta", "consulta", "reader"),
        _ => v.Say("sense paper", "sin papel", "no role"),
    };

    // What applicants read is narrower than what staff work on.
    private static Markup Kind(Visit v) => v.Staff is null ? Markup.Of($""" class="publica" """) : Markup.None;

    // Every button says the same form's other choice: it works without a script, and comes back to this page.
    private static Markup Preference(Visit v, string legend, Markup choices) => Markup.Of($"""
        <form class="preferencias" method="post" action="/preferencias">
        {v.Hidden}<input type="hidden" name="volver" value="{(SeeOther.IsLocal(v.Here) && Microsoft.AspNetCore.Http.HttpMethods.IsGet(v.Request.Method) ? v.Here : v.Request.Path.Value)}">
        <fieldset><legend class="oculto">{legend}</legend>{choices}</fieldset>
        </form>
        """);

    private static Markup Choice(string name, string value, string text, bool chosen, string? language = null)
    {
        var lang = language is null ? Markup.None : Markup.Of($""" lang="{language}" """);
        return Markup.Of($"""<button name="{name}" value="{value}" aria-pressed="{(chosen ? "true" : "false")}"{lang}>{text}</button>""");
    }
}
