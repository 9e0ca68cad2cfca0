using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using NodaTime;

namespace IntakePipeline.Corrections;

/// <summary>That the applicant received a request, on record (R4 7.5): the period runs from the day after.</summary>
/// <param name="At">When it was received.</param>
/// <param name="Proof">What shows it: a delivery report, a return receipt.</param>
/// <param name="By">Who put it on record.</param>
/// <param name="Deadline">The end of the period and how it came about. It cannot be extended (law 38/2003 art. 23.5).</param>
public sealed record Reception(Instant At, string Proof, Actor By, Deadline Deadline)
{
    /// <summary>Whether <paramref name="other"/> says the same; who wrote it down does not matter.</summary>
    public bool Repeats(Reception other) => (At, Proof) == (other.At, other.Proof);
}

/// <summary>An answer to a request, in the book.</summary>
/// <param name="Entry">Its entry.</param>
/// <param name="FiledAt">Instant of filing: it is in time or not by this, whenever it is looked at.</param>
public sealed record Answer(RegistryNumber Entry, Instant FiledAt)
{
    /// <summary>The answer an entry registered.</summary>
    public static Answer Of(RegistryEntry entry) => new(entry.Number, entry.Draft.FiledAt);

    /// <summary>Filed after <paramref name="other"/>, or there is no other; of two filed at the same instant the higher entry is the later.</summary>
    public bool IsAfter(Answer? other) => other is null || (FiledAt, Entry).CompareTo((other.FiledAt, other.Entry)) > 0;
}

/// <summary>What is on record about a request, whatever its state.</summary>
/// <param name="Reception">Its reception; null while there is no proof of it.</param>
/// <param name="InTime">The last answer in time that was looked at.</param>
/// <param name="Late">The last answer after the deadline that was looked at.</param>
public sealed record Proceedings(Reception? Reception, Answer? InTime, Answer? Late)
{
    /// <summary>When a proposal of withdrawal was last taken back; null when none was.</summary>
    public Instant? Retracted { get; init; }

    /// <summary>Nothing yet.</summary>
    public static Proceedings None { get; } = new(null, null, null);

    /// <summary>Whether <paramref name="answer"/> is in time. Before reception is on record the period has not begun, so it cannot be over.</summary>
    public bool Allows(Answer answer) => Reception is null || !Reception.Deadline.IsOver(answer.FiledAt);
}
