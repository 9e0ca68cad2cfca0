using IntakePipeline.Local.Hosting.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting.Http;

/// <summary>Answers a route's requests by calling its function.</summary>
internal sealed class FunctionEndpoint(
    LocalFunction function, HttpTrigger trigger, FunctionKey key, long maxRequestBytes, FunctionRunner runner, Precedence precedence, ILogger logger)
{
    /// <summary>A request handler of ASP.NET Core.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        if (trigger.NeedsKey && !key.IsShownBy(http.Request))
        {
            await RefuseAsync(http, StatusCodes.Status401Unauthorized);
            return;
        }

        if (http.Request.ContentLength > maxRequestBytes)
        {
            await RefuseAsync(http, StatusCodes.Status413PayloadTooLarge);
            return;
        }

        // Readers may stay for long (live pages) and cost little: they hold nothing up.
        var changes = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        if (!changes)
        {
            await CallAsync(http);
            return;
        }

        precedence.Begin();
        try
        {
            await CallAsync(http);
        }
        finally
        {
            precedence.End();
        }
    }

    private async Task CallAsync(HttpContext http)
    {
        var outcome = await runner.RunAsync(function, trigger.EventOf(http.Request), http.RequestServices, http.RequestAborted);
        switch (outcome)
        {
            case { Succeeded: true }:
                await WriteAsync(http, outcome.Result);
                break;
            case { Failure: BadHttpRequestException bad }:
                await RefuseAsync(http, bad.StatusCode);
                break;
            case { WasCutOff: true }:
                await RefuseAsync(http, StatusCodes.Status503ServiceUnavailable);
                break;
            default:
                await RefuseAsync(http, StatusCodes.Status500InternalServerError);
                break;
        }
    }

    private async Task WriteAsync(HttpContext http, object? result)
    {
        try
        {
            await (result switch
            {
                IResult answer => answer.ExecuteAsync(http),
                IActionResult answer => answer.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())),
                _ => Task.CompletedTask,
            });
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone.
        }
#pragma warning disable CA1031 // The last place where a failure can be told to the caller, if the answer has not begun.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogError(e, "{Function}: its result could not be written", function.Name);
            await RefuseAsync(http, StatusCodes.Status500InternalServerError);
        }
    }

    /// <summary>Answers with a problem that says nothing beyond its status; an answer already begun is broken off, so that nobody takes it for whole.</summary>
    private static async Task RefuseAsync(HttpContext http, int status)
    {
        if (http.RequestAborted.IsCancellationRequested)
            return;
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        // The rest of a body too large is not read: the connection cannot serve another request.
        if (status == StatusCodes.Status413PayloadTooLarge)
            http.Response.Headers.Connection = "close";
        await TypedResults.Problem(statusCode: status).ExecuteAsync(http);
    }
}
