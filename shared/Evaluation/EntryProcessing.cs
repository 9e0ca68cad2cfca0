using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Registry;
using IntakePipeline.Validation;

namespace IntakePipeline.Evaluation;

/// <summary>What processing an entry came to.</summary>
/// <param name="Expediente">The expediente as it stands now.</param>
/// <param name="Supersedes">Entries that gave way to this one in this run.</param>
public sealed record ProcessingOutcome(Expediente Expediente, IReadOnlyList<RegistryNumber> Supersedes)
{
    /// <summary>True when it had been decided before: what people ordered since may have been left half done.</summary>
    public bool Repeated { get; init; }
}

/// <summary>
/// The step after the receipt: what was registered, inspected and validated reaches the department's queue or goes back to the applicant.
/// </summary>
/// <remarks>
/// <para>
/// It may be run again at any time, by any host, after any crash, and comes to the same end. The state row of the expediente is the decision; the
/// request and the message follow from it and can be made again from it. So each step below may be repeated, and none relies on the one after it.
/// </para>
/// <para>
/// Why two versions of one project processed at once cannot both stay valid: each makes itself visible before it looks for the others, and reads of
/// one partition see every write that ended before them. Of any two, the one that became visible last therefore sees the other. Should that be the later
/// in the book, it supersedes the earlier; should it be the earlier, it finds itself superseded. Either way the earlier ends superseded, because that
/// state is final and every change is conditional on the state it was decided on: a host that decided without seeing the other version either writes
/// first, and is superseded after, or finds the row changed and reads it again. And because a version supersedes the earlier ones before it becomes
/// valid itself, no two of them are ever valid at the same time.
/// </para>
/// </remarks>
public sealed class EntryProcessing(IExpedienteStore expedientes, ICorrectionRequestStore requests, IEvaluationQueue evaluation, OfficialClock clock)
{
    private readonly ExpedienteDesk desk = new(expedientes, evaluation, clock);

    /// <summary>Processes one entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="findings">
    /// What its review found; the report on its memoria is kept by now. Counts the first time; a repetition keeps what was decided on.
    /// </param>
    /// <param name="cancellationToken">Stops between two steps; run it again to go on.</param>
    public async Task<ProcessingOutcome> ProcessAsync(RegistryEntry entry, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        var opened = Expediente.Open(entry, clock.Now);
        var expediente = await expedientes.OpenAsync(opened, HistoryEvent.Registered(opened), cancellationToken);
        var repeated = expediente.State is not ExpedienteState.Registered;

        var versions = await expedientes.VersionsAsync(expediente.Project, cancellationToken);
        var decision = ProcessingDecision.Decide(entry, findings, versions);

        var supersedes = decision is ProcessingDecision.Evaluate or ProcessingDecision.RequestCorrection
            ? await SupersedeEarlierAsync(versions, expediente, cancellationToken)
            : [];
        expediente = await DecideAsync(expediente, decision, findings, entry.Number, cancellationToken);
        return new ProcessingOutcome(await FollowAsync(expediente, cancellationToken), supersedes) { Repeated = repeated };
    }

    private async Task<IReadOnlyList<RegistryNumber>> SupersedeEarlierAsync(
        IReadOnlyList<ProjectVersion> versions, Expediente valid, CancellationToken cancellationToken)
    {
        var decision = new ProcessingDecision.Supersede(valid.Entry);
        var superseded = new List<RegistryNumber>();
        foreach (var earlier in versions.Where(v => v.InTime && !v.IsSuperseded && v.Entry != valid.Entry))
        {
            var expediente = await desk.ReadAsync(valid.Key with { Number = earlier.Expediente }, cancellationToken);
            await DecideAsync(expediente, decision, expediente.Findings, expediente.Memoria, cancellationToken);
            superseded.Add(earlier.Entry);
        }

        return superseded;
    }

    private async Task<Expediente> DecideAsync(
        Expediente expediente, ProcessingDecision decision, IReadOnlyList<Finding> findings, RegistryNumber? reviewed, CancellationToken cancellationToken)
    {
        return await desk.ChangeAsync(expediente, Step, cancellationToken);

        async Task<Change?> Step(Expediente current)
        {
            var next = current.State.After(decision);
            if (next == current.State)
                return null;
            var now = clock.Now;

            // Before, not after: a crash between the two is mended by the repetition, which finds the expediente still awaiting correction.
            if (current.State is ExpedienteState.AwaitingCorrection awaiting)
                await requests.CloseAsSupersededAsync(CorrectionRequest.For(current, awaiting), now, cancellationToken);
            var changed = current with { State = next, Since = now };
            // One that gives way before it was reviewed has no report to point at.
            if (current.State is ExpedienteState.Registered)
                changed = changed with { Findings = findings, Memoria = reviewed };
            return new Change(changed, HistoryEvent.Decided(changed));
        }
    }

    /// <summary>Does what the state asks for and what an interrupted run may have left undone.</summary>
    private async Task<Expediente> FollowAsync(Expediente expediente, CancellationToken cancellationToken)
    {
        // What a department asks for it writes down itself, before the expediente follows.
        if (expediente.State is ExpedienteState.AwaitingCorrection { From: null } state)
            await requests.AddAsync(CorrectionRequest.For(expediente, state), cancellationToken);
        return await desk.SendOnAsync(expediente, cancellationToken);
    }
}
