using System.Text.Json;
using IntakePipeline.Calendar;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Notifications;

/// <summary>Notifications as data, for staff.</summary>
public static class NotificationJson
{
    /// <summary>Writes notifications as an array under a name.</summary>
    public static void WriteNotifications(this Utf8JsonWriter json, string name, IEnumerable<Notification> notifications)
    {
        json.WriteStartArray(name);
        foreach (var n in notifications)
        {
            json.WriteStartObject();
            json.WriteString("id", n.Notice.Id);
            json.WriteString("clase", n.Notice.Kind);
            json.WriteString("estado", n.State.Code);
            json.WriteString("creada", Local(n.CreatedAt));
            json.WriteOptional("enviada", n.State is NotificationState.Sent sent ? Local(sent.At) : null);
            json.WriteOptional("respuesta", (n.State as NotificationState.Sent)?.Answer);
            json.WriteNumber("intentos", n.Attempts);
            json.WriteOptional("destino", n.Recipient);
            json.WriteOptional("sha256", n.Message?.Hex);
            json.WriteOptional("problema", n.Trouble?.Code);
            json.WriteOptional("detalle", n.Trouble?.Detail);
            json.WriteStartArray("acuses");
            foreach (var report in n.Reports)
            {
                json.WriteStartObject();
                json.WriteString("que", report.What);
                json.WriteString("fecha", Local(report.At));
                json.WriteString("sha256", report.Mail.Hex);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Local(Instant instant) => OffsetDateTimePattern.Rfc3339.Format(instant.InZone(OfficialClock.Zone).ToOffsetDateTime());
}
