using System.Text.Json;
using IntakePipeline.Functions.Access;
using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions;

/// <summary>An error answer: RFC 9457 problem+json with a stable <c>code</c>, its texts in the language asked for.</summary>
internal sealed class Problem(int status, string code, LocalizedText title, LocalizedText detail, Action<Utf8JsonWriter>? more = null, Language? language = null) : IResult
{
    /// <summary>The answer to a refused attempt: 413 when something was over its cap, else 422, with every reason.</summary>
    public static Problem Refused(Rejection rejection) => Of(
        rejection.Faults.Any(f => f.OverCap) ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity, rejection);

    /// <summary>The answer to a key that belongs to another submission.</summary>
    public static Problem KeyInUse(Rejection rejection) => Of(StatusCodes.Status409Conflict, rejection);

    /// <summary>Nothing of that name.</summary>
    public static Problem NotFound(LocalizedText what) =>
        new(StatusCodes.Status404NotFound, "no-encontrado", new("No s'ha trobat", "No se ha encontrado"), what);

    /// <summary>The request breaks off or cannot be understood.</summary>
    public static Problem Unreadable { get; } = new(
        StatusCodes.Status400BadRequest, "peticion-ilegible", new("La petició no es pot llegir", "La petición no se puede leer"),
        new("Envieu el fitxer com a cos de la petició, o en un formulari amb les parts csv i fichero, per este ordre.", "Envíe el fichero como cuerpo de la petición, o en un formulario con las partes csv y fichero, por este orden."));

    /// <summary>Storage does not answer: nothing is lost, try again.</summary>
    public static Problem Unavailable { get; } = new(
        StatusCodes.Status503ServiceUnavailable, "servicio-no-disponible",
        new("El servei no està disponible ara mateix", "El servicio no está disponible en este momento"),
        new("Torneu-ho a intentar d'ací a uns segons: enviar dos vegades la mateixa presentació no la duplica.", "Vuelva a intentarlo dentro de unos segundos: enviar dos veces la misma presentación no la duplica."));

    /// <summary>Too many wrong codes from where the request comes from.</summary>
    public static Problem TooManyCodes { get; } = new(
        StatusCodes.Status429TooManyRequests, "demasiados-codigos-erroneos", new("Massa codis equivocats", "Demasiados códigos erróneos"),
        new("Hi ha hagut massa codis equivocats des d'esta connexió. Espereu cinc minuts.", "Ha habido demasiados códigos erróneos desde esta conexión. Espere cinco minutos."));

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = wait;
        var spoken = RequestLanguage.Of(httpContext.Request) ?? language ?? Language.Valencian;
        response.Headers.ContentLanguage = spoken == Language.Valencian ? "ca-valencia" : "es";
        await response.Body.WriteAsync(JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", $"urn:intake:problema:{code}");
            json.WriteString("title", title.In(spoken));
            json.WriteNumber("status", status);
            json.WriteString("detail", detail.In(spoken));
            json.WriteString("code", code);
            more?.Invoke(json);
            json.WriteEndObject();
        }), httpContext.RequestAborted);
    }

    private string? RetryAfter => status switch
    {
        StatusCodes.Status503ServiceUnavailable => "5",
        StatusCodes.Status429TooManyRequests => Attempts.RetryAfter,
        _ => null,
    };

    private static Problem Of(int status, Rejection rejection)
    {
        var first = rejection.Faults[0];
        return new(
            status, first.Code,
            new("La presentació no s'ha registrat", "La presentación no se ha registrado"),
            new($"{first.Reason.Va} {first.Remedy.Va}", $"{first.Reason.Es} {first.Remedy.Es}"),
            json =>
            {
                json.WriteString("rechazo", rejection.Id);
                json.WriteOptional("presentacion", rejection.Key?.Value);
                json.WriteString("fecha", JsonText.Iso(rejection.At));
                json.WriteStartArray("errors");
                foreach (var fault in rejection.Faults)
                    RejectionJson.WriteFault(json, fault);
                json.WriteEndArray();
            },
            rejection.Language);
    }
}
