using System.Text.Json;

namespace IntakePipeline.Memorias.Extraction;

/// <summary>The labels under which memorias name the fields of the form, in both languages: data, not code.</summary>
internal static class FieldLabels
{
    /// <summary>Before the id of a budget concept.</summary>
    public const string ConceptPrefix = "concepto:";

    private static readonly Lazy<IReadOnlyList<(string Field, string Label)>> Table = new(Load);

    private static readonly Lazy<HashSet<string>> Firsts = new(() => All.Select(entry => entry.Label.Split(' ')[0]).ToHashSet(StringComparer.Ordinal));

    /// <summary>Every label, folded, the longest first, so that «presupuesto total» wins over «presupuesto».</summary>
    public static IReadOnlyList<(string Field, string Label)> All => Table.Value;

    /// <summary>First words of the labels: most cells of a page begin with none of them.</summary>
    public static IReadOnlySet<string> FirstWords => Firsts.Value;

    private static List<(string Field, string Label)> Load()
    {
        using var data = typeof(FieldLabels).Assembly.GetManifestResourceStream("Memorias.Data.field-labels.json")
            ?? throw new InvalidOperationException("The labels are missing from the assembly.");
        return [.. JsonSerializer.Deserialize<Dictionary<string, string[]>>(data)!
            .SelectMany(field => field.Value.Select(label => (field.Key, Label: SpanishFormats.Fold(label))))
            .OrderByDescending(entry => entry.Label.Length)];
    }
}
