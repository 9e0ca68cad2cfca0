using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Intake;

/// <summary><c>/api/presentaciones</c>: the registry posts submissions and asks what became of them.</summary>
public sealed class Presentaciones(
    PostedIntake intake, ILedgerStore ledger, ReceiptDesk receipts, IRejectionStore rejections, RefusalDesk refusals, ILogger<Presentaciones> logger)
{
    /// <summary>Takes in a submission: 201 with the receipt, 200 when it had been registered, 413, 422 or 409 with the reasons.</summary>
    [Function("presentar")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/presentaciones")] HttpRequest request, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () => IntakeAnswer.Of(MultipartParts.From(request) is { } parts
            ? await intake.ReceiveAsync(parts, cancellationToken)
            : new IntakeOutcome.Refused(await refusals.RefuseAsync(
                Door.Http, null, Language.Valencian, null, [AdmissionFaults.RequestUnreadable], [], cancellationToken))));

    /// <summary>The receipt of a submission, or its last rejection; the document when <c>Accept</c> asks for it.</summary>
    [Function("consultar-presentacion")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/presentaciones/{presentacion}")] HttpRequest request,
        string presentacion, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () =>
        {
            if (SubmissionKey.TryParse(presentacion, out var key))
            {
                var document = AcceptedForm.PrefersPdf(request);
                if (await ledger.FindAsync(key, cancellationToken) is { } entry)
                {
                    var receipt = await receipts.FetchAsync(entry, cancellationToken);
                    return !document ? Json.Ok(receipt) : Pdf(await receipts.FindAsync(entry.Csv, ReceiptForm.Pdf, cancellationToken));
                }

                if (await rejections.FindLastAsync(key, cancellationToken) is { } rejection)
                    return !document ? Json.Ok(RejectionJson.Write(rejection)) : Pdf(await refusals.DocumentAsync(rejection, cancellationToken));
            }

            return Problem.NotFound(new("No consta cap presentació amb este codi.", "No consta ninguna presentación con este código."));
        });

    private static IResult Pdf(ReadOnlyMemory<byte>? document) => document is { } bytes
        ? Results.Bytes(bytes, "application/pdf")
        : Problem.NotFound(new("Encara no hi ha cap document.", "Todavía no hay ningún documento."));
}
