using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Registry;
using IntakePipeline.Validation;

namespace IntakePipeline.Evaluation;

/// <summary>What becomes of a registered application once it was inspected and validated.</summary>
public abstract record ProcessingDecision
{
    private ProcessingDecision()
    {
    }

    /// <summary>Decides; pure, so the same facts give the same decision on any host, however often it is asked.</summary>
    /// <param name="entry">The entry to decide on.</param>
    /// <param name="findings">What validation found in it.</param>
    /// <param name="versions">Every version of its project that is known; with or without this one, in any order.</param>
    /// <remarks>
    /// In this order: out of time stays apart and supersedes nothing; only the last version in time is valid, whatever its defects (R4 7.1.2); curable
    /// defects are asked for, all at once (R4 7.4); anything else is for the department, with the doubts attached (R4 9.1).
    /// </remarks>
    public static ProcessingDecision Decide(RegistryEntry entry, IReadOnlyList<Finding> findings, IReadOnlyList<ProjectVersion> versions)
    {
        if (entry.Draft.Phase is not { } phase)
            return new FileAsOutOfTime();
        var own = ProjectVersion.Of(entry);
        if (ProjectVersion.ValidAmong(versions) is { } valid && valid.IsAfter(own))
            return new Supersede(valid.Entry);
        return findings.Any(f => f.Severity == Severity.CurableDefect)
            ? new RequestCorrection(CorrectionRequestNumber.First(entry.Expediente))
            : new Evaluate(entry.Draft.Department, phase);
    }

    /// <summary>Goes to the department's queue.</summary>
    /// <param name="Department">Who evaluates.</param>
    /// <param name="Phase">The phase it competes in.</param>
    public sealed record Evaluate(DepartmentId Department, PhaseId Phase) : ProcessingDecision;

    /// <summary>Goes back to the applicant, who must cure every curable defect that was found.</summary>
    /// <param name="Request">The number of the request.</param>
    public sealed record RequestCorrection(CorrectionRequestNumber Request) : ProcessingDecision;

    /// <summary>Goes back to the applicant out of evaluation, because the department asks for something to be cured.</summary>
    /// <param name="Request">The number of the request.</param>
    public sealed record RequestByDepartment(CorrectionRequestNumber Request) : ProcessingDecision;

    /// <summary>Goes to the department's queue after its correction request: cured, or taken as it is.</summary>
    /// <param name="Request">The request that ended.</param>
    /// <param name="Department">Who evaluates, unless it was in evaluation elsewhere before the request.</param>
    /// <param name="Phase">The phase it competes in, likewise.</param>
    public sealed record EvaluateCorrected(CorrectionRequestNumber Request, DepartmentId Department, PhaseId Phase) : ProcessingDecision;

    /// <summary>Is withdrawn: not cured, and a person signed it (law 30/1992 art. 71.1).</summary>
    /// <param name="Request">The request that was not cured.</param>
    public sealed record Withdraw(CorrectionRequestNumber Request) : ProcessingDecision;

    /// <summary>Stays in the book, marked out of time.</summary>
    public sealed record FileAsOutOfTime : ProcessingDecision;

    /// <summary>Gives way to the valid version of its project.</summary>
    /// <param name="By">The entry of that version.</param>
    public sealed record Supersede(RegistryNumber By) : ProcessingDecision;
}
