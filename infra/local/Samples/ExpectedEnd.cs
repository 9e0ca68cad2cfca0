using NodaTime;

namespace IntakePipeline.Local.Samples;

/// <summary>Where a submission's way can end, as far as the pipeline takes it by itself.</summary>
public enum Outcome
{
    /// <summary>Not admitted.</summary>
    Refused,

    /// <summary>On the department's queue.</summary>
    Evaluation,

    /// <summary>Back with the applicant.</summary>
    Correction,

    /// <summary>Registered outside every window.</summary>
    OutOfTime,

    /// <summary>A later version of the same project is the valid one.</summary>
    Superseded,
}

/// <summary>Where a sample says that it ends.</summary>
/// <param name="Outcome">The end.</param>
/// <param name="Reason">A code that must be among its reasons: of the refusal, or of a finding; null when none is asked for.</param>
/// <param name="Phase">The phase it must be registered in; null for none.</param>
/// <param name="Effective">The day it must count for; null when that is not what the sample shows.</param>
public sealed record ExpectedEnd(Outcome Outcome, string? Reason = null, string? Phase = null, LocalDate? Effective = null)
{
    /// <summary>It ends in the register, not in a refusal.</summary>
    public bool IsRegistered => Outcome != Outcome.Refused;
}
