using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Receipts;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Corrections;

/// <summary><c>/api/expedientes/{expediente}/requerimientos/{ronda}?csv=…</c>: a correction request as issued, for whoever has the expediente's receipt.</summary>
public sealed class Requerimientos(ReceiptDesk receipts, CorrectionDocuments documents, ILogger<Requerimientos> logger)
{
    /// <summary>The document, or its data when <c>Accept</c> asks for JSON.</summary>
    [Function("consultar-requerimiento")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/expedientes/{programa}/{anyo}/{numero}/requerimientos/{ronda}")] HttpRequest request,
        string programa, string anyo, string numero, string ronda, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () =>
        {
            var form = request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase) ? ReceiptForm.Json : ReceiptForm.Pdf;
            return CorrectionRequestNumber.TryParse($"{programa}/{anyo}/{numero}-R{ronda}", out var number)
                && VerificationCode.TryParse(request.Query["csv"], out var csv)
                && await receipts.FindAsync(csv, ReceiptForm.Json, cancellationToken) is { } receipt && ReceiptJson.Read(receipt.Span) is var proof
                && proof.Expediente == number.Expediente
                && await documents.FindAsync(new ExpedienteKey(proof.Call, number.Expediente), number, form, cancellationToken) is { } found
                    ? form == ReceiptForm.Json ? Json.Ok(found) : Results.Bytes(found, "application/pdf", $"requerimiento-{programa}-{anyo}-{numero}-R{ronda}.pdf")
                    : Problem.NotFound(new("No consta cap requeriment amb este número i este codi.", "No consta ningún requerimiento con este número y este código."));
        });
}
