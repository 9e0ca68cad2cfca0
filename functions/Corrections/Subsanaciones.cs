using IntakePipeline.Functions.Intake;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Corrections;

/// <summary><c>/api/expedientes/{expediente}/subsanaciones</c>: the registry posts answers to correction requests.</summary>
public sealed class Subsanaciones(PostedIntake intake, RefusalDesk refusals, ILogger<Subsanaciones> logger)
{
    /// <summary>Takes in an answer, as <c>/api/presentaciones</c> takes in an application: 201 or 200 with the receipt, 413, 422 or 409 with the reasons.</summary>
    [Function("subsanar")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/expedientes/{programa}/{anyo}/{numero}/subsanaciones")] HttpRequest request,
        string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () =>
        {
            if (!ExpedienteNumber.TryParse($"{programa}/{anyo}/{numero}", out var expediente))
                return Problem.NotFound(new("No és cap número d'expedient.", "No es ningún número de expediente."));
            return IntakeAnswer.Of(MultipartParts.From(request) is { } parts
                ? await intake.ReceiveAnswerAsync(expediente, parts, cancellationToken)
                : new IntakeOutcome.Refused(await refusals.RefuseAsync(
                    Door.Http, null, Language.Valencian, null, [AdmissionFaults.RequestUnreadable], [], cancellationToken)));
        });
}
