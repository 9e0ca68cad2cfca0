using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Panel;

/// <summary>
/// <c>/panel/entrar</c>, <c>/panel/salir</c>: the development sign-in, which exists only where the host uses it and only over the loopback address. Elsewhere
/// these paths lead to App Service's own.
/// </summary>
public sealed class Entrar(PageDoor door, IStaffSignIn signIn)
{
    private const string Home = "/panel";

    /// <summary>Asks for a name and a role.</summary>
    [Function("pagina-entrar")]
    public Task<IResult> Ask([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "panel/entrar")] HttpRequest request) =>
        door.ShowAsync(request, v => Task.FromResult<IResult>(
            signIn is not DevelopmentSignIn ? new SeeOther(signIn.SignInAt(Home))
            : !DevelopmentSignIn.IsLoopback(request) ? Notice.NotYours(v)
            : Form(v, request.Query["volver"].ToString(), "", [])));

    /// <summary>Signs in.</summary>
    [Function("entrar")]
    public Task<IResult> Enter([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "panel/entrar")] HttpRequest request, CancellationToken cancellationToken) =>
        door.TakeAsync(request, (v, form) =>
        {
            if (signIn is not DevelopmentSignIn development || !DevelopmentSignIn.IsLoopback(request))
                return Task.FromResult<IResult>(Notice.NotYours(v));
            if (!Enum.TryParse<StaffRole>(form["papel"], out var role) || development.Issue(form["nombre"], role) is not { } cookie)
                return Task.FromResult<IResult>(Form(v, form["volver"], form["nombre"], [new("nombre", v.Say("Escriviu un nom de 100 lletres com a màxim.", "Escriba un nombre de 100 letras como máximo.", "Write a name of 100 letters at most."))]));
            request.HttpContext.Response.Cookies.Append(DevelopmentSignIn.Cookie, cookie, CrossSite.CookiesOf(request));
            return Task.FromResult<IResult>(new SeeOther(SeeOther.IsLocal(form["volver"]) ? form["volver"] : Home));
        }, cancellationToken);

    /// <summary>Signs out.</summary>
    [Function("salir")]
    public Task<IResult> Leave([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "panel/salir")] HttpRequest request, CancellationToken cancellationToken) =>
        door.TakeAsync(request, (_, _) =>
        {
            if (signIn is not DevelopmentSignIn)
                return Task.FromResult<IResult>(new SeeOther(signIn.SignOutAt));
            request.HttpContext.Response.Cookies.Delete(DevelopmentSignIn.Cookie);
            return Task.FromResult<IResult>(new SeeOther("/panel/entrar"));
        }, cancellationToken);

    private static HtmlPage Form(Visit v, string back, string name, IReadOnlyList<FieldError> errors)
    {
        var title = v.Say("Entrar en el panell", "Entrar en el panel", "Sign in to the panel");
        StaffRole[] roles = [StaffRole.Read, StaffRole.Act, StaffRole.Admin];
        return Layout.Page(v, title, Markup.Of($"""
            {ErrorSummary.Of(v, errors)}
            <h1>{title}</h1>
            <p class="aviso ojo">{v.Say("Entrada de desenvolupament: només des d'este ordinador. En producció s'entra amb el compte de l'organització.", "Entrada de desarrollo: solo desde este ordenador. En producción se entra con la cuenta de la organización.", "Development sign-in: from this machine only. In production people use their organisation's account.")}</p>
            <form class="hoja" method="post" action="/panel/entrar">{v.Hidden}<input type="hidden" name="volver" value="{back}">
            {ErrorSummary.Field("nombre", v.Say("Nom", "Nombre", "Name"), v.Say("Quedarà escrit en l'historial de tot el que feu", "Quedará escrito en el historial de todo lo que haga", "It will stand in the history of all you do"), name, errors, autocomplete: "username")}
            <div class="campo"><label for="papel">{v.Say("Paper", "Papel", "Role")}</label>
            <select id="papel" name="papel">{Markup.Each(roles, r => Markup.Of($"""<option value="{r.ToString()}">{Layout.RoleName(v, r)}</option>"""))}</select></div>
            <button>{v.Say("Entrar", "Entrar", "Sign in")}</button></form>
            """), status: errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
