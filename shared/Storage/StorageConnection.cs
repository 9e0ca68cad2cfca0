using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using IntakePipeline.Storage.Tables;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Storage;

/// <summary>The clients of one storage account, with the retries of the house: the SDK's own, set here and nowhere else.</summary>
public sealed class StorageConnection
{
    /// <summary>The connection that the host itself uses.</summary>
    public const string DefaultName = "AzureWebJobsStorage";

    /// <summary>Connects with a connection string.</summary>
    /// <param name="connectionString">An account's, or the emulator's.</param>
    /// <param name="configure">Sees the options of each client before it is made, e.g. to add a policy that counts calls; null for none.</param>
    /// <exception cref="FormatException">It is no storage connection string.</exception>
    public StorageConnection(string connectionString, Action<ClientOptions>? configure = null)
    {
        Blobs = new BlobServiceClient(connectionString, Prepare(new BlobClientOptions(), configure));
        Queues = new QueueServiceClient(connectionString, Prepare(QueueOptions(), configure));
        Tables = new TableServiceClient(connectionString, Prepare(new TableClientOptions(), configure));
    }

    private StorageConnection(Uri blobs, Uri queues, Uri tables, TokenCredential credential, Action<ClientOptions>? configure)
    {
        Blobs = new BlobServiceClient(blobs, credential, Prepare(new BlobClientOptions(), configure));
        Queues = new QueueServiceClient(queues, credential, Prepare(QueueOptions(), configure));
        Tables = new TableServiceClient(tables, credential, Prepare(new TableClientOptions(), configure));
    }

    /// <summary>Blobs.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>Queues; messages are base64, as the queue trigger expects them.</summary>
    public QueueServiceClient Queues { get; }

    /// <summary>Tables.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>
    /// Connects as the Functions host does: the setting <c>AzureWebJobs{name}</c>, else <c>{name}</c>, holds a connection string; or the section of that
    /// name has <c>accountName</c>, or <c>blobServiceUri</c>, <c>queueServiceUri</c> and <c>tableServiceUri</c>, and the process's identity asks
    /// (<c>clientId</c> picks a user-assigned one).
    /// </summary>
    /// <param name="configuration">The settings; a section may be written with <c>:</c> or <c>__</c>.</param>
    /// <param name="name">The connection's name, as in a trigger's <c>Connection</c>.</param>
    /// <param name="configure">Sees the options of each client before it is made; null for none.</param>
    /// <exception cref="InvalidOperationException">There is no such connection.</exception>
    /// <exception cref="FormatException">The setting is no storage connection string.</exception>
    public static StorageConnection FromConfiguration(IConfiguration configuration, string name = DefaultName, Action<ClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        foreach (var setting in new[] { $"AzureWebJobs{name}", name })
        {
            if (configuration[setting] is { Length: > 0 } connectionString)
                return new StorageConnection(connectionString, configure);
            if (ServiceUri(configuration, setting, "blob") is { } blobs && ServiceUri(configuration, setting, "queue") is { } queues
                && ServiceUri(configuration, setting, "table") is { } tables)
                return new StorageConnection(blobs, queues, tables, Identity(configuration, setting), configure);
        }

        throw new InvalidOperationException(
            $"There is no storage connection \"{name}\": set {name} to a connection string, or set {name}__accountName, "
            + $"or {name}__blobServiceUri, {name}__queueServiceUri and {name}__tableServiceUri.");
    }

    private static Uri? ServiceUri(IConfiguration configuration, string setting, string service) =>
        Value(configuration, setting, $"{service}ServiceUri") is { } uri ? new Uri(uri)
        : Value(configuration, setting, "accountName") is { } account ? new Uri($"https://{account}.{service}.core.windows.net")
        : null;

    private static DefaultAzureCredential Identity(IConfiguration configuration, string setting) =>
        new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = Value(configuration, setting, "clientId") });

    // Environment variables reach the configuration with ':', settings files may keep '__'.
    private static string? Value(IConfiguration configuration, string setting, string key) =>
        (configuration[$"{setting}:{key}"] ?? configuration[$"{setting}__{key}"]) is { Length: > 0 } value ? value : null;

    private static QueueClientOptions QueueOptions()
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        // Without a handler one message of somebody else would hide all the others from whoever looks at a queue; it is counted, and left out.
        options.MessageDecodingFailed += static _ => Task.CompletedTask;
        return options;
    }

    private static T Prepare<T>(T options, Action<ClientOptions>? configure)
        where T : ClientOptions
    {
        // At worst 0.2 + 0.4 + 0.8 + 1.6 + 3.2 seconds of waiting: long enough for a partition to move, short enough for a caller who waits for a receipt.
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 5;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        configure?.Invoke(options);
        return options;
    }
}
