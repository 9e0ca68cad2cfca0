using System.Diagnostics;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Registry;
using NodaTime;

namespace IntakePipeline.Evaluation;

/// <summary>Where an expediente stands. What a state needs to know belongs to it; moves only go forward (<see cref="After"/>).</summary>
public abstract record ExpedienteState
{
    private ExpedienteState()
    {
    }

    /// <summary>The state's stable name, in storage and in what the routes answer.</summary>
    public abstract string Code { get; }

    /// <summary>
    /// The state after <paramref name="decision"/>; this same state when the decision comes too late to change it. A repeated decision is therefore
    /// an ordinary case, and nothing that was decided is ever undone by a repetition.
    /// </summary>
    public ExpedienteState After(ProcessingDecision decision) => (this, decision) switch
    {
        (Registered, ProcessingDecision.Evaluate d) => new InEvaluation(d.Department, d.Phase, QueuedAt: null),
        (Registered, ProcessingDecision.RequestCorrection d) => new AwaitingCorrection(d.Request),
        (Registered, ProcessingDecision.FileAsOutOfTime) => new OutOfTime(),

        // A version filed later may arrive at any moment, also when this one is with the department or back with the applicant (R4 7.1.2).
        (Registered or InEvaluation or AwaitingCorrection, ProcessingDecision.Supersede d) => new Superseded(d.By),

        // What is in evaluation or awaits a correction was decided once: processing again, perhaps under newer rules, does not decide it anew.
        (InEvaluation or AwaitingCorrection, ProcessingDecision.Evaluate or ProcessingDecision.RequestCorrection or ProcessingDecision.FileAsOutOfTime) => this,
        (InEvaluation s, ProcessingDecision.RequestByDepartment d) => new AwaitingCorrection(d.Request) { From = s with { QueuedAt = null } },
        (Registered or AwaitingCorrection, ProcessingDecision.RequestByDepartment) => this,
        // How a correction request ends; elsewhere it is a repetition, was overtaken by a later version, or is about an earlier request.
        (AwaitingCorrection s, ProcessingDecision.EvaluateCorrected d) => s.Request == d.Request ? s.From ?? new InEvaluation(d.Department, d.Phase, QueuedAt: null) : this,
        (AwaitingCorrection s, ProcessingDecision.Withdraw d) => s.Request == d.Request ? new Withdrawn(d.Request) : this,
        (Registered or InEvaluation, ProcessingDecision.EvaluateCorrected or ProcessingDecision.Withdraw) => this,
        (OutOfTime or Superseded or Withdrawn, _) => this,
        _ => throw new UnreachableException(),
    };

    /// <summary>The state once the department's queue holds its message; this same state when it is not, or no longer, in evaluation.</summary>
    /// <param name="at">When the queue took it; the first time counts.</param>
    public ExpedienteState Queued(Instant at) => this is InEvaluation { QueuedAt: null } waiting ? waiting with { QueuedAt = at } : this;

    /// <summary>In the book; nothing decided yet.</summary>
    public sealed record Registered : ExpedienteState
    {
        internal const string Name = "registrado";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>With the department.</summary>
    /// <param name="Department">Who evaluates.</param>
    /// <param name="Phase">The phase it competes in (R4 9.2).</param>
    /// <param name="QueuedAt">When the department's queue took its message; null until that is known.</param>
    public sealed record InEvaluation(DepartmentId Department, PhaseId Phase, Instant? QueuedAt) : ExpedienteState
    {
        internal const string Name = "en-evaluacion";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>The applicant has to cure something (R4 7.4).</summary>
    /// <param name="Request">The open correction request.</param>
    public sealed record AwaitingCorrection(CorrectionRequestNumber Request) : ExpedienteState
    {
        internal const string Name = "pendiente-subsanacion";

        /// <summary>Where it was being evaluated when the department asked, and where it comes back to; null when the pipeline asked before any evaluation.</summary>
        public InEvaluation? From { get; init; }

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Withdrawn by a signed resolution, because it was not cured (R4 7.4).</summary>
    /// <param name="Request">The request that was not cured.</param>
    public sealed record Withdrawn(CorrectionRequestNumber Request) : ExpedienteState
    {
        internal const string Name = "desistido";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Registered on a day that belongs to no filing window.</summary>
    public sealed record OutOfTime : ExpedienteState
    {
        internal const string Name = "fuera-de-plazo";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Another version of the same project is the valid one (R4 7.1.2).</summary>
    /// <param name="By">The entry of the valid version: the last one registered in time.</param>
    public sealed record Superseded(RegistryNumber By) : ExpedienteState
    {
        internal const string Name = "sustituido";

        /// <inheritdoc/>
        public override string Code => Name;
    }
}
