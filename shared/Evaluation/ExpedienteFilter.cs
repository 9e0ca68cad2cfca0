using IntakePipeline.Calendar;
using IntakePipeline.Calls;

namespace IntakePipeline.Evaluation;

/// <summary>Which expedientes somebody wants to see. What is null or empty asks for nothing.</summary>
public sealed record ExpedienteFilter
{
    /// <summary>Of this call.</summary>
    public CallId? Call { get; init; }

    /// <summary>Filed for this programme.</summary>
    public ProgrammeId? Programme { get; init; }

    /// <summary>Filed in this phase, or evaluated in it.</summary>
    public PhaseId? Phase { get; init; }

    /// <summary>With this department.</summary>
    public DepartmentId? Department { get; init; }

    /// <summary>In the state of this code.</summary>
    public string State { get; init; } = "";

    /// <summary>On whose desk it is.</summary>
    public string AssignedTo { get; init; } = "";

    /// <summary>Of the applicant with this NIF.</summary>
    public string TaxId { get; init; } = "";

    /// <summary>Filed on a non-working day: it counts for a later one.</summary>
    public bool NonWorkingDay { get; init; }

    /// <summary>With a finding of this code.</summary>
    public string Finding { get; init; } = "";

    /// <summary>With these words in its number, its entry, its applicant's name or its project, whatever the accents and the case.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether an expediente is wanted.</summary>
    public bool Matches(Expediente e)
    {
        ArgumentNullException.ThrowIfNull(e);
        var evaluation = e.State as ExpedienteState.InEvaluation;
        return (Call is null || e.Key.Call == Call) && (Programme is null || e.Key.Number.Programme == Programme)
            && (Phase is null || e.Phase == Phase || evaluation?.Phase == Phase)
            && (Department is null || (evaluation?.Department ?? e.Department) == Department)
            && (State.Length == 0 || e.State.Code == State)
            && (AssignedTo.Length == 0 || e.AssignedTo?.Name == AssignedTo)
            && (TaxId.Length == 0 || e.Applicant.TaxId.Equals(TaxId, StringComparison.OrdinalIgnoreCase))
            && (!NonWorkingDay || e.Effective.Date != OfficialClock.ToLocal(e.FiledAt).Date)
            && (Finding.Length == 0 || e.Findings.Any(f => f.Code == Finding))
            && Says(e);
    }

    private bool Says(Expediente e)
    {
        if (Text.Length == 0)
            return true;
        var said = PlainText.Of($"{e.Key.Number} {e.Entry} {e.Applicant.Name} {e.Applicant.TaxId} {e.ProjectTitle} {e.ProjectReference}");
        return PlainText.Of(Text).Split(' ').All(word => said.Contains(word, StringComparison.Ordinal));
    }
}

/// <summary>Where a page of a search ended.</summary>
/// <param name="Call">The call.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Sequence">The number within them.</param>
public readonly record struct SearchPlace(CallId Call, ProgrammeId Programme, int Sequence)
{
    /// <summary>Reads the written form.</summary>
    public static SearchPlace? Parse(string? text) =>
        text?.Split('~') is [{ Length: > 0 and <= 60 } call, { Length: > 0 and <= 20 } programme, { Length: > 0 and <= 9 } sequence]
        && int.TryParse(sequence, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? new SearchPlace(new CallId(call), new ProgrammeId(programme), number)
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Call}~{Programme}~{Sequence}");
}

/// <summary>A page of a search.</summary>
/// <param name="Lines">In the order of calls, programmes and numbers.</param>
/// <param name="Next">Where the next page goes on; null after the last.</param>
public sealed record SearchPage(IReadOnlyList<Expediente> Lines, SearchPlace? Next);

/// <summary>Finds expedientes.</summary>
public interface IExpedienteSearch
{
    /// <summary>Reads a page. A page that is not full and has a next one means that it looked for long enough: what is rare takes several.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="lines">Lines wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<SearchPage> SearchAsync(ExpedienteFilter filter, SearchPlace? after, int lines, CancellationToken cancellationToken);
}
