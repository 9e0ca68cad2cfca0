using System.Globalization;
using System.Text.Json;
using Azure;

namespace IntakePipeline.Storage.Tables;

/// <summary>
/// A row on the wire: OData JSON with minimal metadata. JSON has too few types, so the name of the type stands beside a value
/// (<c>"Bytes@odata.type":"Edm.Int64","Bytes":"8388608"</c>) unless it is text, a flag, an Edm.Int32, or on reading a number with a fraction or exponent.
/// </summary>
internal static class TableEntityJson
{
    public const string PartitionKey = nameof(TableEntity.PartitionKey);
    public const string RowKey = nameof(TableEntity.RowKey);
    public const string Timestamp = nameof(TableEntity.Timestamp);

    private const string ETagName = "odata.etag";
    private const string TypeSuffix = "@odata.type";

    /// <summary>As the service writes instants: always UTC, 100 nanoseconds.</summary>
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    public static void Write(Utf8JsonWriter json, TableEntity entity)
    {
        json.WriteStartObject();
        json.WriteString(PartitionKey, entity.PartitionKey);
        json.WriteString(RowKey, entity.RowKey);
        foreach (var (name, value) in entity)
            WriteProperty(json, name, value);
        json.WriteEndObject();
    }

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row's object.</param>
    /// <exception cref="FormatException">It is no row.</exception>
    public static TableEntity Read(JsonElement row)
    {
        string? partitionKey = null, rowKey = null, etag = null;
        DateTimeOffset? timestamp = null;
        Dictionary<string, string?>? types = null;
        foreach (var property in Properties(row))
        {
            switch (property.Name)
            {
                case PartitionKey: partitionKey = Text(property.Value); break;
                case RowKey: rowKey = Text(property.Value); break;
                case ETagName: etag = Text(property.Value); break;
                case Timestamp: timestamp = Instant(property.Value); break;
                case var name when name.EndsWith(TypeSuffix, StringComparison.Ordinal):
                    (types ??= new(StringComparer.Ordinal))[name[..^TypeSuffix.Length]] = Text(property.Value);
                    break;
                default: break;
            }
        }

        if (partitionKey is null || rowKey is null)
            throw new FormatException("A row without keys.");
        var entity = new TableEntity(partitionKey, rowKey) { ETag = etag is null ? default : new ETag(etag), Timestamp = timestamp };
        foreach (var property in row.EnumerateObject())
        {
            // "odata.…" annotates the row and "name@…" a property; a name of a property has neither sign.
            if (property.Name is not (PartitionKey or RowKey or Timestamp) && !property.Name.StartsWith("odata.", StringComparison.Ordinal)
                && !property.Name.Contains('@', StringComparison.Ordinal)
                && Value(property.Value, types?.GetValueOrDefault(property.Name)) is { } value)
                entity.SetRead(property.Name, value);
        }

        return entity;
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                WriteType(json, name, "Edm.Int64");
                json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                // Always annotated: 1 alone would be stored as an Edm.Int32.
                WriteType(json, name, "Edm.Double");
                if (double.IsFinite(number))
                    json.WriteNumber(name, number);
                else
                    json.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
                break;
            case DateTimeOffset instant:
                WriteType(json, name, "Edm.DateTime");
                json.WriteString(name, Format(instant));
                break;
            case Guid identifier:
                WriteType(json, name, "Edm.Guid");
                json.WriteString(name, identifier);
                break;
            case byte[] bytes:
                WriteType(json, name, "Edm.Binary");
                json.WriteBase64String(name, bytes);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static void WriteType(Utf8JsonWriter json, string name, string type) => json.WriteString(name + TypeSuffix, type);

    private static object? Value(JsonElement value, string? type) => (type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        (null or "Edm.String", JsonValueKind.String) => value.GetString(),
        (null or "Edm.Boolean", JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        ("Edm.Int32", JsonValueKind.Number) => value.GetInt32(),
        ("Edm.Double", JsonValueKind.Number) => value.GetDouble(),
        (null, JsonValueKind.Number) => Number(value),
        ("Edm.Int64", JsonValueKind.String) => long.Parse(value.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        ("Edm.Double", JsonValueKind.String) => double.Parse(value.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture),
        ("Edm.DateTime", JsonValueKind.String) => Instant(value),
        ("Edm.Guid", JsonValueKind.String) => value.GetGuid(),
        ("Edm.Binary", JsonValueKind.String) => value.GetBytesFromBase64(),
        _ => throw new FormatException($"A {value.ValueKind} of type {type}."),
    };

    // The service writes a double of whole value as 1.0: without the fraction it is an Edm.Int32.
    private static object Number(JsonElement value)
    {
        if (value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E'))
            return value.GetDouble();
        return value.GetInt32();
    }

    private static DateTimeOffset Instant(JsonElement value) =>
        DateTimeOffset.Parse(Text(value)!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static string? Text(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString() : throw new FormatException($"Text was expected, not a {value.ValueKind}.");

    private static JsonElement.ObjectEnumerator Properties(JsonElement row) =>
        row.ValueKind is JsonValueKind.Object ? row.EnumerateObject() : throw new FormatException($"A row was expected, not a {row.ValueKind}.");
}
