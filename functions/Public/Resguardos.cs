using System.Text;
using IntakePipeline.Functions.Access;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Timestamps;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Public;

/// <summary><c>/api/resguardos/{csv}</c>: a receipt for whoever has its code.</summary>
public sealed class Resguardos(ReceiptDesk receipts, TimestampDesk timestamps, CodeDoor door)
{
    /// <summary>The receipt: the document, or its data when <c>Accept</c> asks for JSON.</summary>
    [Function("consultar-resguardo")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/resguardos/{csv}")] HttpRequest request, string csv, CancellationToken cancellationToken) =>
        door.OpenAsync(request, csv, NoReceipt, async code =>
        {
            var form = AcceptedForm.PrefersJson(request) ? ReceiptForm.Json : ReceiptForm.Pdf;
            if (await receipts.FindAsync(code, form, cancellationToken) is not { } receipt)
                return null;
            return form == ReceiptForm.Json ? Json.Ok(receipt) : Results.Bytes(receipt, "application/pdf", $"resguardo-{code.Compact}.pdf");
        });

    /// <summary>The registry's seal over the receipt's data: a detached JWS.</summary>
    [Function("consultar-sello")]
    public Task<IResult> Seal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/resguardos/{csv}/sello")] HttpRequest request, string csv, CancellationToken cancellationToken) =>
        door.OpenAsync(request, csv, NoReceipt, async code => await receipts.FindSealAsync(code, cancellationToken) is { } seal
            ? Results.Bytes(Encoding.ASCII.GetBytes(seal), "application/jose", $"resguardo-{code.Compact}.json.jws")
            : null);

    /// <summary>The authority's timestamp over the receipt's document (RFC 3161), once there is one.</summary>
    [Function("consultar-sello-de-tiempo")]
    public Task<IResult> Timestamp(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/resguardos/{csv}/sello-de-tiempo")] HttpRequest request, string csv, CancellationToken cancellationToken) =>
        door.OpenAsync(request, csv, NoTimestamp, async code =>
        {
            if (await timestamps.FindAsync(code, cancellationToken) is { } token)
                return Results.Bytes(token, "application/timestamp-token", $"resguardo-{code.Compact}.pdf.tst");
            return await receipts.FindAsync(code, ReceiptForm.Json, cancellationToken) is null ? null : Problem.NotFound(NoTimestamp);
        });

    private static LocalizedText NoReceipt => new("Cap resguard té este codi.", "Ningún resguardo tiene este código.");

    private static LocalizedText NoTimestamp => new("Este resguard no té segell de temps.", "Este resguardo no tiene sello de tiempo.");
}
