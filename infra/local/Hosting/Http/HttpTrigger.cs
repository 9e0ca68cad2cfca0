using IntakePipeline.Local.Hosting.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Local.Hosting.Http;

/// <summary>A function is called for each request of a route. The payload is the <see cref="HttpRequest"/>.</summary>
/// <param name="Route">Below the app's prefix, without outer slashes.</param>
/// <param name="Methods">Methods answered; empty for all.</param>
/// <param name="NeedsKey">Whether the caller must show the function key.</param>
/// <param name="RouteParameters">The route's parameters.</param>
internal sealed record HttpTrigger(string Route, IReadOnlyList<string> Methods, bool NeedsKey, IReadOnlyCollection<string> RouteParameters) : FunctionTrigger
{
    public override IReadOnlyCollection<string> Names => RouteParameters;

    public override string ParameterTypes => nameof(HttpRequest);

    /// <exception cref="HostStartException">The route cannot be, or a setting is missing.</exception>
    public static HttpTrigger From(HttpTriggerAttribute attribute, string functionName, AppSettings settings)
    {
        var route = settings.Resolve(attribute.Route ?? functionName).Trim('/');
        try
        {
            var parameters = RoutePatternFactory.Parse(route).Parameters.Select(parameter => parameter.Name);
            return new HttpTrigger(route, attribute.Methods ?? [], attribute.AuthLevel != AuthorizationLevel.Anonymous, [.. parameters]);
        }
        catch (RoutePatternException e)
        {
            throw new HostStartException($"'{route}' is no route: {e.Message}", e);
        }
    }

    /// <summary>The host writes nothing but results to the response.</summary>
    /// <exception cref="HostStartException">The function returns something else.</exception>
    public static void CheckResult(Type result)
    {
        if (result != typeof(void) && !typeof(IResult).IsAssignableFrom(result) && !typeof(IActionResult).IsAssignableFrom(result))
            throw new HostStartException($"an HTTP function returns IResult, IActionResult or nothing, not {result.Name}.");
    }

    public override ArgumentSource? SourceFor(Type type) => type == typeof(HttpRequest) ? static call => new(call.Payload) : null;

    /// <summary>Why a function is called. The route is told as it was declared: what is asked for may say who asks.</summary>
    public TriggerEvent EventOf(HttpRequest request)
    {
        var data = TriggerEvent.NewData();
        foreach (var (name, value) in request.RouteValues)
            data[name] = value;
        return new TriggerEvent(request, data, $"{request.Method} {Route}");
    }
}
