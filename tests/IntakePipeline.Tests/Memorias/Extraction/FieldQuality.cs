using IntakePipeline.Memorias;

namespace IntakePipeline.Tests.Memorias.Extraction;

/// <summary>How much of what memorias say was read, and how much of what was read they say.</summary>
internal sealed class FieldQuality
{
    private const string Costs = "costes";

    private readonly SortedDictionary<string, (int Given, int Read, int Right)> _counts = new(StringComparer.Ordinal);

    /// <summary>The fields with what memorias give, what was read, and what of it is right.</summary>
    public IEnumerable<(string Field, int Given, double Precision, double Recall)> Figures =>
        _counts.Select(entry => (entry.Key, entry.Value.Given, Share(entry.Value.Right, entry.Value.Read), Share(entry.Value.Right, entry.Value.Given)));

    /// <summary>Values read wrongly or not at all, for people.</summary>
    public List<string> Misses { get; } = [];

    /// <summary>Reads a memoria and compares.</summary>
    public void Add(GeneratedMemoria memoria, MemoriaInspector inspector)
    {
        var read = inspector.Inspect(memoria.File).Fields;
        foreach (var (name, value) in memoria.Fields)
        {
            var found = read[name]?.Value;
            var right = found is not null && Bare(found) == Bare(value);
            Count(name, 1, found is null ? 0 : 1, right ? 1 : 0);
            if (!right)
                Misses.Add($"{memoria.Name}: {name} «{value}» read «{found}»");
        }

        var costs = read.Costs.Select(cost => (cost.Concept, cost.Year, cost.Amount)).ToHashSet();
        Count(Costs, memoria.Costs.Count, costs.Count, costs.Count(memoria.Costs.Contains));
        if (!costs.SetEquals(memoria.Costs))
            Misses.Add($"{memoria.Name}: {Costs} {string.Join(' ', memoria.Costs.Except(costs))} read {string.Join(' ', costs.Except(memoria.Costs))}");
    }

    private void Count(string field, int given, int read, int right)
    {
        var before = _counts.GetValueOrDefault(field);
        _counts[field] = (before.Given + given, before.Read + read, before.Right + right);
    }

    /// <summary>A point at the end belongs to the sentence or to the name; nobody can tell.</summary>
    private static string Bare(string value) => value.TrimEnd('.');

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
