using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Panel;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Panel;

/// <summary><c>/panel</c>: how things stand today.</summary>
public sealed class Hoy(PageDoor door, TodayBoard board, TimeProvider time)
{
    /// <summary>The page.</summary>
    [Function("pagina-hoy")]
    public Task<IResult> Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "panel")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ShowAsync(request, StaffRole.Read, async v => HoyPage.Of(v, await board.ReadAsync(cancellationToken), NodaTime.Instant.FromDateTimeOffset(time.GetUtcNow())));
}
