using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntakePipeline.Notifications;

/// <summary>A message of the queue <c>notificaciones</c>: a pointer to a notification.</summary>
/// <param name="Version">Version of the message's shape; this is 1.</param>
/// <param name="Notification">The notice's id.</param>
public sealed record NotificationMessage(
    [property: JsonPropertyName("version"), JsonRequired] int Version,
    [property: JsonPropertyName("notificacion"), JsonRequired] string Notification)
{
    /// <summary>A message for a notice.</summary>
    public static NotificationMessage For(Notice notice) => new(1, notice.Id);

    /// <summary>The notice it points to.</summary>
    /// <exception cref="FormatException">Nobody here wrote this message; it ends among the poison, where staff see it.</exception>
    public Notice ToNotice() => Version == 1 && Notice.TryParse(Notification, out var notice)
        ? notice
        : throw new FormatException("Not a message of this pipeline.");

    /// <summary>The message as JSON.</summary>
    public BinaryData ToBinaryData() => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(this));
}
