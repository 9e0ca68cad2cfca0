using NodaTime;

namespace IntakePipeline.Calls;

/// <summary>Limits on a project's dates.</summary>
/// <param name="Start">When it may start; null when the resolution does not say.</param>
/// <param name="End">When it has to be over; null when the resolution does not say.</param>
/// <param name="Duration">How long it may last; null when only the dates limit it.</param>
/// <param name="Spending">The days on which its costs count; null when the resolution does not say.</param>
public sealed record ProjectDates(ProjectStart? Start, ProjectEnd? End, ProjectDuration? Duration, SpendingPeriod? Spending);

/// <summary>What a project must not start before.</summary>
public enum StartsAfter
{
    /// <summary>Nothing but the dates.</summary>
    Nothing,

    /// <summary>The day of filing: the aid must have an incentive effect.</summary>
    Filing,

    /// <summary>The day the call was published.</summary>
    Publication,
}

/// <summary>When a project may start; a null limit is none.</summary>
/// <param name="After">What it has to come after; the same day is too early.</param>
/// <param name="Earliest">First day, inclusive.</param>
/// <param name="Latest">Last day, inclusive.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record ProjectStart(StartsAfter After, LocalDate? Earliest, LocalDate? Latest, string Article, string Quote);

/// <summary>When a project has to be over.</summary>
/// <param name="Latest">Last day, inclusive.</param>
/// <param name="LatestIfAnnual">Last day of a project of one budget year, inclusive; null when it is no other.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
/// <param name="AnnualArticle">Where it says so for one of one budget year.</param>
/// <param name="AnnualQuote">Its words.</param>
public sealed record ProjectEnd(
    LocalDate Latest, LocalDate? LatestIfAnnual, string Article, string Quote, string? AnnualArticle, string? AnnualQuote);

/// <summary>How long a project may last.</summary>
/// <param name="MaxMonths">Months, inclusive.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record ProjectDuration(int MaxMonths, string Article, string Quote);

/// <summary>The days on which a project's costs count.</summary>
/// <param name="After">What a cost has to come after; the same day is too early.</param>
/// <param name="From">First day, inclusive; null for none.</param>
/// <param name="Years">Budget years in which costs may fall; empty when the resolution does not say.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record SpendingPeriod(StartsAfter After, LocalDate? From, IReadOnlyList<int> Years, string Article, string Quote);

/// <summary>Whether a project may span two budget years.</summary>
/// <param name="Allowed">True when it may.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record MultiYearRule(bool Allowed, string Article, string Quote);

/// <summary>Limits on a budget, euros.</summary>
/// <param name="MoreThan">Exclusive lower limit; null for none.</param>
/// <param name="LessThan">Exclusive upper limit; null for none.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record BudgetLimits(decimal? MoreThan, decimal? LessThan, string Article, string Quote);

/// <summary>Limits on the aid asked for.</summary>
/// <param name="Share">Largest share of the costs, 0–1, inclusive; null when it depends on the case (<paramref name="Variants"/>).</param>
/// <param name="Variants">The cases on which the share depends; empty when there is one share.</param>
/// <param name="MayBeRaised">Says that the shares can be raised by a rule outside the resolution; null when they cannot.</param>
/// <param name="MaxPerProject">Ceiling per project; null for none.</param>
/// <param name="MaxPerCompany">Ceiling for all the projects of a company or body; null for none.</param>
/// <param name="Article">Where the resolution sets the share.</param>
/// <param name="Quote">Its words.</param>
public sealed record AidLimits(
    decimal? Share, IReadOnlyList<AidVariant> Variants, Citation? MayBeRaised, AidCeiling? MaxPerProject, AidCeiling? MaxPerCompany,
    string Article, string Quote)
{
    /// <summary>The largest share in the best of cases, 0–1, inclusive.</summary>
    public decimal MaxShare => Share ?? Variants.Max(v => v.MaxShare);

    /// <summary>The largest share in the worst of cases, 0–1, inclusive.</summary>
    public decimal LeastShare => Share ?? Variants.Min(v => v.MaxShare);
}

/// <summary>A case on which the share of the aid depends; the form does not tell which it is.</summary>
/// <param name="Title">The case.</param>
/// <param name="Share">Share of the costs, 0–1.</param>
/// <param name="RaisedBy">What is added to it, 0–1; null for nothing.</param>
/// <param name="Ceiling">Ceiling per project in this case; null for none of its own.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record AidVariant(LocalizedText Title, decimal Share, decimal? RaisedBy, AidCeiling? Ceiling, string Article, string Quote)
{
    /// <summary>Largest share in this case, 0–1, inclusive.</summary>
    public decimal MaxShare => Share + (RaisedBy ?? 0);

    /// <summary>The most aid that <paramref name="costs"/> may get in this case, euros.</summary>
    public decimal MostFor(decimal costs) => Math.Min(MaxShare * costs, Ceiling?.Amount ?? decimal.MaxValue);
}

/// <summary>A ceiling of the aid.</summary>
/// <param name="Amount">Euros.</param>
/// <param name="Exclusive">True when the aid has to stay below it; false when it may reach it.</param>
/// <param name="Years">Budget years over which it is summed; null when it holds once and for all.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record AidCeiling(decimal Amount, bool Exclusive, int? Years, string Article, string Quote)
{
    /// <summary>Whether <paramref name="aid"/> is too much.</summary>
    public bool IsExceededBy(decimal aid) => Exclusive ? aid >= Amount : aid > Amount;
}

/// <summary>The rule of small aids (de minimis).</summary>
/// <param name="Max">All such aids of a company, euros, inclusive.</param>
/// <param name="MaxRoadTransport">The same for a company of road transport.</param>
/// <param name="FiscalYears">Fiscal years summed: the current one and those before it.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record DeMinimisLimits(decimal Max, decimal MaxRoadTransport, int FiscalYears, string Article, string Quote);

/// <summary>When offers of several suppliers are needed.</summary>
/// <param name="Above">Cost above which they are, euros, exclusive.</param>
/// <param name="WithoutVat">Whether the cost is taken without VAT.</param>
/// <param name="Count">How many.</param>
/// <param name="Concepts">Concepts it holds for.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record OffersRule(decimal Above, bool WithoutVat, int Count, IReadOnlyList<string> Concepts, string Article, string Quote);

/// <summary>A kind of cost that a programme counts.</summary>
/// <param name="Id">Its id in the envelope (<c>concepto</c>).</param>
/// <param name="Title">Its name.</param>
/// <param name="MaxShare">Largest share of the budget, 0–1, inclusive; null for none.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record CostConcept(string Id, LocalizedText Title, decimal? MaxShare, string Article, string Quote);
