using IntakePipeline.Calls;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Evaluation;

/// <summary>What the pipeline would say of a folder.</summary>
/// <param name="Reading">Its envelope.</param>
/// <param name="Filing">When it would be filed and count; null when the envelope cannot be read.</param>
/// <param name="Faults">Why it would be refused; empty when it would be registered.</param>
/// <param name="Findings">What would be found in its form and its memoria, defects first: looked for even when it would be refused.</param>
public sealed record FolderVerdict(EnvelopeReading Reading, EffectiveFiling? Filing, IReadOnlyList<AdmissionFault> Faults, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether it would be refused.</summary>
    public bool IsRefused => Faults.Count > 0;

    /// <summary>Whether the applicant would be asked to cure something.</summary>
    public bool HasDefects => Count(Severity.CurableDefect) > 0;

    /// <summary>The applicant's language.</summary>
    public Language Language => Reading switch
    {
        EnvelopeReading.Readable readable => readable.Application.Language,
        EnvelopeReading.Refused refused => refused.Language,
        _ => throw new System.Diagnostics.UnreachableException("A reading nobody handles."),
    };

    /// <summary>Findings of a severity.</summary>
    public int Count(Severity severity) => Findings.Count(f => f.Severity == severity);
}
