using IntakePipeline.Receipts;
using IntakePipeline.Submissions;

namespace IntakePipeline.Local.Filing;

/// <summary>What came of filing a submission.</summary>
public abstract record FilingOutcome
{
    private FilingOutcome()
    {
    }

    /// <summary>It is in the register.</summary>
    /// <param name="Receipt">Its receipt.</param>
    /// <param name="Json">The receipt's exact bytes.</param>
    public sealed record Registered(Receipt Receipt, ReadOnlyMemory<byte> Json) : FilingOutcome;

    /// <summary>It was refused; there is a record of it.</summary>
    /// <param name="Rejection">The record's id; null when the answer names none.</param>
    /// <param name="Faults">Why, at least one.</param>
    public sealed record Refused(string? Rejection, IReadOnlyList<AdmissionFault> Faults) : FilingOutcome;
}
