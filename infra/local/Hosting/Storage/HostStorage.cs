using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace IntakePipeline.Local.Hosting.Storage;

/// <summary>Clients for the host's own work: a few quick retries, since its loops retry by themselves.</summary>
internal sealed class HostStorage(string connectionString, string hostId)
{
    /// <summary>Where hosts keep receipts, leases and statuses, under the names that Azure's host uses.</summary>
    public BlobContainerClient Hosts { get; } = Container(connectionString, "azure-webjobs-hosts");

    /// <summary>Blob versions waiting for their function.</summary>
    public QueueClient BlobCandidates { get; } = Queue(connectionString, "azure-webjobs-blobtrigger-" + hostId);

    /// <summary>Blob versions given up.</summary>
    public QueueClient PoisonBlobs { get; } = Queue(connectionString, "webjobs-blobtrigger-poison");

    public static BlobContainerClient Container(string connectionString, string name)
    {
        var options = new BlobClientOptions();
        Hasten(options.Retry);
        return Made(() => new BlobContainerClient(connectionString, name, options));
    }

    /// <summary>A queue whose bodies are left as they are: the host decodes them itself, to tell which are badly encoded.</summary>
    public static QueueClient Queue(string connectionString, string name)
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        Hasten(options.Retry);
        return Made(() => new QueueClient(connectionString, name, options));
    }

    private static T Made<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (FormatException e)
        {
            throw new HostStartException($"the storage connection string cannot be read: {e.Message}", e);
        }
    }

    private static void Hasten(RetryOptions retry)
    {
        retry.MaxRetries = 2;
        retry.Delay = TimeSpan.FromMilliseconds(200);
        retry.NetworkTimeout = TimeSpan.FromSeconds(30);
    }
}
