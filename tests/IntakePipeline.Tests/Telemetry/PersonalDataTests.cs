using System.Collections.Concurrent;
using IntakePipeline.Local;
using IntakePipeline.Local.Hosting;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;
using Microsoft.Extensions.Logging;
using NodaTime;
using RunningHost = IntakePipeline.Tests.Functions.RunningHost;

namespace IntakePipeline.Tests.Telemetry;

public sealed class PersonalDataTests(AzuriteFixture azurite)
{
    // Who is named in the form of Posting.Clean.
    private static readonly string[] Personal = ["B12345674", "12345678Z", "Il·lusió", "Núria", "Peris", "x@example.org", "960000000", "Sensors per a l'arròs"];

    /// <summary>A submission that is registered and processed, one that is refused, and one that breaks: at every level, whatever is logged names nobody.</summary>
    [Fact]
    public async Task No_log_names_a_person()
    {
        using var log = new Kept();
        await using var host = await IntakeHost.StartAsync(new IntakeHostOptions
        {
            Storage = await azurite.NewAccountAsync(),
            RegistryKey = RunningHost.Key,
            Signatures = SignedForms.Trusted,
            OfficialTime = new LocalDateTime(2012, 6, 20, 9, 0),
            Pace = new HostPace { ShortestScanInterval = TimeSpan.FromMilliseconds(100), LongestScanInterval = TimeSpan.FromMilliseconds(500) },
            Logging = logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log),
        });
        using var http = new HttpClient { BaseAddress = host.Address };

        await SendAsync(http, Posting.Clean("logged"));
        await SendAsync(http, Posting.Clean("logged", spoil: f => f["proyecto"]!["titulo"] = "altre"));
        await SendAsync(http, Posting.Clean("refused", spoil: f => f["solicitante"]!["nif"] = "B12345674X"));
        await host.Storage.Queues.GetQueueClient(Pipeline.Queues.Processing).SendMessageAsync("""{"version":1,"registro":"2012/009999"}""");
        await RunningHost.EventuallyAsync(() => Task.FromResult(
            log.Lines.Any(l => l.Contains("tramitar succeeded", StringComparison.Ordinal)) && log.Lines.Any(l => l.Contains("tramitar failed", StringComparison.Ordinal)) ? true : (bool?)null));

        Assert.All(log.Lines, line => Assert.All(Personal, word => Assert.DoesNotContain(word, line, StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task SendAsync(HttpClient http, Posting posting)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(posting.Envelope), "solicitud" }, { new ByteArrayContent(posting.Signature!), "firma" } };
        foreach (var (name, content) in posting.Files)
            form.Add(new ByteArrayContent(content), name);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/presentaciones") { Content = form };
        request.Headers.Add("x-functions-key", RunningHost.Key);
        using var _ = await http.SendAsync(request);
    }

    private sealed class Kept : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {string.Join(' ', state as IEnumerable<KeyValuePair<string, object?>> ?? [])} {exception}");

        public void Dispose()
        {
        }
    }
}
