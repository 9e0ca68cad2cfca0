using IntakePipeline.Receipts;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Public;

/// <summary><c>/api/resguardos/{csv}</c>: a receipt for whoever has its code.</summary>
public sealed class Resguardos(ReceiptDesk receipts, ILogger<Resguardos> logger)
{
    /// <summary>The receipt: the document, or its data when <c>Accept</c> asks for JSON.</summary>
    [Function("consultar-resguardo")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/resguardos/{csv}")] HttpRequest request, string csv, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () =>
        {
            var form = PrefersJson(request) ? ReceiptForm.Json : ReceiptForm.Pdf;
            if (!VerificationCode.TryParse(csv, out var code) || await receipts.FindAsync(code, form, cancellationToken) is not { } receipt)
                return Problem.NotFound(new("Cap resguard té este codi.", "Ningún resguardo tiene este código."));
            return form == ReceiptForm.Json ? Json.Ok(receipt) : Results.Bytes(receipt, "application/pdf", $"resguardo-{code.Compact}.pdf");
        });

    private static bool PrefersJson(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var json = accepted.Where(a => a.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)).Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
        var pdf = accepted.Where(a => a.MediaType.Equals("application/pdf", StringComparison.OrdinalIgnoreCase)).Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
        return json > pdf;
    }
}
