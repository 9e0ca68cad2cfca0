using System.Diagnostics;
using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using NodaTime;

namespace IntakePipeline.Corrections;

/// <summary>Where a correction request stands. <see cref="After"/> is the whole of what can become of it.</summary>
public abstract record CorrectionRequestState
{
    private CorrectionRequestState()
    {
    }

    /// <summary>The state's stable name, in storage and in what the routes answer.</summary>
    public abstract string Code { get; }

    /// <summary>What is on record so far.</summary>
    public Proceedings On { get; init; } = Proceedings.None;

    /// <summary>The state after <paramref name="happened"/>.</summary>
    /// <returns>
    /// This same state when it was so already, or comes too late to matter: a repetition is an ordinary case. Null when it has no place here, so that
    /// whoever said it has to be told.
    /// </returns>
    public CorrectionRequestState? After(CorrectionEvent happened) => happened switch
    {
        CorrectionEvent.Received e => AfterReception(e.Reception),
        CorrectionEvent.Answered e => AfterAnswer(e.Answer),
        CorrectionEvent.Validated e => AfterValidation(e),
        CorrectionEvent.DeadlineChecked e => AfterCheck(e.At),
        CorrectionEvent.ProposedOnExpiry e => this is Expired ? new WithdrawalProposed(e.By, "", e.At) { On = On } : this,
        CorrectionEvent.DepartmentDecided e => AfterDecision(e),
        CorrectionEvent.ProposalRetracted e => AfterRetraction(e.At),
        CorrectionEvent.WithdrawalSigned e => AfterSignature(e),
        CorrectionEvent.PeriodRecounted e => AfterRecount(e.Deadline),
        CorrectionEvent.ValidVersionFiled e => IsOpen ? new Superseded(e.At) { On = On } : this,
        _ => throw new UnreachableException("An event nobody handles."),
    };

    /// <summary>Whether something is still to come of it.</summary>
    public bool IsOpen => this switch
    {
        Requested or Notified or Answered or StillDefective or Expired or LateAnswer or WithdrawalProposed => true,
        Cured or Accepted or Withdrawn or Superseded => false,
        _ => throw new UnreachableException("A state nobody handles."),
    };

    /// <summary>Whether an answer is part of the application as it stands: it was looked at and came in time, or late where no answer in time settles it.</summary>
    public bool Includes(Answer answer) => On.Allows(answer) ? !answer.IsAfter(On.InTime) : this is not (Answered or Cured) && !answer.IsAfter(On.Late);

    private CorrectionRequestState? AfterReception(Reception reception) => this switch
    {
        // Whoever answers knows the request, with or without proof of it (law 30/1992 art. 58.3); a proof that comes after only bounds later answers.
        Requested => new Notified { On = On with { Reception = reception } },
        Answered or StillDefective when On.Reception is null => this with { On = On with { Reception = reception } },
        _ when On.Reception is { } recorded => recorded.Repeats(reception) ? this : null,
        Cured or Accepted or Withdrawn or Superseded or LateAnswer or WithdrawalProposed => null,
        _ => throw new UnreachableException("A state nobody handles."),
    };

    private CorrectionRequestState AfterAnswer(Answer answer)
    {
        if (!IsOpen)
            return this;

        // In time by the register's clock undoes what was concluded from its absence: the register may have been read late, the applicant was not.
        if (On.Allows(answer))
            return answer.IsAfter(On.InTime) ? new Answered { On = On with { InTime = answer } } : this;
        if (!answer.IsAfter(On.Late))
            return this;

        // Never refused by a machine: until the resolution it has effect, and a person says which (law 30/1992 art. 76.3).
        var on = On with { Late = answer };
        return this is Answered ? this with { On = on } : new LateAnswer { On = on };
    }

    private CorrectionRequestState AfterValidation(CorrectionEvent.Validated e) => this switch
    {
        // Of an answer before the last in time nothing follows: the last one's validation sees both.
        Answered when On.InTime?.Entry == e.LastAnswer => e.Defects == 0 ? new Cured(e.At) { On = On } : new StillDefective(e.Defects, e.At) { On = On },
        Requested or Notified or Answered or StillDefective or Expired or LateAnswer or WithdrawalProposed or Cured or Accepted or Withdrawn or Superseded => this,
        _ => throw new UnreachableException("A state nobody handles."),
    };

    private CorrectionRequestState AfterCheck(Instant now) => this switch
    {
        Notified when On.Reception!.Deadline.IsOver(now) => new Expired(now) { On = On },
        Requested or Notified or Answered or StillDefective or Expired or LateAnswer or WithdrawalProposed or Cured or Accepted or Withdrawn or Superseded => this,
        _ => throw new UnreachableException("A state nobody handles."),
    };

    private CorrectionRequestState? AfterDecision(CorrectionEvent.DepartmentDecided e) => (this, e.Decision) switch
    {
        (StillDefective or LateAnswer or Expired or WithdrawalProposed, DepartmentDecision.ToEvaluation) => new Accepted(e.By, e.Why, e.At) { On = On },
        (StillDefective or LateAnswer or Expired, DepartmentDecision.ProposeWithdrawal) => new WithdrawalProposed(e.By, e.Why, e.At) { On = On, DefectsLeft = (this as StillDefective)?.Defects ?? 0 },
        (Accepted, DepartmentDecision.ToEvaluation) or (WithdrawalProposed, DepartmentDecision.ProposeWithdrawal) => this,

        // The applicant still has time, or an answer is being looked at: there is nothing to decide. Or it is decided.
        (Requested or Notified or Answered or Cured or Accepted or Withdrawn or Superseded, _) => null,
        _ => throw new UnreachableException("A state or decision nobody handles."),
    };

    /// <summary>Back to what it was proposed for; until somebody signs nothing had come of it.</summary>
    private CorrectionRequestState? AfterRetraction(Instant at)
    {
        var on = On with { Retracted = at };
        return this switch
        {
            WithdrawalProposed when On.Late is not null => new LateAnswer { On = on },
            WithdrawalProposed proposed when On.InTime is not null => new StillDefective(proposed.DefectsLeft, at) { On = on },
            WithdrawalProposed => new Expired(at) { On = on },
            StillDefective or LateAnswer or Expired => On.Retracted is null ? null : this,
            Requested or Notified or Answered or Cured or Accepted or Withdrawn or Superseded => null,
            _ => throw new UnreachableException("A state nobody handles."),
        };
    }

    private CorrectionRequestState? AfterSignature(CorrectionEvent.WithdrawalSigned e) => this switch
    {
        WithdrawalProposed => new Withdrawn(e.By, e.Why, e.At) { On = On },
        Withdrawn => this,
        Requested or Notified or Answered or StillDefective or Expired or LateAnswer or Cured or Accepted or Superseded => null,
        _ => throw new UnreachableException("A state nobody handles."),
    };

    /// <summary>A period only gets longer: the applicant could rely on the day they were told.</summary>
    private CorrectionRequestState? AfterRecount(Deadline deadline)
    {
        // Before reception there is no period.
        if (On.Reception is not { } reception)
            return null;
        if (deadline.LastDay <= reception.Deadline.LastDay)
            return this;

        var on = On with { Reception = reception with { Deadline = deadline } };
        return this switch
        {
            // What was concluded from the end of the period is undone; the sweep concludes it again when the longer one is over.
            Expired => new Notified { On = on },
            WithdrawalProposed proposed when proposed.By == Actor.Pipeline => new Notified { On = on },
            LateAnswer when on.Late is { } late && on.Allows(late) => new Answered { On = on with { InTime = late, Late = null } },
            Notified or Answered or StillDefective or LateAnswer or WithdrawalProposed => this with { On = on },
            Cured or Accepted or Superseded => this,
            // Signed: only a person can take that back.
            Withdrawn => null,
            _ => throw new UnreachableException("A state nobody handles."),
        };
    }

    /// <summary>Decided; reception is not on record, so the period has not begun.</summary>
    public sealed record Requested : CorrectionRequestState
    {
        internal const string Name = "emitido";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Received: the period runs.</summary>
    public sealed record Notified : CorrectionRequestState
    {
        internal const string Name = "notificado";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Answered in time; being validated.</summary>
    public sealed record Answered : CorrectionRequestState
    {
        internal const string Name = "contestado";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Nothing curable is left: on to evaluation.</summary>
    /// <param name="At">Since when.</param>
    public sealed record Cured(Instant At) : CorrectionRequestState
    {
        internal const string Name = "subsanado";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Answered in time, and something is left: the department decides, unless another answer comes in time.</summary>
    /// <param name="Defects">Curable defects left.</param>
    /// <param name="At">Since when.</param>
    public sealed record StillDefective(int Defects, Instant At) : CorrectionRequestState
    {
        internal const string Name = "subsanacion-insuficiente";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>The period ended without an answer.</summary>
    /// <param name="At">When that was seen.</param>
    public sealed record Expired(Instant At) : CorrectionRequestState
    {
        internal const string Name = "vencido";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>An answer came after the deadline and before the resolution: a person decides (law 30/1992 art. 76.3).</summary>
    public sealed record LateAnswer : CorrectionRequestState
    {
        internal const string Name = "contestado-fuera-de-plazo";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Withdrawal is proposed; a person signs it or not (law 30/1992 art. 71.1).</summary>
    /// <param name="By">Who proposes.</param>
    /// <param name="Why">Why, as a person wrote it; empty when the pipeline proposes.</param>
    /// <param name="At">When.</param>
    public sealed record WithdrawalProposed(Actor By, string Why, Instant At) : CorrectionRequestState
    {
        internal const string Name = "desistimiento-propuesto";

        /// <summary>Curable defects that were left when it was proposed; 0 when there was no answer in time.</summary>
        public int DefectsLeft { get; init; }

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>The department takes it as it is: on to evaluation.</summary>
    /// <param name="By">Who decided.</param>
    /// <param name="Why">Why.</param>
    /// <param name="At">When.</param>
    public sealed record Accepted(Actor By, string Why, Instant At) : CorrectionRequestState
    {
        internal const string Name = "admitido-por-la-unidad";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Withdrawn by a signed resolution.</summary>
    /// <param name="By">Who signed.</param>
    /// <param name="Why">The resolution.</param>
    /// <param name="At">When.</param>
    public sealed record Withdrawn(Actor By, string Why, Instant At) : CorrectionRequestState
    {
        internal const string Name = "desistido";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Pointless: another version of the project is the valid one (R4 7.1.2).</summary>
    /// <param name="At">When that was known.</param>
    public sealed record Superseded(Instant At) : CorrectionRequestState
    {
        internal const string Name = "sustituido";

        /// <inheritdoc/>
        public override string Code => Name;
    }
}
