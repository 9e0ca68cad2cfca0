using System.Text;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Panel;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;

namespace IntakePipeline.Functions.Panel;

/// <summary>
/// <c>/panel/vivo</c>: server-sent events that say when the figures changed, nothing more. A stream ends after a while, before any front end would cut it off,
/// and when the host stops; browsers come back by themselves.
/// </summary>
public sealed class Vivo(PageDoor door, TodayBoard board, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The stream.</summary>
    [Function("panel-vivo")]
    public Task<IResult> Stream([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "panel/vivo")] HttpRequest request) =>
        door.AnswerAsync(request, StaffRole.Read, _ => Task.FromResult<IResult>(new Events(board, time, lifetime.ApplicationStopping)));

    private sealed class Events(TodayBoard board, TimeProvider time, CancellationToken stopping) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = "text/event-stream";
            SecureHeaders.Apply(response);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, httpContext.RequestAborted);
            var from = time.GetTimestamp();
            try
            {
                await WriteAsync(response, "retry: 3000\n\n", end.Token);
                var seen = "";
                while (time.GetElapsedTime(from) < Lasts)
                {
                    var now = Mark(await board.ReadAsync(end.Token));
                    // A comment now and then shows both ends that the other is there.
                    await WriteAsync(response, now == seen ? ":\n\n" : "event: cambio\ndata: \n\n", end.Token);
                    seen = now;
                    await Task.Delay(Pause, time, end.Token);
                }
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // The browser has gone, or the host stops.
            }
        }

        private static string Mark(TodayFigures f) => string.Join('|',
            f.ReceivedToday, f.InProcess, f.InEvaluation, f.Unassigned, f.DueSoon.Count, f.AwaitingResolution.Count, f.Poison, f.Beat?.At, f.Outcomes.Sum(o => o.ByState.Values.Sum()));

        private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
    }
}
