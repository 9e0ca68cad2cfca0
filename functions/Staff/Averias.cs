using IntakePipeline.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Functions.Staff;

/// <summary><c>/api/panel/poison</c>: what could not be processed, for staff to see.</summary>
public sealed class Averias(PoisonQueues poison, ILogger<Averias> logger)
{
    /// <summary>Each poison queue with its count and first messages.</summary>
    [Function("listar-averias")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/panel/poison")] HttpRequest request, CancellationToken cancellationToken) =>
        StorageOutage.GuardAsync(logger, async () => Json.Ok(PoisonQueues.Write(await poison.ListAsync(cancellationToken))));
}
