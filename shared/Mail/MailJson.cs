using System.Text.Json;
using IntakePipeline.Calendar;
using NodaTime.Text;

namespace IntakePipeline.Mail;

/// <summary>Mail as data, for staff.</summary>
public static class MailJson
{
    /// <summary>Writes records.</summary>
    public static byte[] Write(IEnumerable<MailRecord> records) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("correo");
        foreach (var record in records)
            Write(json, record);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, MailRecord record)
    {
        var reason = record.State switch
        {
            MailState.ForPerson s => s.Reason,
            MailState.Automatic s => s.Reason,
            _ => null,
        };
        json.WriteStartObject();
        json.WriteString("id", record.Id);
        json.WriteString("fichero", record.Path);
        json.WriteNumber("bytes", record.Bytes);
        json.WriteString("recibido", OffsetDateTimePattern.Rfc3339.Format(record.ArrivedAt.InZone(OfficialClock.Zone).ToOffsetDateTime()));
        json.WriteString("estado", record.State.Code);
        json.WriteOptional("causa", reason);
        if (reason is not null)
            json.WriteText("texto", MailReasons.TextOf(reason));
        json.WriteOptional("registro", (record.State as MailState.Registered)?.Entry.ToString() ?? (record.State as MailState.Duplicate)?.Entry.ToString());
        json.WriteOptional("sha256", record.Digest?.Hex);
        json.WriteOptional("de", record.From);
        json.WriteOptional("asunto", record.Subject);
        WriteList("expedientes", record.Expedientes);
        WriteList("documentos", record.Files);
        json.WriteEndObject();

        void WriteList(string name, IReadOnlyList<string> values)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }
    }
}
