using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntakePipeline.Registry;

/// <summary>A message of the queue <c>tramitacion</c>: a pointer to an entry.</summary>
/// <param name="Version">Version of the message's shape, 1.</param>
/// <param name="Registro">The entry's number, e.g. <c>2012/000017</c>.</param>
public sealed record ProcessingMessage(
    [property: JsonPropertyName("version"), JsonRequired] int Version,
    [property: JsonPropertyName("registro"), JsonRequired] string Registro)
{
    /// <summary>The message as JSON.</summary>
    public BinaryData ToBinaryData() => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(this));
}
