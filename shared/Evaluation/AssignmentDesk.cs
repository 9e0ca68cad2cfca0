using IntakePipeline.Calendar;

namespace IntakePipeline.Evaluation;

/// <summary>What became of taking, giving or giving back work.</summary>
public abstract record AssignmentOutcome
{
    private AssignmentOutcome()
    {
    }

    /// <summary>It is so, now or before.</summary>
    /// <param name="Expediente">The expediente.</param>
    public sealed record Done(Expediente Expediente) : AssignmentOutcome;

    /// <summary>There is no such expediente.</summary>
    public sealed record Unknown : AssignmentOutcome;

    /// <summary>It is not this person's to take or to give.</summary>
    /// <param name="By">Who has it; null when nobody does.</param>
    public sealed record Taken(Actor? By) : AssignmentOutcome;

    /// <summary>Nothing is left to do on it.</summary>
    /// <param name="State">Where it stands.</param>
    public sealed record Closed(ExpedienteState State) : AssignmentOutcome;
}

/// <summary>
/// Who works on what. The person stands in the expediente's own row, which changes only in the version that was read: of two who claim at the same moment
/// one has it, and the other is told who.
/// </summary>
/// <param name="expedientes">The expedientes.</param>
/// <param name="desk">Changes them.</param>
/// <param name="clock">The official time.</param>
public sealed class AssignmentDesk(IExpedienteStore expedientes, ExpedienteDesk desk, OfficialClock clock)
{
    /// <summary>Takes work that nobody has.</summary>
    public Task<AssignmentOutcome> ClaimAsync(ExpedienteKey key, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(key, by, by, e => e.AssignedTo is null, cancellationToken);

    /// <summary>Gives one's own work back.</summary>
    public Task<AssignmentOutcome> ReleaseAsync(ExpedienteKey key, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(key, by, null, e => e.AssignedTo == by, cancellationToken);

    /// <summary>Hands one's own work over to somebody else.</summary>
    public Task<AssignmentOutcome> HandOverAsync(ExpedienteKey key, Actor by, Actor to, CancellationToken cancellationToken) =>
        ChangeAsync(key, by, to, e => e.AssignedTo == by, cancellationToken);

    /// <summary>Gives work to somebody, whoever has it.</summary>
    public Task<AssignmentOutcome> AssignAsync(ExpedienteKey key, Actor by, Actor? to, CancellationToken cancellationToken) =>
        ChangeAsync(key, by, to, _ => true, cancellationToken);

    private async Task<AssignmentOutcome> ChangeAsync(
        ExpedienteKey key, Actor by, Actor? to, Func<Expediente, bool> mayChange, CancellationToken cancellationToken)
    {
        if (await expedientes.FindAsync(key, cancellationToken) is not { } expediente)
            return new AssignmentOutcome.Unknown();
        var now = clock.Now;
        var after = await desk.ChangeAsync(expediente, e => Task.FromResult(Step(e)), cancellationToken);
        return after.AssignedTo == to ? new AssignmentOutcome.Done(after)
            : to is not null && !IsOpen(after) ? new AssignmentOutcome.Closed(after.State)
            : new AssignmentOutcome.Taken(after.AssignedTo);

        Change? Step(Expediente e) => e.AssignedTo == to || !mayChange(e) || (to is not null && !IsOpen(e))
            ? null
            : new Change(e with { AssignedTo = to }, to is { } person ? HistoryEvent.Assigned(now, by, person) : HistoryEvent.Released(now, by));
    }

    private static bool IsOpen(Expediente e) =>
        e.State is ExpedienteState.Registered or ExpedienteState.InEvaluation or ExpedienteState.AwaitingCorrection;
}
