using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.DataFiles;

/// <summary>Dates as <c>2012-06-28</c>.</summary>
internal sealed class LocalDateConverter : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var date = LocalDatePattern.Iso.Parse(reader.TokenType == JsonTokenType.String ? reader.GetString()! : string.Empty);
        return date.Success ? date.Value : throw new JsonException("a date like 2012-06-28 was expected");
    }

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}
