using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntakePipeline.Tests.Calls;

namespace IntakePipeline.Tests.Local.Samples;

/// <summary>A field of the form, with what the published schema demands of it.</summary>
/// <param name="Path">Its JSON path; of a list's items the first stands for all.</param>
/// <param name="Schema">Its own schema, references resolved.</param>
/// <param name="Mandatory">Whether it must be there.</param>
internal sealed record EnvelopeField(string Path, JsonElement Schema, bool Mandatory)
{
    /// <summary>Every field of <c>solicitud.schema.json</c>, at any depth.</summary>
    public static IReadOnlyList<EnvelopeField> All { get; } = ReadAll();

    /// <summary>The JSON types it may have.</summary>
    public IReadOnlyList<string> Types => Schema.TryGetProperty("type", out var type)
        ? type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!]
        : [(Schema.TryGetProperty("const", out var only) ? only : Schema.GetProperty("enum")[0]).ValueKind == JsonValueKind.Number ? "integer" : "string"];

    /// <summary>Its type, that it may also be null set aside.</summary>
    public string Type => Types.First(t => t != "null");

    /// <summary>Whether it is a date.</summary>
    public bool IsDate => Schema.TryGetProperty("pattern", out var pattern) && pattern.GetString()!.StartsWith("^[0-9]{4}-", StringComparison.Ordinal);

    /// <summary>A number its schema names, or null.</summary>
    public decimal? Limit(string keyword) => Schema.TryGetProperty(keyword, out var value) ? value.GetDecimal() : null;

    /// <summary>The envelope with this field set to a value, as JSON text; left out when that is null.</summary>
    public byte[] In(JsonObject envelope, string? json)
    {
        var steps = Path.Split('.');
        var parent = steps[..^1].Aggregate<string, JsonNode>(envelope, Step).AsObject();
        if (json is null)
            parent.Remove(steps[^1]);
        else
            parent[steps[^1]] = JsonNode.Parse(json);
        return JsonSerializer.SerializeToUtf8Bytes(envelope);
    }

    private static JsonNode Step(JsonNode node, string step) =>
        step.EndsWith("[0]", StringComparison.Ordinal) ? node[step[..^3]]![0]! : node[step]!;

    private static List<EnvelopeField> ReadAll()
    {
        var root = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(Repository.Root, "shared", "Submissions", "Data", "solicitud.schema.json"))).RootElement;
        var fields = new List<EnvelopeField>();
        Read(root, "");
        return fields;

        void Read(JsonElement schema, string path)
        {
            var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
            foreach (var property in schema.GetProperty("properties").EnumerateObject())
            {
                var own = property.Value.TryGetProperty("$ref", out var reference)
                    ? reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name))
                    : property.Value;
                var at = path.Length == 0 ? property.Name : string.Create(CultureInfo.InvariantCulture, $"{path}.{property.Name}");
                fields.Add(new EnvelopeField(at, own, required.Contains(property.Name)));
                if (own.TryGetProperty("properties", out _))
                    Read(own, at);
                else if (own.TryGetProperty("items", out var items))
                    Read(items, $"{at}[0]");
            }
        }
    }
}
