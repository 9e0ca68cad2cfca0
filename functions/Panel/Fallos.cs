using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Panel;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Panel;

/// <summary><c>/panel/averias</c>: what was given up and what was refused, with the cause in words.</summary>
public sealed class Fallos(PageDoor door, PoisonQueues poison, PoisonRetry retry, IFailureStore failures, IRejectionStore rejections)
{
    private const int Latest = 50;

    /// <summary>The page.</summary>
    [Function("pagina-averias")]
    public Task<IResult> Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "panel/averias")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ShowAsync(request, StaffRole.Read, async v =>
        {
            var queues = await poison.ListAsync(cancellationToken);
            var known = await failures.FindAllAsync(queues.SelectMany(q => q.Messages).Select(m => m.Subject), cancellationToken);
            return FallosPage.Of(v, queues, known, await rejections.ListLatestAsync(Latest, cancellationToken));
        });

    /// <summary>Sends one on again.</summary>
    [Function("reintentar-averia")]
    public Task<IResult> RetryOne([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "panel/averias/una")] HttpRequest request, CancellationToken cancellationToken) =>
        door.TakeAsync(request, StaffRole.Act, async (_, form) =>
        {
            if (form["mensaje"].Length > 0)
                await retry.RunOneAsync(form["cola"], form["mensaje"], cancellationToken);
            return new SeeOther("/panel/averias");
        }, cancellationToken);

    /// <summary>Sends all of a queue on again.</summary>
    [Function("reintentar-cola")]
    public Task<IResult> RetryAll([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "panel/averias/todas")] HttpRequest request, CancellationToken cancellationToken) =>
        door.TakeAsync(request, StaffRole.Admin, async (_, form) =>
        {
            await retry.RunAsync(form["cola"], cancellationToken);
            return new SeeOther("/panel/averias");
        }, cancellationToken);
}
