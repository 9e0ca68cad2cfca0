using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Corrections;

/// <summary>
/// "Cure this within 10 working days" (requerimiento, R4 7.4): one request, listing every curable defect at once. The period is not running yet: it
/// starts when reception is on record (R4 7.5).
/// </summary>
/// <param name="Number">Its number.</param>
/// <param name="Expediente">The expediente.</param>
/// <param name="Entry">The entry that opened the expediente.</param>
/// <param name="Applicant">Who has to cure.</param>
/// <param name="ProjectTitle">The project's title.</param>
/// <param name="Language">The applicant's language: it comes first.</param>
/// <param name="Defects">What has to be cured; never empty.</param>
/// <param name="CreatedAt">When it was decided, official time.</param>
/// <param name="State">Where it stands.</param>
public sealed record CorrectionRequest(
    CorrectionRequestNumber Number, ExpedienteKey Expediente, RegistryNumber Entry, Party Applicant, string ProjectTitle, Language Language,
    IReadOnlyList<Finding> Defects, Instant CreatedAt, CorrectionRequestState State)
{
    /// <summary>Who of the department ordered it; null when the pipeline asks for what it found itself.</summary>
    public Actor? OrderedBy { get; init; }

    /// <summary>Which writing this is.</summary>
    public Revision Revision { get; init; } = Revision.None;

    /// <summary>
    /// The request of an expediente that the pipeline sent back. A function of the expediente alone, so that whoever writes it down writes the same one.
    /// </summary>
    public static CorrectionRequest For(Expediente expediente, ExpedienteState.AwaitingCorrection state) => new(
        state.Request, expediente.Key, expediente.Entry, expediente.Applicant, expediente.ProjectTitle, expediente.Language,
        [.. expediente.Findings.Where(f => f.Severity == Severity.CurableDefect)], expediente.Since, new CorrectionRequestState.Requested());
}
