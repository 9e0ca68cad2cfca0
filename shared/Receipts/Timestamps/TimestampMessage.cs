using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntakePipeline.Receipts.Timestamps;

/// <summary>A message of the queue <c>sellos-de-tiempo</c>: a receipt that wants a timestamp.</summary>
/// <param name="Version">Version of the message's shape; this is 1.</param>
/// <param name="Code">The receipt's code, compact.</param>
/// <param name="Attempt">How often it was tried before.</param>
public sealed record TimestampMessage(
    [property: JsonPropertyName("version"), JsonRequired] int Version,
    [property: JsonPropertyName("csv"), JsonRequired] string Code,
    [property: JsonPropertyName("intento"), JsonRequired] int Attempt)
{
    /// <summary>The receipt.</summary>
    /// <exception cref="FormatException">Nobody here wrote this message; it ends among the poison, where staff see it.</exception>
    public VerificationCode ToCode() => Version == 1 && VerificationCode.TryParse(Code, out var code) ? code : throw new FormatException("Not a message of this pipeline.");

    /// <summary>The message as JSON.</summary>
    public BinaryData ToBinaryData() => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(this));
}
