using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using NodaTime;

namespace IntakePipeline.Corrections;

/// <summary>What a department can decide when an applicant did not cure in time, or not enough.</summary>
public enum DepartmentDecision
{
    /// <summary>It goes on to evaluation as it is.</summary>
    ToEvaluation,

    /// <summary>Withdrawal is proposed.</summary>
    ProposeWithdrawal,
}

/// <summary>Something that happens to a correction request.</summary>
/// <param name="At">When it was put on record, official time.</param>
/// <param name="By">Who did it: the pipeline or a person.</param>
public abstract record CorrectionEvent(Instant At, Actor By)
{
    /// <summary>The applicant received it.</summary>
    /// <param name="Reception">The record of it.</param>
    /// <param name="At">When it was put on record.</param>
    public sealed record Received(Reception Reception, Instant At) : CorrectionEvent(At, Reception.By);

    /// <summary>An answer came into the book.</summary>
    /// <param name="Answer">The answer.</param>
    /// <param name="At">When it was looked at; in time or not is told by the answer's own instant.</param>
    public sealed record Answered(Answer Answer, Instant At) : CorrectionEvent(At, Actor.Pipeline);

    /// <summary>The application was validated again with the answers in time.</summary>
    /// <param name="LastAnswer">The last of them.</param>
    /// <param name="Defects">Curable defects that are left.</param>
    /// <param name="At">When.</param>
    public sealed record Validated(RegistryNumber LastAnswer, int Defects, Instant At) : CorrectionEvent(At, Actor.Pipeline)
    {
        /// <summary>Whether a department asked: what it asked for need not be anything that rules can see, so it looks itself.</summary>
        public bool ForDepartment { get; init; }
    }

    /// <summary>Somebody looked whether the period is over.</summary>
    /// <param name="At">When. The deadline counts, not this.</param>
    public sealed record DeadlineChecked(Instant At) : CorrectionEvent(At, Actor.Pipeline);

    /// <summary>The pipeline proposes withdrawal because the period is over without an answer.</summary>
    /// <param name="At">When.</param>
    public sealed record ProposedOnExpiry(Instant At) : CorrectionEvent(At, Actor.Pipeline);

    /// <summary>A person of the department decides.</summary>
    /// <param name="Decision">What.</param>
    /// <param name="By">Who.</param>
    /// <param name="Why">Why.</param>
    /// <param name="At">When.</param>
    public sealed record DepartmentDecided(DepartmentDecision Decision, Actor By, string Why, Instant At) : CorrectionEvent(At, By);

    /// <summary>A person takes a proposal of withdrawal back, which they can until it is signed.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Why">Why.</param>
    /// <param name="At">When.</param>
    public sealed record ProposalRetracted(Actor By, string Why, Instant At) : CorrectionEvent(At, By);

    /// <summary>A person signed the resolution of withdrawal (law 30/1992 art. 71.1). The pipeline never does.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Why">The resolution's reference.</param>
    /// <param name="At">When.</param>
    public sealed record WithdrawalSigned(Actor By, string Why, Instant At) : CorrectionEvent(At, By);

    /// <summary>The calendar was corrected and the period counted again.</summary>
    /// <param name="Deadline">The end by the corrected calendar.</param>
    /// <param name="By">Who.</param>
    /// <param name="Why">What was corrected.</param>
    /// <param name="At">When.</param>
    public sealed record PeriodRecounted(Deadline Deadline, Actor By, string Why, Instant At) : CorrectionEvent(At, By);

    /// <summary>Another version of the project is the valid one (R4 7.1.2).</summary>
    /// <param name="At">When that was known.</param>
    public sealed record ValidVersionFiled(Instant At) : CorrectionEvent(At, Actor.Pipeline);
}
