using IntakePipeline.Functions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Pages;

/// <summary><c>/preferencias</c>: language and theme, remembered by the browser.</summary>
public sealed class Preferencias(PageDoor door)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    /// <summary>Remembers what was chosen and goes back.</summary>
    [Function("elegir-preferencias")]
    public Task<IResult> Choose(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "preferencias")] HttpRequest request, CancellationToken cancellationToken) =>
        door.TakeAsync(request, (_, form) =>
        {
            var cookies = request.HttpContext.Response.Cookies;
            var options = CrossSite.CookiesOf(request);
            options.MaxAge = Remembered;
            if (PageLanguages.Parse(form["idioma"]) is not null)
                cookies.Append(PageLanguages.Cookie, form["idioma"], options);
            if (Theme.Parse(form["tema"]) is { } theme)
                cookies.Append(Theme.Cookie, theme, options);
            return Task.FromResult<IResult>(new SeeOther(SeeOther.IsLocal(form["volver"]) ? form["volver"] : "/estado"));
        }, cancellationToken);
}
