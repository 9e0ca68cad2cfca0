using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Validation;

namespace IntakePipeline.Storage;

/// <summary>
/// Findings in a row: JSON, compressed (their texts are much alike) and cut into columns, since a property holds 64 KiB. A form may have thousands of
/// wrong lines, and every one of them is to be told.
/// </summary>
internal static partial class FindingsColumns
{
    private const string Parts = "FindingsParts";
    private const int PartBytes = 64 * 1024;

    // A row holds 1 MiB in all. The longest envelope, every line of it wrong, needs a fraction of this.
    private const int MaxParts = 13;

    /// <summary>Puts findings into a row.</summary>
    /// <exception cref="InvalidOperationException">They do not fit in a row.</exception>
    public static void Write(TableEntity row, IReadOnlyList<Finding> findings)
    {
        using var buffer = new MemoryStream();
        using (var brotli = new BrotliStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
            JsonSerializer.Serialize(brotli, findings, FindingsJson.Default.IReadOnlyListFinding);
        var parts = buffer.ToArray().Chunk(PartBytes).ToArray();
        if (parts.Length > MaxParts)
            throw new InvalidOperationException($"{findings.Count} findings do not fit in a row.");
        row[Parts] = parts.Length;
        for (var i = 0; i < parts.Length; i++)
            row[Column(i)] = parts[i];
    }

    /// <summary>The findings in a row.</summary>
    /// <exception cref="InvalidDataException">The row's columns cannot be read.</exception>
    public static IReadOnlyList<Finding> Read(TableEntity row)
    {
        try
        {
            var parts = row.GetInt32(Parts) ?? throw new InvalidDataException($"{Parts} is missing.");
            using var buffer = new MemoryStream([.. Enumerable.Range(0, parts).SelectMany(i => row.GetBinary(Column(i)) ?? [])]);
            using var brotli = new BrotliStream(buffer, CompressionMode.Decompress);
            return JsonSerializer.Deserialize(brotli, FindingsJson.Default.IReadOnlyListFinding) ?? [];
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException)
        {
            throw new InvalidDataException($"The findings in row {row.PartitionKey} {row.RowKey} cannot be read.", e);
        }
    }

    private static string Column(int part) => string.Create(CultureInfo.InvariantCulture, $"Findings{part:D2}");

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(IReadOnlyList<Finding>))]
    private sealed partial class FindingsJson : JsonSerializerContext;
}
