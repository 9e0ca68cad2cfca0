using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntakePipeline.Local.Hosting;
using IntakePipeline.Local.Hosting.Settings;
using IntakePipeline.Tests.Azurite;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Tests.Hosting;

public sealed class HttpTriggerTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("GET", "api/anonymous", 200)]
    [InlineData("GET", "api/keyed", 401)]
    [InlineData("GET", "api/nolevel", 401)]
    [InlineData("GET", "api/admin", 401)]
    [InlineData("GET", "api/nolevel?code=clau-de-prova", 200)]
    [InlineData("GET", "api/admin?code=clau-de-prova", 200)]
    [InlineData("GET", "api/keyed?code=clau-de-provA", 401)]
    [InlineData("GET", "api/keyed?code=clau-de-prova&code=clau-de-prova", 401)]
    [InlineData("GET", "api/keyed?code=", 401)]
    [InlineData("GET", "anonymous", 404)]
    [InlineData("GET", "api/nowhere", 404)]
    [InlineData("GET", "api/ANONYMOUS/", 200)]
    [InlineData("DELETE", "api/anonymous", 405)]
    [InlineData("DELETE", "api/items/7?code=clau-de-prova", 200)]
    [InlineData("GET", "api/items/x?code=clau-de-prova", 404)]
    public async Task A_request_gets_through_or_not(string method, string path, int status)
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Functions>();
        using var client = new HttpClient { BaseAddress = host.Address };

        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(response.Headers.Server);
        if (status == 401)
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_key_may_come_in_the_header_and_results_are_written()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Functions>();
        using var client = Client(host);

        Assert.Equal("""{"id":7,"tag":null}""", await client.GetStringAsync("api/items/7"));
        Assert.Equal("""{"id":7,"tag":"ñ b"}""", await client.GetStringAsync("api/items/7/%C3%B1%20b"));
        using var created = await client.PostAsync("api/action/RT-1", new StringContent("cos"));
        Assert.Equal((HttpStatusCode.Created, "/somewhere"), (created.StatusCode, created.Headers.Location?.OriginalString));
        Assert.Equal("RT-1: cos", (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("text").GetString());
        Assert.Equal("by hand", await client.GetStringAsync("api/written"));
    }

    [Fact]
    public async Task Neither_key_nor_what_is_asked_for_is_logged()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Functions>();
        using var client = new HttpClient { BaseAddress = host.Address };

        await client.GetStringAsync($"api/items/7/12345678Z?code={HostSetup.Key}");
        using var refused = await client.GetAsync("api/items/7/12345678Z?code=altra");

        Assert.Matches("^items succeeded in [0-9]+ ms: GET items/{id:int}/{tag\\?} ", Assert.Single(setup.Log.Lines, line => line.Category == "Function.items").Text);
        Assert.DoesNotContain(setup.Log.Lines, line => line.Text.Contains(HostSetup.Key, StringComparison.Ordinal) || line.Text.Contains("12345678Z", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_is_answered_without_details_and_logged_with_them()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Functions>();
        using var client = Client(host);

        using var response = await client.GetAsync("api/failing");
        using var result = await client.GetAsync("api/failing-result");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.InternalServerError, result.StatusCode);
        Assert.Contains(setup.Log.Lines, line => line.Level == LogLevel.Error && line.Category == "Function.failing");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_refused_and_one_at_the_limit_is_taken(bool lengthIsTold)
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Functions>(o => o with { MaxRequestBytes = 10_000 });
        using var client = Client(host);

        async Task<HttpResponseMessage> SendAsync(int bytes)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "api/action/x") { Content = new ByteArrayContent(new byte[bytes]) };
            request.Headers.TransferEncodingChunked = !lengthIsTold;
            return await client.SendAsync(request);
        }

        using var over = await SendAsync(10_001);
        // The framing of chunks counts.
        using var at = await SendAsync(lengthIsTold ? 10_000 : 9_900);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, over.StatusCode);
        Assert.Equal("application/problem+json", over.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.Created, at.StatusCode);
    }

    [Fact]
    public async Task The_prefix_is_that_of_the_settings()
    {
        var setup = await HostSetup.OnAsync(azurite);
        var bare = HostSettings.Parse("""{ "extensions": { "http": { "routePrefix": "" } } }""");
        await using var host = await setup.StartAsync<Functions>(o => o with { Settings = bare });
        using var client = Client(host);

        Assert.Equal("hola", await client.GetStringAsync("anonymous"));
    }

    [Fact]
    public async Task A_request_in_flight_is_answered_while_the_host_stops_and_new_ones_are_not_taken()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Functions>();
        using var client = Client(host);
        using var other = Client(host);
        var answer = client.GetStringAsync("api/gated");
        await setup.Journal.WaitForAsync("began");

        var stopping = host.StopAsync();
        await Journal.UntilAsync(
            async () =>
            {
                try
                {
                    await other.GetStringAsync("api/anonymous");
                    return false;
                }
                catch (HttpRequestException)
                {
                    return true;
                }
            },
            () => "new requests to be refused");
        Assert.False(stopping.IsCompleted);
        setup.Journal.Open();

        Assert.Equal("ended", await answer);
        await stopping;
    }

    [Fact]
    public async Task A_request_that_outlives_the_drain_is_cancelled_and_told_so()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Functions>();
        using var client = Client(host);
        var answer = client.GetAsync("api/gated");
        await setup.Journal.WaitForAsync("began");

        using var noPatience = new CancellationTokenSource();
        await noPatience.CancelAsync();
        await host.StopAsync(noPatience.Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await answer).StatusCode);
    }

    [Fact]
    public async Task The_trace_of_the_caller_reaches_the_function()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "IntakePipeline.Local.Hosting" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Functions>();
        using var client = Client(host);

        client.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        Assert.Matches("^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-0[01]$", await client.GetStringAsync("api/trace"));
    }

    private static HttpClient Client(LocalHost host)
    {
        var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Add("x-functions-key", HostSetup.Key);
        return client;
    }

    public sealed class Functions(Journal journal)
    {
        [Function("anonymous")]
        public static IResult Anonymous([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            request.Method == "GET" ? TypedResults.Text("hola") : throw new InvalidOperationException();

        [Function("keyed")]
        public static IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => TypedResults.Text(request.Path);

        [Function("nolevel")]
        public static IResult NoLevel([HttpTrigger("get")] HttpRequest request) => TypedResults.Text(request.Path);

        [Function("admin")]
        public static IResult Admin([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) => TypedResults.Text(request.Path);

        [Function("items")]
        public static Task<IResult> Item([HttpTrigger(Route = "items/{id:int}/{tag?}")] HttpRequest request, int id, string? tag) =>
            Task.FromResult<IResult>(request.Path.HasValue ? TypedResults.Json(new { id, tag }) : TypedResults.NotFound());

        [Function("action")]
        public static async Task<IActionResult> Action([HttpTrigger("post", Route = "action/{presentacion}")] HttpRequest request, string presentacion)
        {
            using var reader = new StreamReader(request.Body);
            return new CreatedResult("/somewhere", new { text = $"{presentacion}: {await reader.ReadToEndAsync()}" });
        }

        [Function("written")]
        public static Task Written([HttpTrigger("get")] HttpRequest request) => request.HttpContext.Response.WriteAsync("by hand");

        [Function("failing")]
        public static IResult Fail([HttpTrigger("get")] HttpRequest request) => throw new InvalidOperationException("secret of " + request.Method);

        [Function("failing-result")]
        public static IResult FailLater([HttpTrigger("get")] HttpRequest request) =>
            TypedResults.Stream(_ => throw new InvalidOperationException("secret of " + request.Method));

        [Function("gated")]
        public async Task<IResult> Gated([HttpTrigger("get")] HttpRequest request, CancellationToken cancellationToken)
        {
            Assert.NotNull(request);
            journal.Write("began");
            await journal.Gate.WaitAsync(cancellationToken);
            return TypedResults.Text("ended");
        }

        [Function("trace")]
        public static IResult Trace([HttpTrigger("get")] HttpRequest request, FunctionContext context)
        {
            Assert.NotNull(request);
            return TypedResults.Text(context.TraceContext.TraceParent);
        }
    }
}
