using System.Collections.Concurrent;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;

namespace IntakePipeline.Storage;

/// <summary>
/// Searches the table <c>busqueda</c>. Its segments are kept in memory by their versions: a search asks which changed, reads those, puts the noted lines in
/// their places, and looks through all of them; so every filter and every page costs the same, and every host shows what storage says now.
/// </summary>
/// <param name="table">The index.</param>
/// <param name="keeper">Makes it when it was never made.</param>
/// <param name="calls">The order of calls and programmes.</param>
public sealed class SearchIndex(SearchIndexTable table, SearchIndexKeeper keeper, CallCatalogue calls) : IExpedienteSearch, IDisposable
{
    private const int ReadAtOnce = 8;

    private readonly SemaphoreSlim one = new(1);
    private readonly ConcurrentDictionary<SearchSegment, StoredSegment> kept = new();
    private readonly Dictionary<(CallId, ProgrammeId), int> order = calls.All.SelectMany(c => c.Programmes.Select(p => (c.Id, p.Id))).Index().ToDictionary(p => p.Item, p => p.Index);
    private bool complete;

    /// <inheritdoc/>
    public async Task<SearchPage> SearchAsync(ExpedienteFilter filter, SearchPlace? after, int lines, CancellationToken cancellationToken)
    {
        var found = (await ListAsync(filter, cancellationToken)).ToList();
        var start = after is { } place ? FirstAfter(found, place) : 0;
        var last = found.Count == 0 ? 0 : (found.Count - 1) / lines * lines;
        return new SearchPage(
            found[start..Math.Min(start + lines, found.Count)], start, found.Count, start > lines ? PlaceOf(found[start - lines - 1]) : null,
            start + lines < found.Count ? PlaceOf(found[start + lines - 1]) : null, last > 0 ? PlaceOf(found[last - 1]) : null,
            [.. found.SelectMany(l => l.Findings).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. found.Select(l => l.AssignedTo).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <inheritdoc/>
    public async Task<IEnumerable<ExpedienteLine>> ListAsync(ExpedienteFilter filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var wanted = filter.Matcher();
        return (await ReadAsync(cancellationToken)).Where(s => (filter.Call is null || s.Segment.Call == filter.Call) && (filter.Programme is null || s.Segment.Programme == filter.Programme))
            .SelectMany(s => s.Lines).Where(line => wanted(line));
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    private static SearchPlace PlaceOf(ExpedienteLine line) => new(line.Key.Call, line.Key.Number.Programme, line.Key.Number.Sequence);

    // Found by halving: lines are in order.
    private int FirstAfter(List<ExpedienteLine> found, SearchPlace place)
    {
        var (low, high) = (0, found.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var line = PlaceOf(found[middle]);
            if ((Order(line.Call, line.Programme), line.Sequence).CompareTo((Order(place.Call, place.Programme), place.Sequence)) <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private (int, string, string) Order(CallId call, ProgrammeId programme) => (order.GetValueOrDefault((call, programme), int.MaxValue), call.Value, programme.Value);

    private async Task<IReadOnlyList<(SearchSegment Segment, IReadOnlyList<ExpedienteLine> Lines)>> ReadAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (!complete)
            {
                if (!await table.IsCompleteAsync(cancellationToken))
                    await keeper.RebuildAsync(cancellationToken);
                complete = true;
            }

            // Notes first: one that is folded into its segment right after is then seen twice, not missed.
            var noted = (await table.ListNotedAsync(cancellationToken)).ToLookup(n => SearchSegment.Of(n.Line.Key));
            var segments = await table.ListSegmentsAsync(cancellationToken);
            foreach (var gone in kept.Keys.Where(s => !segments.ContainsKey(s)))
                kept.TryRemove(gone, out _);
            await Parallel.ForEachAsync(
                segments.Where(s => !kept.TryGetValue(s.Key, out var read) || read.Tag != s.Value),
                new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellationToken },
                async (changed, ct) => kept[changed.Key] = await table.ReadAsync(changed.Key, ct));
            return
            [
                .. segments.Keys.Union(noted.Select(n => n.Key)).OrderBy(s => Order(s.Call, s.Programme)).ThenBy(s => s.Number)
                    .Select(s => (s, kept.TryGetValue(s, out var read) ? read.With(noted[s]) : new StoredSegment([], default).With(noted[s]))),
            ];
        }
        finally
        {
            one.Release();
        }
    }
}
