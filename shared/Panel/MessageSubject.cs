using System.Text.Json;

namespace IntakePipeline.Panel;

/// <summary>What a message is about, whichever way it comes: the entry, notification, receipt or blob it points to.</summary>
public static class MessageSubject
{
    private static readonly string[] Pointers = ["registro", "notificacion", "csv"];

    /// <summary>A blob.</summary>
    public static string Blob(string container, string name) => $"{container}/{name}";

    /// <summary>What a message in a poison queue is about; null when it is none of the pipeline's.</summary>
    public static string? Of(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var message = json.RootElement;
            return message.GetOptional("BlobName") is { } name ? Blob(message.GetOptional("ContainerName") ?? "", name)
                : Pointers.Select(pointer => message.GetOptional(pointer)).FirstOrDefault(value => value is not null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
