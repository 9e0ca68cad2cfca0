using System.Text;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Timestamps;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Public;

/// <summary><c>/api/resguardos/{csv}</c>: a receipt for whoever has its code.</summary>
public sealed class Resguardos(ReceiptDesk receipts, TimestampDesk timestamps, ILogger<Resguardos> logger)
{
    /// <summary>The receipt: the document, or its data when <c>Accept</c> asks for JSON.</summary>
    [Function("consultar-resguardo")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/resguardos/{csv}")] HttpRequest request, string csv, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () =>
        {
            var form = AcceptedForm.PrefersJson(request) ? ReceiptForm.Json : ReceiptForm.Pdf;
            if (!VerificationCode.TryParse(csv, out var code) || await receipts.FindAsync(code, form, cancellationToken) is not { } receipt)
                return NoReceipt;
            return form == ReceiptForm.Json ? Json.Ok(receipt) : Results.Bytes(receipt, "application/pdf", $"resguardo-{code.Compact}.pdf");
        });

    /// <summary>The registry's seal over the receipt's data: a detached JWS.</summary>
    [Function("consultar-sello")]
    public Task<IResult> Seal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/resguardos/{csv}/sello")] HttpRequest request, string csv, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () =>
            VerificationCode.TryParse(csv, out var code) && await receipts.FindSealAsync(code, cancellationToken) is { } seal
                ? Results.Bytes(Encoding.ASCII.GetBytes(seal), "application/jose", $"resguardo-{code.Compact}.json.jws")
                : NoReceipt);

    /// <summary>The authority's timestamp over the receipt's document (RFC 3161), once there is one.</summary>
    [Function("consultar-sello-de-tiempo")]
    public Task<IResult> Timestamp(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/resguardos/{csv}/sello-de-tiempo")] HttpRequest request, string csv, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () =>
            VerificationCode.TryParse(csv, out var code) && await timestamps.FindAsync(code, cancellationToken) is { } token
                ? Results.Bytes(token, "application/timestamp-token", $"resguardo-{code.Compact}.pdf.tst")
                : Problem.NotFound(new("Este resguard no té segell de temps.", "Este resguardo no tiene sello de tiempo.")));

    private static Problem NoReceipt => Problem.NotFound(new("Cap resguard té este codi.", "Ningún resguardo tiene este código."));
}
