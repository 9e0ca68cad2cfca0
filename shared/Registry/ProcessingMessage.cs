using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntakePipeline.Registry;

/// <summary>A message of the queue <c>tramitacion</c>: a pointer to an entry.</summary>
/// <param name="Version">Version of the message's shape; this is 1.</param>
/// <param name="Entry">The entry's number, e.g. <c>2012/000017</c>.</param>
public sealed record ProcessingMessage(
    [property: JsonPropertyName("version"), JsonRequired] int Version,
    [property: JsonPropertyName("registro"), JsonRequired] string Entry)
{
    /// <summary>The trace it belongs to, as W3C has it; null when there is none. A message without it, or with nonsense, is as good.</summary>
    [JsonPropertyName("traceparent"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }

    /// <summary>A message for an entry.</summary>
    public static ProcessingMessage For(RegistryNumber number) => new(1, number.ToString());

    /// <summary>The entry it points to.</summary>
    /// <exception cref="FormatException">Nobody here wrote this message; it ends among the poison, where staff see it.</exception>
    public RegistryNumber ToNumber() => Version == 1 && RegistryNumber.TryParse(Entry, out var number)
        ? number
        : throw new FormatException("Not a message of this pipeline.");

    /// <summary>The message as JSON.</summary>
    public BinaryData ToBinaryData() => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(this));
}
