using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntakePipeline.Local.Hosting.Blobs;

/// <summary>A version of a blob for a function, as it waits in the host's queue and, given up, in <c>webjobs-blobtrigger-poison</c>.</summary>
/// <param name="FunctionId">The function.</param>
/// <param name="BlobType">BlockBlob, AppendBlob or PageBlob.</param>
/// <param name="ContainerName">The blob's container.</param>
/// <param name="BlobName">The blob's name.</param>
/// <param name="ETag">The version, without quotes.</param>
internal sealed record BlobCandidate(
    [property: JsonRequired] string FunctionId,
    [property: JsonRequired] string BlobType,
    [property: JsonRequired] string ContainerName,
    [property: JsonRequired] string BlobName,
    [property: JsonRequired] string ETag)
{
    [JsonPropertyOrder(-1)]
    public string Type => "BlobTrigger";

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <returns>Null if it is no candidate.</returns>
    public static BlobCandidate? TryParse(BinaryData json)
    {
        try
        {
            return JsonSerializer.Deserialize<BlobCandidate>(json.ToMemory().Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
