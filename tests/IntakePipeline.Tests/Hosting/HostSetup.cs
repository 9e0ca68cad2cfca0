using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using IntakePipeline.Local.Hosting;
using IntakePipeline.Local.Hosting.Settings;
using IntakePipeline.Tests.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Tests.Hosting;

/// <summary>One test's corner of the storage, and hosts on it. Names in attributes begin with <c>%test%</c>, so that tests do not meet.</summary>
public sealed class HostSetup
{
    public const string Key = "clau-de-prova";

    private const string FastSettings = """
        {
          "version": "2.0",
          "extensions": {
            "queues": { "batchSize": 4, "newBatchThreshold": 2, "visibilityTimeout": "00:00:00", "maxPollingInterval": "00:00:00.2" },
            "blobs": { "maxDegreeOfParallelism": 4 }
          }
        }
        """;

    private HostSetup(string storage) => Storage = storage;

    public string Storage { get; }

    public string Test { get; } = "t" + Guid.NewGuid().ToString("N")[..12];

    public Journal Journal { get; } = new();

    public LogLines Log { get; } = new();

    public static async Task<HostSetup> OnAsync(AzuriteFixture azurite) => new(await azurite.ConnectionStringAsync());

    public Task<LocalHost> StartAsync<TFunctions>(Func<LocalHostOptions, LocalHostOptions>? change = null) => StartAsync([typeof(TFunctions)], change);

    public Task<LocalHost> StartAsync(IReadOnlyList<Type> functions, Func<LocalHostOptions, LocalHostOptions>? change = null)
    {
        var options = new LocalHostOptions
        {
            FunctionClasses = functions,
            StorageConnectionString = Storage,
            Settings = HostSettings.Parse(FastSettings),
            HostId = Test,
            FunctionKey = Key,
            Configuration = new Dictionary<string, string?> { ["test"] = Test },
            ConfigureServices = services => services.AddSingleton(Journal).AddLogging(logging => logging.AddProvider(Log)),
            Pace = new HostPace
            {
                ShortestScanInterval = TimeSpan.FromMilliseconds(100),
                LongestScanInterval = TimeSpan.FromMilliseconds(200),
                LeaseRetryInterval = TimeSpan.FromMilliseconds(200),
                LongestOutageInterval = TimeSpan.FromSeconds(1),
            },
        };
        return LocalHost.StartAsync(change?.Invoke(options) ?? options);
    }

    public QueueClient Queue(string name) => new(Storage, $"{Test}-{name}", new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    public QueueClient RawQueue(string fullName) => new(Storage, fullName);

    public BlobContainerClient Container(string name) => new(Storage, $"{Test}-{name}");

    /// <summary>Waits until nothing is in a queue, visible or not.</summary>
    public static Task UntilEmptyAsync(QueueClient queue) =>
        Journal.UntilAsync(async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, () => $"queue {queue.Name} to be empty");

    /// <summary>Waits for the one message of a queue and takes it.</summary>
    public static async Task<string> TakeAsync(QueueClient queue)
    {
        string? text = null;
        await Journal.UntilAsync(
            async () =>
            {
                if (!await queue.ExistsAsync() || (await queue.ReceiveMessageAsync()).Value is not { } message)
                    return false;
                text = message.Body.ToString();
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                return true;
            },
            () => $"a message in queue {queue.Name}");
        return text!;
    }
}
