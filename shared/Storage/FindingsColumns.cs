using System.Text.Json;
using System.Text.Json.Serialization;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Validation;

namespace IntakePipeline.Storage;

/// <summary>
/// Findings in a row: JSON, packed (their texts are much alike). A form may have thousands of wrong lines, and every one of them is to be told; the longest
/// envelope, every line of it wrong, needs a fraction of what a row holds.
/// </summary>
internal static partial class FindingsColumns
{
    private const string Findings = nameof(Findings);

    /// <summary>Puts findings into a row.</summary>
    /// <exception cref="InvalidOperationException">They do not fit in a row.</exception>
    public static void Write(TableEntity row, IReadOnlyList<Finding> findings) =>
        PackedColumns.Write(row, Findings, stream => JsonSerializer.Serialize(stream, findings, FindingsJson.Default.IReadOnlyListFinding));

    /// <summary>The findings in a row.</summary>
    /// <exception cref="InvalidDataException">The row's columns cannot be read.</exception>
    public static IReadOnlyList<Finding> Read(TableEntity row)
    {
        try
        {
            using var packed = PackedColumns.Read(row, Findings);
            return JsonSerializer.Deserialize(packed, FindingsJson.Default.IReadOnlyListFinding) ?? [];
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException)
        {
            throw new InvalidDataException($"The findings in row {row.PartitionKey} {row.RowKey} cannot be read.", e);
        }
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(IReadOnlyList<Finding>))]
    private sealed partial class FindingsJson : JsonSerializerContext;
}
