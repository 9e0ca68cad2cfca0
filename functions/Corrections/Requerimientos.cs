using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Receipts;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Corrections;

/// <summary><c>/api/expedientes/{expediente}/requerimientos/{ronda}?csv=…</c>: a correction request as issued, for whoever has the expediente's receipt.</summary>
public sealed class Requerimientos(ReceiptDesk receipts, CorrectionDocuments documents, CodeDoor door)
{
    /// <summary>The document, or its data when <c>Accept</c> asks for JSON.</summary>
    [Function("consultar-requerimiento")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/expedientes/{programa}/{anyo}/{numero}/requerimientos/{ronda}")] HttpRequest request,
        string programa, string anyo, string numero, string ronda, CancellationToken cancellationToken) =>
        door.OpenAsync(request, request.Query["csv"], NoRequest, async csv =>
        {
            if (await receipts.FindAsync(csv, ReceiptForm.Json, cancellationToken) is not { } receipt || ReceiptJson.Read(receipt.Span) is not { } proof
                || proof.Expediente.ToString() != $"{programa}/{anyo}/{numero}")
                return null;
            // From here on the code is right, whatever round is asked for.
            var form = AcceptedForm.PrefersJson(request) ? ReceiptForm.Json : ReceiptForm.Pdf;
            return CorrectionRequestNumber.TryParse($"{proof.Expediente}-R{ronda}", out var number)
                && await documents.FindAsync(new ExpedienteKey(proof.Call, number.Expediente), number, form, cancellationToken) is { } found
                    ? form == ReceiptForm.Json ? Json.Ok(found) : Results.Bytes(found, "application/pdf", $"requerimiento-{programa}-{anyo}-{numero}-R{ronda}.pdf")
                    : Problem.NotFound(NoRequest);
        });

    private static LocalizedText NoRequest => new("No consta cap requeriment amb este número i este codi.", "No consta ningún requerimiento con este número y este código.");
}
