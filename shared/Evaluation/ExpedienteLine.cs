using System.Text;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Registry;
using NodaTime;

namespace IntakePipeline.Evaluation;

/// <summary>An expediente in a list: what is shown of it, looked for and counted, no more. Made from the expediente, never the other way round.</summary>
/// <param name="Key">Call and number.</param>
/// <param name="Entry">The entry that opened it.</param>
/// <param name="FiledPhase">The phase it was filed in; null when out of time.</param>
/// <param name="Phase">The phase it is evaluated in, or else was filed in; null when out of time.</param>
/// <param name="Department">Who evaluates it.</param>
/// <param name="TaxId">NIF of the applicant.</param>
/// <param name="Applicant">Name of the applicant.</param>
/// <param name="ProjectTitle">The project's title.</param>
/// <param name="FiledAt">Instant of filing.</param>
/// <param name="Effective">The day it counts for.</param>
/// <param name="State">Code of where it stands.</param>
/// <param name="Request">Code of where its correction request stands; null unless it awaits correction, or before the request was made.</param>
/// <param name="RequestNumber">That request; null unless it awaits correction.</param>
/// <param name="AssignedTo">Who works on it; null when nobody does.</param>
/// <param name="Findings">Codes of what was found, each once.</param>
/// <param name="Events">How many events the history had: of two lines of one expediente that with more is the newer.</param>
public sealed record ExpedienteLine(
    ExpedienteKey Key, RegistryNumber Entry, PhaseId? FiledPhase, PhaseId? Phase, DepartmentId Department, string TaxId, string Applicant, string ProjectTitle,
    Instant FiledAt, LocalDate Effective, string State, string? Request, CorrectionRequestNumber? RequestNumber, string? AssignedTo,
    IReadOnlyList<string> Findings, int Events)
{
    /// <summary>What is looked through for words: <see cref="PlainText"/>, in UTF-8, for there are very many lines.</summary>
    public required ReadOnlyMemory<byte> Words { get; init; }

    /// <summary>Filed on a non-working day: it counts for a later one.</summary>
    public bool FiledOnNonWorkingDay => Effective != OfficialClock.ToLocal(FiledAt).Date;

    /// <summary>Its place in the order of evaluation.</summary>
    public Place Place => new(Effective, FiledAt, Entry);

    /// <summary>The line of an expediente.</summary>
    /// <param name="e">The expediente.</param>
    /// <param name="request">Its correction request; asked for only when it awaits correction.</param>
    public static ExpedienteLine Of(Expediente e, CorrectionRequest? request)
    {
        ArgumentNullException.ThrowIfNull(e);
        var evaluation = e.State as ExpedienteState.InEvaluation;
        return new ExpedienteLine(
            e.Key, e.Entry, e.Phase, evaluation?.Phase ?? e.Phase, evaluation?.Department ?? e.Department, e.Applicant.TaxId, e.Applicant.Name, e.ProjectTitle,
            e.FiledAt, e.Effective.Date, e.State.Code, request?.State.Code, (e.State as ExpedienteState.AwaitingCorrection)?.Request, e.AssignedTo?.Name,
            [.. e.Findings.Select(f => f.Code).Distinct(StringComparer.Ordinal)], e.Revision.Events)
        {
            Words = Encoding.UTF8.GetBytes(PlainText.Of($"{e.Key.Number} {e.Entry} {e.Applicant.Name} {e.Applicant.TaxId} {e.ProjectTitle} {e.ProjectReference}")),
        };
    }
}
