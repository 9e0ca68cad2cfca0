using System.Net.Http.Headers;
using System.Text.Json;
using IntakePipeline.Local;
using IntakePipeline.Local.Hosting;
using IntakePipeline.Signatures;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Functions;

/// <summary>The functions on the local host, as a sender over HTTP meets them.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    public const string Key = "clau-de-prova-clau-de-prova-clau-de-prova";

    private RunningHost(IntakeHost host, HttpClient http) => (Host, Http) = (host, http);

    public IntakeHost Host { get; }

    public HttpClient Http { get; }

    public static async Task<RunningHost> StartAsync(
        AzuriteFixture azurite, string? account = null, LocalDateTime? official = null, SignatureSettings? signatures = null,
        Func<IntakeHostOptions, IntakeHostOptions>? configure = null)
    {
        var options = new IntakeHostOptions
        {
            Storage = account ?? await azurite.NewAccountAsync(),
            RegistryKey = Key,
            Signatures = signatures ?? SignedForms.Trusted,
            OfficialTime = official ?? new LocalDateTime(2012, 6, 20, 9, 0),
            PublicAddress = new Uri("https://registre.example"),
            Pace = new HostPace { ShortestScanInterval = TimeSpan.FromMilliseconds(100), LongestScanInterval = TimeSpan.FromMilliseconds(500) },
        };
        var host = await IntakeHost.StartAsync(configure?.Invoke(options) ?? options);
        return new RunningHost(host, new HttpClient { BaseAddress = host.Address });
    }

    public Task<HttpResponseMessage> PostAsync(Posting posting, string language = "es", string key = Key)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(posting.Envelope), "solicitud" } };
        if (posting.Signature is { } signature)
            form.Add(new ByteArrayContent(signature), "firma");
        foreach (var (name, content) in posting.Files)
            form.Add(new ByteArrayContent(content), name);
        return SendAsync(form, language, key);
    }

    public Task<HttpResponseMessage> SendAsync(HttpContent content, string language = "es", string key = Key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "api/presentaciones") { Content = content };
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        request.Headers.Add("x-functions-key", key);
        return Http.SendAsync(request);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? accept = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("x-functions-key", Key);
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        return await Http.SendAsync(request);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;

    /// <summary>Waits until <paramref name="probe"/> gives something.</summary>
    public static async Task<T> EventuallyAsync<T>(Func<Task<T?>> probe)
        where T : struct
    {
        for (var i = 0; i < 600; i++)
        {
            if (await probe() is { } found)
                return found;
            await Task.Delay(100);
        }

        throw new TimeoutException("It did not come about within a minute.");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
