using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Pages;

/// <summary>Pages that only say something.</summary>
internal static class Notice
{
    /// <summary>A form that cannot be read.</summary>
    public static HtmlPage Unreadable(Visit v) => Of(
        v, StatusCodes.Status400BadRequest, v.Say("No s'ha entés el formulari", "No se ha entendido el formulario", "The form could not be read"),
        v.Say("És massa gran o està mal format. Torneu arrere i proveu-ho de nou.", "Es demasiado grande o está mal formado. Vuelva atrás e inténtelo de nuevo.", "It is too large or malformed. Go back and try again."));

    /// <summary>A form that no page of ours made for this browser.</summary>
    public static HtmlPage NotOurs(Visit v) => Of(
        v, StatusCodes.Status403Forbidden, v.Say("El formulari ha caducat", "El formulario ha caducado", "The form has expired"),
        v.Say("No s'ha fet res. Torneu a carregar la pàgina d'on veniu i repetiu-ho.", "No se ha hecho nada. Vuelva a cargar la página de la que viene y repítalo.", "Nothing was done. Reload the page you came from and try again."));

    /// <summary>Not in this person's role.</summary>
    public static HtmlPage NotYours(Visit v) => Of(
        v, StatusCodes.Status403Forbidden, v.Say("Sense permís", "Sin permiso", "Not permitted"),
        v.Say("El vostre compte no té el paper que cal per a açò. Demaneu-lo a qui administra el panell.", "Su cuenta no tiene el papel necesario para esto. Pídalo a quien administra el panel.", "Your account does not have the role this needs. Ask whoever administers the panel."));

    /// <summary>Nothing here.</summary>
    public static HtmlPage NotFound(Visit v, string what) => Of(v, StatusCodes.Status404NotFound, v.Say("No s'ha trobat", "No se ha encontrado", "Not found"), what);

    /// <summary>Too many wrong codes.</summary>
    public static HtmlPage TooMany(Visit v)
    {
        v.Request.HttpContext.Response.Headers.RetryAfter = Access.Attempts.RetryAfter;
        return Of(
            v, StatusCodes.Status429TooManyRequests, v.Say("Massa intents", "Demasiados intentos", "Too many attempts"),
            v.Say("Hi ha hagut massa codis equivocats des d'esta connexió. Espereu cinc minuts i torneu-ho a provar.", "Ha habido demasiados códigos equivocados desde esta conexión. Espere cinco minutos y vuelva a intentarlo.", "There have been too many wrong codes from this connection. Wait five minutes and try again."));
    }

    /// <summary>Storage does not answer.</summary>
    public static HtmlPage Outage(Visit v)
    {
        v.Request.HttpContext.Response.Headers.RetryAfter = "5";
        return Of(
            v, StatusCodes.Status503ServiceUnavailable, v.Say("El servei no està disponible ara mateix", "El servicio no está disponible en este momento", "The service is not available right now"),
            v.Say("No s'ha perdut res. Torneu-ho a intentar d'ací a uns segons.", "No se ha perdido nada. Vuelva a intentarlo dentro de unos segundos.", "Nothing has been lost. Try again in a few seconds."));
    }

    private static HtmlPage Of(Visit v, int status, string title, string text) => Layout.Page(v, title, Markup.Of($"<h1>{title}</h1><p>{text}</p>"), status: status);
}
