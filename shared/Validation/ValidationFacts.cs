using IntakePipeline.Calls;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Validation;

/// <summary>Everything the rules look at, gathered before: they read no clock and no storage.</summary>
/// <param name="Application">The form.</param>
/// <param name="Call">The call applied to.</param>
/// <param name="Programme">The programme inside it.</param>
/// <param name="Window">The window it was filed in; null when it is out of time.</param>
/// <param name="FiledAt">Official local time of the filing.</param>
/// <param name="Effective">The day for which the filing counts.</param>
public sealed record ValidationFacts(
    Application Application, Call Call, Programme Programme, FilingWindow? Window, LocalDateTime FiledAt, LocalDate Effective)
{
    // What people type can be any number; sums and products of such amounts must not overflow.
    private const decimal LargestAmount = 1_000_000_000_000_000m;

    /// <summary>What is known of an application from its envelope and its filing alone.</summary>
    /// <param name="form">The envelope.</param>
    /// <param name="filing">When it was, or would be, filed.</param>
    public static ValidationFacts Of(EnvelopeReading.Readable form, EffectiveFiling filing) =>
        new(form.Application, form.Call, form.Programme, filing.Window, filing.FiledAt, filing.Effective.Date);

    /// <summary>The kinds of document at hand: with the application, and later by mail or with a correction.</summary>
    public IReadOnlyCollection<string> DocumentKinds { get; init; } = [.. Application.Documents.Select(d => d.Kind)];

    /// <summary>Other live applications of the same applicant, superseded versions left out.</summary>
    public IReadOnlyList<OtherApplication> Others { get; init; } = [];

    /// <summary>The day of filing.</summary>
    internal LocalDate Filed => FiledAt.Date;

    /// <summary>First day of the project; null when it is missing or no day of our times.</summary>
    internal LocalDate? Start => Plausible(Application.Project.Start);

    /// <summary>Last day of the project; null when it is missing or no day of our times.</summary>
    internal LocalDate? End => Plausible(Application.Project.End);

    /// <summary>Day of constitution; null when it is missing or no day of our times.</summary>
    internal LocalDate? Founded => Plausible(Application.Applicant.Founded);

    /// <summary>The budget, bounded.</summary>
    internal decimal? Budget => Bounded(Application.Project.Budget);

    /// <summary>The aid asked for, bounded.</summary>
    internal decimal? Aid => Bounded(Application.Project.AidRequested);

    /// <summary>The lines of the budget with their JSON path, amounts bounded.</summary>
    internal IEnumerable<(string Path, CostLine Line)> Costs =>
        Application.Project.Costs.Select((line, i) => (Paths.Cost(i), line with { Amount = Bounded(line.Amount)!.Value }));

    /// <summary>Costs of concepts that the programme counts; the whole budget when the form breaks nothing down.</summary>
    internal decimal? EligibleCosts =>
        Application.Project.Costs.Count == 0 ? Budget : Costs.Where(c => Programme.FindConcept(c.Line.Concept) is not null).Sum(c => c.Line.Amount);

    /// <summary><paramref name="date"/> when it lies between 1900 and 2100, so that adding years to it cannot fail; null otherwise.</summary>
    internal static LocalDate? Plausible(LocalDate? date) => date is { Year: >= 1900 and <= 2100 } ? date : null;

    /// <summary><paramref name="amount"/> within what can be summed and multiplied.</summary>
    internal static decimal? Bounded(decimal? amount) => amount is { } euros ? Math.Clamp(euros, -LargestAmount, LargestAmount) : null;
}

/// <summary>Another application of the same applicant.</summary>
/// <param name="Expediente">Its number.</param>
/// <param name="Programme">Its programme.</param>
/// <param name="CallYear">Its call's budget year.</param>
/// <param name="ProjectReference">The applicant's own name of its project.</param>
/// <param name="ProjectTitle">Its project's title.</param>
/// <param name="AidRequested">Aid asked for, euros; null when the form does not say.</param>
public sealed record OtherApplication(
    string Expediente, ProgrammeId Programme, int CallYear, string ProjectReference, string ProjectTitle, decimal? AidRequested);
