namespace IntakePipeline.Calls;

/// <summary>How a programme scores projects.</summary>
/// <param name="Threshold">Points a project needs in all; null when only the groups have thresholds.</param>
/// <param name="Groups">The groups of criteria, in the resolution's order.</param>
public sealed record EvaluationCriteria(PointsThreshold? Threshold, IReadOnlyList<CriterionGroup> Groups)
{
    /// <summary>The most a project can score.</summary>
    public decimal MaxPoints => Groups.Sum(g => g.MaxPoints);
}

/// <summary>The points a project needs.</summary>
/// <param name="Points">Points, inclusive.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record PointsThreshold(decimal Points, string Article, string Quote);

/// <summary>A group of criteria.</summary>
/// <param name="Id">Its letter or number.</param>
/// <param name="Title">Its name.</param>
/// <param name="MaxPoints">The most a project can score in it.</param>
/// <param name="Threshold">Points a project needs in it; null for none.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
/// <param name="Criteria">Its criteria.</param>
public sealed record CriterionGroup(
    string Id, LocalizedText Title, decimal MaxPoints, decimal? Threshold, string Article, string Quote, IReadOnlyList<Criterion> Criteria);

/// <summary>One criterion.</summary>
/// <param name="Title">Its name.</param>
/// <param name="MaxPoints">The most points it gives, the least being 0; null when the resolution weighs only the group.</param>
/// <param name="Quote">The resolution's words.</param>
public sealed record Criterion(LocalizedText Title, decimal? MaxPoints, string Quote);
