using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting.Settings;

/// <summary>What the host reads from <c>host.json</c>. Sections it does not know are ignored, as they may be for the other host.</summary>
/// <param name="Http">Section <c>extensions.http</c>.</param>
/// <param name="Queues">Section <c>extensions.queues</c>.</param>
/// <param name="Blobs">Section <c>extensions.blobs</c>.</param>
/// <param name="LogLevels">Section <c>logging.logLevel</c>: the least level by category; the category <c>default</c> is all others.</param>
public sealed record HostSettings(HttpSettings Http, QueueSettings Queues, BlobSettings Blobs, IReadOnlyDictionary<string, LogLevel> LogLevels)
{
    /// <summary>Reads a <c>host.json</c>.</summary>
    /// <exception cref="HostStartException">The file is missing, no JSON, or has a bad value.</exception>
    public static HostSettings Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (IOException e)
        {
            throw new HostStartException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads the text of a <c>host.json</c>; comments and trailing commas are allowed.</summary>
    /// <exception cref="HostStartException">It is no JSON or has a bad value; the message names it.</exception>
    public static HostSettings Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var root = new SettingsSection(document.RootElement);
            root.OneOf("version", "2.0", ["2.0"]);
            var extensions = root.Section("extensions");
            return new HostSettings(
                HttpSettings.From(extensions.Section("http")),
                QueueSettings.From(extensions.Section("queues")),
                BlobSettings.From(extensions.Section("blobs")),
                root.Section("logging").Section("logLevel").Levels());
        }
        catch (JsonException e)
        {
            throw new HostStartException($"host.json is no JSON: {e.Message}", e);
        }
    }
}

/// <param name="RoutePrefix">Precedes every route; empty for none.</param>
public sealed record HttpSettings(string RoutePrefix)
{
    internal static HttpSettings From(SettingsSection section) => new(section.Text("routePrefix", "api").Trim('/'));
}

/// <param name="BatchSize">Messages fetched at a time, from 1 to 32.</param>
/// <param name="NewBatchThreshold">More are fetched when at most so many are in flight.</param>
/// <param name="MaxDequeueCount">A message that failed so many times goes to the poison queue.</param>
/// <param name="VisibilityTimeout">Wait before a failed message is tried again.</param>
/// <param name="MaxPollingInterval">Longest wait between two looks at an empty queue.</param>
/// <param name="MessageEncoding">How message bodies are written.</param>
public sealed record QueueSettings(
    int BatchSize, int NewBatchThreshold, int MaxDequeueCount, TimeSpan VisibilityTimeout, TimeSpan MaxPollingInterval, MessageEncoding MessageEncoding)
{
    internal static QueueSettings From(SettingsSection section)
    {
        var batchSize = section.Number("batchSize", 16, 1, 32);
        return new(
            batchSize,
            section.Number("newBatchThreshold", batchSize / 2 * Environment.ProcessorCount, 0, 1000),
            section.Number("maxDequeueCount", 5, 1, 1000),
            section.Span("visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(7)),
            section.Span("maxPollingInterval", TimeSpan.FromMinutes(1), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10)),
            section.OneOf("messageEncoding", "base64", ["base64", "none"]) == "none" ? MessageEncoding.None : MessageEncoding.Base64);
    }
}

/// <summary>How message bodies are written.</summary>
public enum MessageEncoding
{
    /// <summary>As Base64, so that any bytes pass.</summary>
    Base64,

    /// <summary>As they are: text only.</summary>
    None,
}

/// <param name="MaxDegreeOfParallelism">Blob functions running at a time, in this host.</param>
/// <param name="PoisonBlobThreshold">A blob version that failed so many times is given up and reported.</param>
public sealed record BlobSettings(int MaxDegreeOfParallelism, int PoisonBlobThreshold)
{
    internal static BlobSettings From(SettingsSection section) => new(
        section.Number("maxDegreeOfParallelism", 8 * Environment.ProcessorCount, 1, 1000),
        section.Number("poisonBlobThreshold", 5, 1, 1000));
}
