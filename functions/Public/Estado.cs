using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Public;

/// <summary>
/// <c>/estado</c>: how an application stands, for the applicant. Number and code are posted and then kept in a cookie of this page alone, so that no address,
/// no log and no history of a browser ever shows them.
/// </summary>
public sealed class Estado(PageDoor door, ExpedienteStatus status, ReceiptDesk receipts, CorrectionDocuments documents, Attempts attempts, OfficialClock clock)
{
    private const string Cookie = "intake-estado";
    private const string Path = "/estado";

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    /// <summary>The home page is this one.</summary>
    [Function("pagina-inicio")]
    public static IResult Home([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{raiz:maxlength(0)?}")] HttpRequest request) => new SeeOther(Path);

    /// <summary>Asks for number and code.</summary>
    [Function("pagina-estado")]
    public Task<IResult> Ask([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "estado")] HttpRequest request) =>
        door.ShowAsync(request, v => Task.FromResult<IResult>(EstadoPage.Ask(v, "", "", [])));

    /// <summary>Takes number and code.</summary>
    [Function("abrir-estado")]
    public Task<IResult> Open([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "estado")] HttpRequest request, CancellationToken cancellationToken) =>
        door.TakeAsync(request, async (v, form) =>
        {
            if (attempts.AreOver(request))
                return Notice.TooMany(v);
            var (number, code) = (form["expediente"].ToUpperInvariant(), form["codigo"]);
            if (EstadoPage.Errors(v, number, code) is { Count: > 0 } errors)
                return EstadoPage.Ask(v, form["expediente"], code, errors);
            if (await LookAsync(number, code, cancellationToken) is null)
            {
                attempts.Failed(request);
                return EstadoPage.Ask(v, form["expediente"], code, [EstadoPage.NoMatch(v)]);
            }

            var options = CrossSite.CookiesOf(request);
            (options.Path, options.MaxAge, options.SameSite) = (Path, Remembered, SameSiteMode.Strict);
            request.HttpContext.Response.Cookies.Append(Cookie, $"{number}|{code}", options);
            return new SeeOther(Path + "/expediente");
        }, cancellationToken);

    /// <summary>Shows the application.</summary>
    [Function("pagina-estado-expediente")]
    public Task<IResult> Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "estado/expediente")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ShowAsync(request, async v => await RememberedAsync(request, cancellationToken) is { } look ? EstadoPage.Show(v, look, clock.Now) : new SeeOther(Path));

    /// <summary>The receipt's document.</summary>
    [Function("descargar-resguardo")]
    public Task<IResult> Receipt([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "estado/resguardo.pdf")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ShowAsync(request, async v => await RememberedAsync(request, cancellationToken) is { } look
            && await receipts.FindAsync(look.Receipt.Csv, ReceiptForm.Pdf, cancellationToken) is { } pdf
                ? new PrivateFile(pdf, "application/pdf", $"resguardo-{look.Receipt.Number.ToString().Replace('/', '-')}.pdf")
                : new SeeOther(Path));

    /// <summary>The receipt's document of something else in the file.</summary>
    [Function("descargar-otro-resguardo")]
    public Task<IResult> OtherReceipt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "estado/resguardos/{anyo}/{numero}")] HttpRequest request, string anyo, string numero, CancellationToken cancellationToken) =>
        door.ShowAsync(request, async v => await RememberedAsync(request, cancellationToken) is { } look
            && look.Others.FirstOrDefault(e => e.Number.ToString() == $"{anyo}/{numero}") is { } entry
            && await receipts.FindAsync(entry.Csv, ReceiptForm.Pdf, cancellationToken) is { } pdf
                ? new PrivateFile(pdf, "application/pdf", $"resguardo-{anyo}-{numero}.pdf")
                : new SeeOther(Path));

    /// <summary>The correction request's document.</summary>
    [Function("descargar-requerimiento")]
    public Task<IResult> Request([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "estado/requerimiento.pdf")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ShowAsync(request, async v => await RememberedAsync(request, cancellationToken) is { Request: { } asked }
            && await documents.FindAsync(asked.Expediente, asked.Number, ReceiptForm.Pdf, cancellationToken) is { } pdf
                ? new PrivateFile(pdf, "application/pdf", $"requerimiento-{asked.Number.ToString().Replace('/', '-')}.pdf")
                : new SeeOther(Path));

    /// <summary>Forgets number and code.</summary>
    [Function("cerrar-estado")]
    public Task<IResult> Close([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "estado/salir")] HttpRequest request, CancellationToken cancellationToken) =>
        door.TakeAsync(request, (_, _) =>
        {
            request.HttpContext.Response.Cookies.Delete(Cookie, new CookieOptions { Path = Path });
            return Task.FromResult<IResult>(new SeeOther(Path));
        }, cancellationToken);

    // The cookie is the browser's to write: what it holds is tried like anything typed.
    private async Task<ExpedienteLook?> RememberedAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Cookies[Cookie]?.Split('|') is not [var number, var code] || attempts.AreOver(request))
            return null;
        var look = await LookAsync(number, code, cancellationToken);
        if (look is null)
            attempts.Failed(request);
        return look;
    }

    private async Task<ExpedienteLook?> LookAsync(string number, string code, CancellationToken cancellationToken) =>
        ExpedienteNumber.TryParse(number, out _) && VerificationCode.TryParse(code, out var csv) ? await status.LookAsync(number, csv, cancellationToken) : null;
}
