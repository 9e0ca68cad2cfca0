using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Tests.Faults;

/// <summary>Stands between a host and the storage emulator, passes requests on, and lets go wrong what its plan says.</summary>
internal sealed partial class FaultProxy : IAsyncDisposable
{
    private const string Changed =
        """{"odata.error":{"code":"UpdateConditionNotSatisfied","message":{"lang":"en-US","value":"0:The update condition specified in the request was not satisfied."}}}""";

    private readonly HttpMessageInvoker storage = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
    });

    private readonly FaultPlan plan;
    private readonly Dictionary<int, int> ports = [];
    private readonly WebApplication app;

    private FaultProxy(FaultPlan plan)
    {
        this.plan = plan;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            for (var i = 0; i < 3; i++)
                kestrel.Listen(IPAddress.Loopback, 0);
        });
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>Leads to the same storage, through this proxy.</summary>
    public string ConnectionString { get; private set; } = "";

    public static async Task<FaultProxy> StartAsync(string connectionString, FaultPlan plan)
    {
        var proxy = new FaultProxy(plan);
        await proxy.app.StartAsync();
        var own = new Queue<int>(proxy.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a).Port));
        proxy.ConnectionString = Endpoint.Replace(connectionString, match =>
        {
            var port = own.Dequeue();
            proxy.ports[port] = int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture);
            return $"127.0.0.1:{port}";
        });
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        storage.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var fault = plan.Next();
        var body = await BodyAsync(context.Request);
        if (fault is Fault.StaleTag && !IsConditional(context.Request, body))
            fault = Fault.Latency;
        if (fault is not Fault.None)
            plan.Count(fault);
        switch (fault)
        {
            case Fault.Latency:
                await Task.Delay(plan.NextDelay(), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case Fault.TooManyRequests:
                Refuse(context, 429, "TooManyRequests");
                return;
            case Fault.InternalError:
                Refuse(context, 500, "InternalError");
                return;
            case Fault.Busy:
                Refuse(context, 503, "ServerBusy");
                return;
            case Fault.StaleTag:
                await RefuseConditionAsync(context);
                return;
            case Fault.ResetBefore:
                context.Abort();
                return;
        }

        await PassOnAsync(context, body, fault);
    }

    // A sender that has gone does not undo what it sent: whatever came in whole is passed on.
    private async Task PassOnAsync(HttpContext context, byte[] body, Fault fault)
    {
        using var request = Copy(context.Request, body);
        using var response = await storage.SendAsync(request, CancellationToken.None);
        var answer = await response.Content.ReadAsByteArrayAsync();
        if (fault is Fault.AnswerLost)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) && !name.Equals("Connection", StringComparison.OrdinalIgnoreCase)
                && !name.Equals("Keep-Alive", StringComparison.OrdinalIgnoreCase))
                context.Response.Headers[name] = values.ToArray();
        }

        if (HttpMethods.IsHead(context.Request.Method) || response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified)
            return;
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(fault is Fault.Truncated ? answer.AsMemory(0, answer.Length / 2) : answer);
        if (fault is Fault.Truncated)
        {
            await context.Response.Body.FlushAsync();
            context.Abort();
        }
    }

    private HttpRequestMessage Copy(HttpRequest request, byte[] body)
    {
        var target = $"http://127.0.0.1:{ports[request.HttpContext.Connection.LocalPort]}{request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget}";
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body.Length > 0 || request.ContentLength is not null)
            copy.Content = new ByteArrayContent(body);
        foreach (var (name, values) in request.Headers)
        {
            if (name is "Host" or "Connection" or "Content-Length" or "Transfer-Encoding" or "Expect")
                continue;
            if (!copy.Headers.TryAddWithoutValidation(name, values.ToArray()))
                copy.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return copy;
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        return buffer.ToArray();
    }

    private static bool IsTransaction(HttpRequest request) => request.Path.Value!.EndsWith("/$batch", StringComparison.Ordinal);

    /// <summary>Whether the request, or the first operation of a transaction, asks for a version.</summary>
    private static bool IsConditional(HttpRequest request, byte[] body)
    {
        if (!IsTransaction(request))
            return request.Headers.IfMatch is [{ } tag] && tag != "*" || request.Headers.ContainsKey("x-ms-source-if-match");
        var operations = Encoding.UTF8.GetString(body).Split("\r\n--changeset");
        return operations.Length > 1 && operations[1].Contains("If-Match: W/", StringComparison.Ordinal);
    }

    private static void Refuse(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-ms-error-code"] = code;
    }

    private static async Task RefuseConditionAsync(HttpContext context)
    {
        if (!IsTransaction(context.Request))
        {
            Refuse(context, 412, context.Request.Headers.ContainsKey("x-ms-source-if-match") ? "SourceConditionNotMet" : "ConditionNotMet");
            return;
        }

        context.Response.StatusCode = 202;
        context.Response.ContentType = "multipart/mixed; boundary=b";
        await context.Response.WriteAsync(
            "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + $"HTTP/1.1 412 Precondition Failed\r\nContent-Type: application/json\r\n\r\n{Changed}\r\n--c--\r\n--b--\r\n");
    }

    [GeneratedRegex(@"127\.0\.0\.1:(?<port>[0-9]+)", RegexOptions.None, 1000)]
    private static partial Regex Endpoint { get; }
}
