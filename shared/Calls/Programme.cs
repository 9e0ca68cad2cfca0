using System.Diagnostics;
using IntakePipeline.Calendar;
using NodaTime;

namespace IntakePipeline.Calls;

/// <summary>What one applies to inside a call.</summary>
/// <param name="Id">The programme.</param>
/// <param name="Title">Its name.</param>
/// <param name="Beneficiaries">Who may apply, in words.</param>
/// <param name="Department">Who evaluates.</param>
/// <param name="Mailbox">Where the complementary documents go; null when none is named.</param>
/// <param name="Windows">Filing windows in order; they do not overlap.</param>
/// <param name="Eligibility">Who may apply.</param>
/// <param name="ProjectDates">Limits on the project's own dates.</param>
/// <param name="MultiYear">Whether a project may span two budget years; null when the resolution does not say.</param>
/// <param name="Budget">Limits on the budget; null when there are none.</param>
/// <param name="Aid">Limits on the aid asked for.</param>
/// <param name="DeMinimis">The de minimis rule; null when the programme is not under it.</param>
/// <param name="Offers">When offers of several suppliers are needed; empty when never.</param>
/// <param name="Concepts">Cost concepts that count.</param>
/// <param name="Documents">Documents asked for.</param>
/// <param name="Criteria">How projects are scored.</param>
/// <param name="Funds">Money available per phase and budget year.</param>
/// <param name="Justification">Last days to justify an aid.</param>
public sealed record Programme(
    ProgrammeId Id, LocalizedText Title, Provision Beneficiaries, Department Department, string? Mailbox, IReadOnlyList<FilingWindow> Windows,
    Eligibility Eligibility, ProjectDates ProjectDates, MultiYearRule? MultiYear, BudgetLimits? Budget, AidLimits Aid, DeMinimisLimits? DeMinimis,
    IReadOnlyList<OffersRule> Offers, IReadOnlyList<CostConcept> Concepts, IReadOnlyList<DocumentRule> Documents, EvaluationCriteria Criteria,
    IReadOnlyList<Fund> Funds, IReadOnlyList<JustificationDate> Justification)
{
    /// <summary>The window that holds <paramref name="effective"/> (the filing's effective date), or null when it is out of time.</summary>
    public FilingWindow? WindowOn(LocalDate effective) => Windows.FirstOrDefault(w => w.Opens <= effective && effective <= w.LastDay);

    /// <summary>
    /// The same for an applicant whose municipality is known: where the call's own roll-over looks at it (R1 6.3), the window may stay open longer.
    /// </summary>
    /// <param name="effective">The filing's effective date.</param>
    /// <param name="calendar">The calendar.</param>
    /// <param name="applicant">Whose holidays count for the applicant (<see cref="WorkingCalendar.ScopeOf"/>).</param>
    public FilingWindow? WindowOn(LocalDate effective, WorkingCalendar calendar, HolidayScope applicant) =>
        Windows.Select(w => w.For(calendar, applicant)).FirstOrDefault(w => w.Opens <= effective && effective <= w.LastDay);

    /// <summary>The concept <paramref name="id"/>, or null when the programme has none of that name.</summary>
    public CostConcept? FindConcept(string id) => Concepts.FirstOrDefault(c => c.Id == id);
}

/// <summary>Something the resolution says, in words.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Article">Where.</param>
/// <param name="Quote">Its words.</param>
public sealed record Provision(LocalizedText Text, string Article, string Quote);

/// <summary>A department that evaluates (órgano instructor).</summary>
/// <param name="Id">The department; its queue is <c>evaluacion-{id}</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Area">The area it belongs to; null when the resolution names none.</param>
public sealed record Department(DepartmentId Id, LocalizedText Name, LocalizedText? Area);

/// <summary>The days on which a filing counts for a phase; both ends are inclusive, in Europe/Madrid.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Opens">First day.</param>
/// <param name="Closes">Last day as the resolution states it.</param>
/// <param name="LastDay">Last day that counts: <paramref name="Closes"/>, or the next working day at the seat when it is not one.</param>
/// <param name="Article">Where the resolution says so.</param>
public sealed record FilingWindow(PhaseId Phase, LocalDate Opens, LocalDate Closes, LocalDate LastDay, string Article)
{
    /// <summary>How the last day rolls on.</summary>
    public RollOver RollOver { get; init; }

    /// <summary>The window as it closes for an applicant: the law's roll-over looks at the seat alone, R1's own at the applicant's municipality too.</summary>
    public FilingWindow For(WorkingCalendar calendar, HolidayScope applicant) => RollOver switch
    {
        RollOver.Law => this,
        RollOver.LawAndSaturday => this with { LastDay = calendar.RollOverFrom(Closes, RollOver, applicant) },
        _ => throw new UnreachableException(),
    };
}

/// <summary>Money available.</summary>
/// <param name="Phase">The phase it is for; null when it is for all of them.</param>
/// <param name="Year">Budget year.</param>
/// <param name="Amount">Euros.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record Fund(string? Phase, int Year, decimal Amount, string Article, string Quote);

/// <summary>The last day to justify an aid.</summary>
/// <param name="Project">What it holds for.</param>
/// <param name="Year">Budget year whose costs are justified.</param>
/// <param name="Date">Last day, inclusive.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record JustificationDate(ProjectSpan Project, int Year, LocalDate Date, string Article, string Quote);

/// <summary>How many budget years a project spans.</summary>
public enum ProjectSpan
{
    /// <summary>One.</summary>
    Annual,

    /// <summary>Two.</summary>
    MultiYear,
}
