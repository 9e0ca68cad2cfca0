using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IntakePipeline.Tests.Calls;

/// <summary>
/// The part of JSON Schema 2020-12 that the project's data schemas use, so that data and schema are held together without another package. An unknown
/// keyword is an error: a schema must not promise what nobody checks.
/// </summary>
public sealed class JsonSchema
{
    private static readonly string[] Annotations = ["$schema", "$defs", "$id", "title", "description"];
    private readonly JsonElement root;

    private JsonSchema(JsonElement root) => this.root = root;

    /// <summary>The schema that an embedded data file names in its <c>$schema</c>, from the folder it lies in.</summary>
    public static JsonSchema For(string dataFile)
    {
        using var data = JsonDocument.Parse(DataFiles.DataFile.Bytes(dataFile));
        var relative = data.RootElement.GetProperty("$schema").GetString()!;
        return Read(dataFile.Split('.')[0], relative);
    }

    /// <summary>The schema in a file, relative to a slice's <c>Data</c> folder.</summary>
    public static JsonSchema Read(string slice, string file) =>
        new(JsonDocument.Parse(File.ReadAllBytes(Path.GetFullPath(Path.Combine(Repository.Root, "shared", slice, "Data", file)))).RootElement);

    /// <summary>What is wrong with <paramref name="json"/>, each with its JSON path; empty when nothing is.</summary>
    public IReadOnlyList<string> Errors(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var errors = new List<string>();
        Check(root, document.RootElement, "$", errors);
        return errors;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            var ok = keyword.Name switch
            {
                "type" => Types(keyword.Value).Any(t => IsOf(t, value)),
                "const" => JsonElement.DeepEquals(keyword.Value, value),
                "enum" => keyword.Value.EnumerateArray().Any(v => JsonElement.DeepEquals(v, value)),
                "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)),
                "minLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= keyword.Value.GetInt32(),
                "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= keyword.Value.GetInt32(),
                "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= keyword.Value.GetInt32(),
                "multipleOf" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() % keyword.Value.GetDecimal() == 0,
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= keyword.Value.GetDecimal(),
                "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() <= keyword.Value.GetDecimal(),
                "exclusiveMinimum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() > keyword.Value.GetDecimal(),
                "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= keyword.Value.GetInt32(),
                "uniqueItems" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Select(v => v.GetRawText()).Distinct().Count() == value.GetArrayLength(),
                "required" => value.ValueKind != JsonValueKind.Object || keyword.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
                "properties" or "items" or "propertyNames" or "additionalProperties" or "$ref" or "anyOf" => true,
                _ when Annotations.Contains(keyword.Name) => true,
                _ => throw new NotSupportedException($"Schema keyword {keyword.Name}"),
            };
            if (!ok)
                errors.Add($"{path}: {keyword.Name} {keyword.Value.GetRawText()}");
        }

        if (schema.TryGetProperty("$ref", out var reference))
            Check(Resolve(reference.GetString()!), value, path, errors);
        if (schema.TryGetProperty("anyOf", out var options) && !options.EnumerateArray().Any(o => IsValid(o, value)))
            errors.Add($"{path}: none of anyOf fits");
        if (value.ValueKind == JsonValueKind.Object)
            CheckMembers(schema, value, path, errors);
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
                Check(items, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), errors);
        }
    }

    private void CheckMembers(JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        var known = schema.TryGetProperty("properties", out var properties);
        foreach (var member in value.EnumerateObject())
        {
            var at = $"{path}.{member.Name}";
            if (schema.TryGetProperty("propertyNames", out var names) && !IsValid(names, JsonSerializer.SerializeToElement(member.Name)))
                errors.Add($"{at}: propertyNames");
            if (known && properties.TryGetProperty(member.Name, out var property))
                Check(property, member.Value, at, errors);
            else if (schema.TryGetProperty("additionalProperties", out var others))
            {
                if (others.ValueKind == JsonValueKind.False)
                    errors.Add($"{at}: unknown property");
                else if (others.ValueKind == JsonValueKind.Object)
                    Check(others, member.Value, at, errors);
            }
        }
    }

    private bool IsValid(JsonElement schema, JsonElement value)
    {
        var errors = new List<string>();
        Check(schema, value, "$", errors);
        return errors.Count == 0;
    }

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name));

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"Schema type {type}"),
    };
}
