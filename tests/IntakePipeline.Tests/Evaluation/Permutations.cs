namespace IntakePipeline.Tests.Evaluation;

internal static class Permutations
{
    /// <summary>Every order of <paramref name="items"/>.</summary>
    public static IEnumerable<T[]> Of<T>(IReadOnlyList<T> items) => items.Count == 0
        ? [[]]
        : Enumerable.Range(0, items.Count).SelectMany(i => Of<T>([.. items.Take(i), .. items.Skip(i + 1)]).Select(rest => (T[])[items[i], .. rest]));
}
