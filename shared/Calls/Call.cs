using NodaTime;

namespace IntakePipeline.Calls;

/// <summary>One opening of grants (convocatoria), as its data file states it.</summary>
/// <param name="Id">The call.</param>
/// <param name="Title">Its name.</param>
/// <param name="Year">Budget year the call belongs to; part of its expediente numbers.</param>
/// <param name="Resolution">The resolution that governs it, e.g. <c>R4</c>.</param>
/// <param name="Publication">When it was published in the DOCV.</param>
/// <param name="SignatureRequired">Whether a telematic filing must be signed (R4 7.1.1).</param>
/// <param name="MaxMonthsToResolve">The longest time to resolve and notify, in months from the end of the filing window; stated in the receipt.</param>
/// <param name="MaxMonthsArticle">The article that sets it.</param>
/// <param name="Programmes">Its programmes, in the resolution's order.</param>
public sealed record Call(
    CallId Id, LocalizedText Title, int Year, string Resolution, Publication Publication, bool SignatureRequired,
    int MaxMonthsToResolve, string MaxMonthsArticle, IReadOnlyList<Programme> Programmes)
{
    /// <summary>The programme <paramref name="id"/>, or null when the call has none of that name.</summary>
    public Programme? Find(ProgrammeId id) => Programmes.FirstOrDefault(p => p.Id == id);
}

/// <summary>When a call was published.</summary>
/// <param name="Date">Day of the DOCV.</param>
/// <param name="Verified">False while the date is an assumption: the resolutions do not state it.</param>
public sealed record Publication(LocalDate Date, bool Verified);

/// <summary>A department that evaluates (órgano instructor).</summary>
/// <param name="Id">The department; its queue is <c>evaluacion-{id}</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Area">The area it belongs to; null when the resolution names none.</param>
public sealed record Department(DepartmentId Id, LocalizedText Name, LocalizedText? Area);

/// <summary>What one applies to inside a call.</summary>
/// <param name="Id">The programme.</param>
/// <param name="Title">Its name.</param>
/// <param name="Department">Who evaluates.</param>
/// <param name="Mailbox">Where the complementary documents go; null when none is named.</param>
/// <param name="Windows">Filing windows in order; they do not overlap.</param>
/// <param name="ProjectDates">Limits on the project's own dates.</param>
/// <param name="MultiYearAllowed">Whether a project may span two budget years.</param>
/// <param name="Budget">Limits on the budget; null when there are none.</param>
/// <param name="Aid">Limits on the aid asked for.</param>
/// <param name="Concepts">Cost concepts that count.</param>
/// <param name="Documents">Documents asked for.</param>
/// <param name="ExcludedTaxIdLetters">NIF letters of legal forms that are left out (they hint, they do not prove).</param>
/// <param name="ExclusionArticle">The article that leaves them out.</param>
public sealed record Programme(
    ProgrammeId Id, LocalizedText Title, Department Department, string? Mailbox, IReadOnlyList<FilingWindow> Windows, ProjectDates ProjectDates,
    bool MultiYearAllowed, BudgetLimits? Budget, AidLimits Aid, IReadOnlyList<CostConcept> Concepts, IReadOnlyList<DocumentRule> Documents,
    string ExcludedTaxIdLetters, string ExclusionArticle)
{
    /// <summary>The window that holds <paramref name="effective"/> (the filing's effective date), or null when it is out of time.</summary>
    public FilingWindow? WindowOn(LocalDate effective) => Windows.FirstOrDefault(w => w.Opens <= effective && effective <= w.LastDay);
}

/// <summary>The days on which a filing counts for a phase; both ends are inclusive, in Europe/Madrid.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Opens">First day.</param>
/// <param name="Closes">Last day as the resolution states it.</param>
/// <param name="LastDay">Last day that counts: <paramref name="Closes"/>, or the next working day when it is not one.</param>
/// <param name="Article">Where the resolution says so.</param>
public sealed record FilingWindow(PhaseId Phase, LocalDate Opens, LocalDate Closes, LocalDate LastDay, string Article);

/// <summary>Limits on a project's dates; a null limit is none. Both ends inclusive.</summary>
/// <param name="EarliestStart">First day a project may start.</param>
/// <param name="LatestStart">Last day a project may start.</param>
/// <param name="LatestEnd">Last day a project may end.</param>
/// <param name="StartAfterFiling">Whether it must start after the day of filing.</param>
/// <param name="MaxMonths">Longest duration in months.</param>
/// <param name="Article">Where the resolution says so.</param>
public sealed record ProjectDates(
    LocalDate? EarliestStart, LocalDate? LatestStart, LocalDate? LatestEnd, bool StartAfterFiling, int? MaxMonths, string Article);

/// <summary>Limits on a budget, euros.</summary>
/// <param name="MoreThan">Exclusive lower limit; null for none.</param>
/// <param name="LessThan">Exclusive upper limit; null for none.</param>
/// <param name="Article">Where the resolution says so.</param>
public sealed record BudgetLimits(decimal? MoreThan, decimal? LessThan, string Article);

/// <summary>Limits on the aid asked for.</summary>
/// <param name="MaxShare">Largest share of the budget, 0–1, inclusive.</param>
/// <param name="MaxPerProject">Ceiling per project, euros, inclusive; null for none.</param>
/// <param name="MaxPerCompany">Ceiling per company, euros, inclusive; null for none.</param>
/// <param name="Article">Where the resolution says so.</param>
public sealed record AidLimits(decimal MaxShare, decimal? MaxPerProject, decimal? MaxPerCompany, string Article);

/// <summary>A kind of cost that a programme counts.</summary>
/// <param name="Id">Its id in the envelope (<c>concepto</c>).</param>
/// <param name="Title">Its name.</param>
/// <param name="MaxShare">Largest share of the budget, 0–1, inclusive; null for none.</param>
/// <param name="Article">Where the resolution says so.</param>
public sealed record CostConcept(string Id, LocalizedText Title, decimal? MaxShare, string Article);

/// <summary>How a document is asked for.</summary>
public enum DocumentNeed
{
    /// <summary>Must come with the application.</summary>
    WithApplication,

    /// <summary>Must come, by mail to the programme's mailbox after filing (R4 8.3), unless it came with the application.</summary>
    ByMail,

    /// <summary>Only when the case applies.</summary>
    IfApplicable,
}

/// <summary>A document a programme asks for.</summary>
/// <param name="Kind">Its <c>tipo</c> in the envelope.</param>
/// <param name="Title">Its name.</param>
/// <param name="Need">When it must be there.</param>
/// <param name="Article">Where the resolution says so.</param>
public sealed record DocumentRule(string Kind, LocalizedText Title, DocumentNeed Need, string Article);
