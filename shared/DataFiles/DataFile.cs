using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntakePipeline.DataFiles;

/// <summary>
/// The JSON data that ships inside the assembly (<c>{Folder}/Data/*.json</c>), read strictly: unknown, duplicate and missing properties, nulls where
/// none may stand and numbers as text are all refused.
/// </summary>
internal static class DataFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new LocalDateConverter(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Names of the files of <paramref name="folder"/> that begin with <paramref name="prefix"/>, in ordinal order.</summary>
    public static IReadOnlyList<string> Names(string folder, string prefix = "") =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(n => n.StartsWith($"{folder}.Data.{prefix}", StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The bytes of the embedded file <paramref name="name"/>.</summary>
    public static byte[] Bytes(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new DataFileException(name, null, null, "the file is not in the assembly");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Reads <paramref name="json"/> as <typeparamref name="T"/>.</summary>
    /// <exception cref="DataFileException">It is not what <typeparamref name="T"/> says; names file and line.</exception>
    public static T Parse<T>(string name, ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new DataFileException(name, 1, 1, "the file holds null");
        }
        catch (JsonException e)
        {
            // The reader counts lines and bytes from zero; people and editors count from one.
            throw new DataFileException(name, e.LineNumber + 1, e.BytePositionInLine + 1, e.Message, e);
        }
    }
}
