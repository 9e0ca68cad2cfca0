using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntakePipeline.Calendar;
using NodaTime;

namespace IntakePipeline.Calls;

/// <summary>A call's data file as it stands, before the calendar has said when its windows close.</summary>
internal sealed record CallFile(
    [property: JsonPropertyName("$schema")] string Schema, string Id, LocalizedText Title, int Year, string Resolution, LocalizedText ResolutionTitle,
    Publication Publication, Fund? SharedFund, IReadOnlyList<Channel> Channels, bool SignatureRequired, ResolutionPeriod ToResolve, CorrectionPeriod Correction,
    MemoriaLimits Memoria, Citation Notices, Citation? Versions, Citation Certificates, MailLimits? Mail, StaffCosts? StaffCosts, IReadOnlyDictionary<string, DepartmentLine> Departments, IReadOnlyList<ProgrammeLine> Programmes)
    : IJsonOnDeserialized
{
    /// <summary>The call, its windows computed with <paramref name="calendar"/>.</summary>
    /// <exception cref="MissingHolidaysException">A window lies in a year without holidays.</exception>
    public Call ToCall(WorkingCalendar calendar) => new(
        new CallId(Id), Title, Year, Resolution, ResolutionTitle, Publication, SharedFund, Channels, SignatureRequired, ToResolve.MaxMonths, ToResolve.Article,
        Correction, Memoria, Notices, Versions, Certificates, Mail, StaffCosts, [.. Programmes.Select(p => p.ToProgramme(this, calendar))]);

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Programmes.Count == 0 || Programmes.DistinctBy(p => p.Id).Count() != Programmes.Count)
            throw new JsonException("a call needs programmes with different ids");
        if (Programmes.FirstOrDefault(p => !Departments.ContainsKey(p.Department)) is { } stray)
            throw new JsonException($"programme {stray.Id} names an unknown department, {stray.Department}");
    }
}

internal sealed record ResolutionPeriod(int MaxMonths, string Article);

internal sealed record DepartmentLine(LocalizedText Name, LocalizedText? Area, string? Article, string? Quote);

internal sealed record ProgrammeLine(
    string Id, LocalizedText Title, Provision Beneficiaries, string Department, MailboxLine? Mailbox, IReadOnlyList<WindowLine> Windows,
    Eligibility Eligibility, ProjectDates ProjectDates, MultiYearRule? MultiYear, BudgetLimits? Budget, AidLimits Aid, DeMinimisLimits? DeMinimis,
    IReadOnlyList<OffersRule> Offers, IReadOnlyList<CostConcept> Concepts, IReadOnlyList<DocumentRule> Documents, EvaluationCriteria Criteria,
    IReadOnlyList<Fund> Funds, IReadOnlyList<JustificationDate> Justification) : IJsonOnDeserialized
{
    public Programme ToProgramme(CallFile call, WorkingCalendar calendar)
    {
        var department = call.Departments[Department];
        return new Programme(
            new ProgrammeId(Id), Title, Beneficiaries, new Department(new DepartmentId(Department), department.Name, department.Area),
            Mailbox?.Address, [.. Windows.Select(w => w.ToWindow(call, calendar))], Eligibility, ProjectDates, MultiYear, Budget, Aid, DeMinimis,
            Offers, Concepts, Documents, Criteria, Funds, Justification);
    }

    void IJsonOnDeserialized.OnDeserialized()
    {
        if (Windows.Count == 0 || Windows.DistinctBy(w => w.Phase).Count() != Windows.Count)
            throw new JsonException($"programme {Id} needs windows with different phases");
        if (Concepts.DistinctBy(c => c.Id).Count() != Concepts.Count)
            throw new JsonException($"programme {Id} has a concept twice");
        if (Aid.Share is null == (Aid.Variants.Count == 0))
            throw new JsonException($"programme {Id} has either one share of aid or variants of it");
        if (Concepts.Any(c => c.MaxShare is <= 0 or > 1) || Aid.LeastShare <= 0 || Aid.MaxShare > 1)
            throw new JsonException($"programme {Id} has a share outside 0–1");
        if (Criteria.Groups.FirstOrDefault(g => g.Criteria.All(c => c.MaxPoints is not null) && g.Criteria.Sum(c => c.MaxPoints) != g.MaxPoints) is { } group)
            throw new JsonException($"programme {Id}: the points of group {group.Id} do not add up");
        if (Offers.SelectMany(o => o.Concepts).FirstOrDefault(o => Concepts.All(c => c.Id != o)) is { } stray)
            throw new JsonException($"programme {Id} asks offers for an unknown concept, {stray}");
        if (Funds.FirstOrDefault(f => f.Phase is not null && Windows.All(w => w.Phase != f.Phase)) is { } fund)
            throw new JsonException($"programme {Id} has money for an unknown phase, {fund.Phase}");
    }
}

internal sealed record MailboxLine(string Address, string Article, string Quote);

/// <summary>A window; a day is a date, or so many days after the publication.</summary>
internal sealed record WindowLine(string Phase, WindowDay Opens, WindowDay Closes, RollOver RollOver, string Article, string Quote)
{
    public FilingWindow ToWindow(CallFile call, WorkingCalendar calendar)
    {
        var (opens, closes) = (Opens.In(call, calendar), Closes.In(call, calendar));
        for (var year = opens.Year; year <= closes.Year; year++)
        {
            if (!calendar.Covers(year))
                throw new MissingHolidaysException(year, neededBy: $"call {call.Id}, phase {Phase}");
        }

        return new FilingWindow(new PhaseId(Phase), opens, closes, calendar.RollOverFrom(closes, RollOver), Article) { RollOver = RollOver };
    }
}

/// <summary>A day of a window: exactly one of the three is set.</summary>
internal sealed record WindowDay(LocalDate? Date = null, int? DaysAfterPublication = null, int? WorkingDaysAfterPublication = null) : IJsonOnDeserialized
{
    public LocalDate In(CallFile call, WorkingCalendar calendar) => this switch
    {
        { Date: { } date } => date,
        { DaysAfterPublication: { } days } => call.Publication.Date.PlusDays(days),
        { WorkingDaysAfterPublication: { } days } => calendar.AddWorkingDays(call.Publication.Date, days),
        _ => throw new UnreachableException(),
    };

    void IJsonOnDeserialized.OnDeserialized()
    {
        if ((Date is null ? 0 : 1) + (DaysAfterPublication is null ? 0 : 1) + (WorkingDaysAfterPublication is null ? 0 : 1) != 1)
            throw new JsonException("a day is one of date, daysAfterPublication, workingDaysAfterPublication");
    }
}
