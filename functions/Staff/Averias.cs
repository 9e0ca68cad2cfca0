using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Staff;

/// <summary><c>/api/panel/poison</c>: what could not be processed, for staff to see.</summary>
public sealed class Averias(PageDoor door, PoisonQueues poison)
{
    /// <summary>Each poison queue with its count and first messages.</summary>
    [Function("listar-averias")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/panel/poison")] HttpRequest request, CancellationToken cancellationToken) =>
        door.AnswerAsync(request, StaffRole.Read, async _ => Json.Ok(PoisonQueues.Write(await poison.ListAsync(cancellationToken))));
}
