using System.Text;
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

    /// <summary>With a finding of this code, or of a code that goes on from it: <c>memoria-escaneo</c> is whatever was found in a scan.</summary>
    public string Finding { get; init; } = "";

    /// <summary>With these words in its number, its entry, its applicant's name or NIF or its project, whatever the accents and the case.</summary>
    public string Text { get; init; } = "";

    /// <summary>What tells whether an expediente is wanted; made once for many of them.</summary>
    public Predicate<ExpedienteLine> Matcher()
    {
        var words = PlainText.Of(Text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes).ToArray();
        return line => (Call is null || line.Key.Call == Call) && (Programme is null || line.Key.Number.Programme == Programme)
            && (Phase is null || line.FiledPhase == Phase || line.Phase == Phase)
            && (Department is null || line.Department == Department)
            && (State.Length == 0 || line.State == State)
            && (AssignedTo.Length == 0 || line.AssignedTo == AssignedTo)
            && (TaxId.Length == 0 || line.TaxId.Equals(TaxId, StringComparison.OrdinalIgnoreCase))
            && (!NonWorkingDay || line.FiledOnNonWorkingDay)
            && (Finding.Length == 0 || line.Findings.Any(IsFound))
            && Array.TrueForAll(words, word => line.Words.Span.IndexOf(word) >= 0);
    }

    private bool IsFound(string code) =>
        code.StartsWith(Finding, StringComparison.Ordinal) && (code.Length == Finding.Length || code[Finding.Length] == '-');
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
/// <param name="Before">How many were found that come before this page.</param>
/// <param name="Total">How many were found in all.</param>
/// <param name="Previous">Where the page before goes on from; null when that is the beginning, or this is the first.</param>
/// <param name="Next">Where the next page goes on; null after the last.</param>
/// <param name="Last">Where the last page goes on; null when all of them fit on one.</param>
/// <param name="Findings">Codes of what was found in any of them, on whichever page, in order.</param>
/// <param name="People">Who works on any of them, in order.</param>
public sealed record SearchPage(
    IReadOnlyList<ExpedienteLine> Lines, int Before, int Total, SearchPlace? Previous, SearchPlace? Next, SearchPlace? Last,
    IReadOnlyList<string> Findings, IReadOnlyList<string> People);

/// <summary>Finds expedientes.</summary>
public interface IExpedienteSearch
{
    /// <summary>Reads a page, full unless it is the last.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="lines">Lines wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<SearchPage> SearchAsync(ExpedienteFilter filter, SearchPlace? after, int lines, CancellationToken cancellationToken);

    /// <summary>Everything that is wanted, as it stood at one moment, in the order of calls, programmes and numbers.</summary>
    Task<IEnumerable<ExpedienteLine>> ListAsync(ExpedienteFilter filter, CancellationToken cancellationToken);
}
