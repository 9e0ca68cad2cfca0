using Azure;
using IntakePipeline.Evaluation;

namespace IntakePipeline.Storage;

/// <summary>A segment of the search index as it was read.</summary>
/// <param name="Lines">Its lines by number.</param>
/// <param name="Tag">The version of its row; <c>default</c> when there is none.</param>
internal sealed record StoredSegment(IReadOnlyList<ExpedienteLine> Lines, ETag Tag)
{
    /// <summary>Its lines with those that changed since in their places.</summary>
    public IReadOnlyList<ExpedienteLine> With(IEnumerable<NotedLine> noted)
    {
        if (!noted.Any())
            return Lines;
        var merged = new SortedDictionary<int, ExpedienteLine>();
        foreach (var line in Lines.Concat(noted.Select(n => n.Line)))
        {
            // A note that outlived its way into the segment tells nothing new.
            if (!merged.TryGetValue(line.Key.Number.Sequence, out var known) || line.Events >= known.Events)
                merged[line.Key.Number.Sequence] = line;
        }

        return [.. merged.Values];
    }
}

/// <summary>A line that changed and is in no segment yet.</summary>
/// <param name="Line">The line.</param>
/// <param name="Row">Its row's key.</param>
/// <param name="Tag">The row's version.</param>
internal sealed record NotedLine(ExpedienteLine Line, string Row, ETag Tag);
