using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Notifications;
using IntakePipeline.Registry;

namespace IntakePipeline.Evaluation;

/// <summary>Where an expediente was moved to (R4 9.4). Its number stays: it stands on every document sent so far.</summary>
/// <param name="Call">The call in which it is evaluated now.</param>
/// <param name="Programme">The programme.</param>
public sealed record Move(CallId Call, ProgrammeId Programme);

/// <summary>What became of a move.</summary>
public abstract record MoveOutcome
{
    private MoveOutcome()
    {
    }

    /// <summary>It is there, now or before.</summary>
    /// <param name="Expediente">The expediente.</param>
    public sealed record Done(Expediente Expediente) : MoveOutcome;

    /// <summary>There is no such expediente.</summary>
    public sealed record Unknown : MoveOutcome;

    /// <summary>There is no such call, programme or phase, or none of its windows holds the entry's date and no phase was named.</summary>
    public sealed record NoSuchPhase : MoveOutcome;

    /// <summary>It is not in evaluation.</summary>
    /// <param name="Expediente">The expediente as it stands.</param>
    public sealed record NotInEvaluation(Expediente Expediente) : MoveOutcome;
}

/// <summary>Moves an application in evaluation to the programme or call that suits it better (R4 9.4). The entry's date stays, and with it its place.</summary>
/// <param name="calls">The calls.</param>
/// <param name="expedientes">The expedientes.</param>
/// <param name="order">The order of each phase.</param>
/// <param name="desk">Changes expedientes.</param>
/// <param name="journal">Where moves are written down.</param>
/// <param name="notices">Has the applicant told.</param>
/// <param name="clock">The official time.</param>
public sealed class MoveDesk(
    CallCatalogue calls, IExpedienteStore expedientes, IExpedienteOrder order, ExpedienteDesk desk, IMoveJournal journal, INotices notices, OfficialClock clock)
{
    /// <summary>Moves an expediente; saying it again changes nothing.</summary>
    /// <param name="number">The expediente.</param>
    /// <param name="target">Where to.</param>
    /// <param name="phase">In which phase it competes there; null for the one whose window holds the entry's effective date.</param>
    /// <param name="by">Who moves it.</param>
    /// <param name="why">Why.</param>
    /// <param name="cancellationToken">Stops between two steps; say it again to go on.</param>
    public async Task<MoveOutcome> MoveAsync(
        ExpedienteNumber number, Move target, PhaseId? phase, Actor by, string why, CancellationToken cancellationToken)
    {
        if (ExpedienteKey.Find(calls, number) is not { } key || await expedientes.FindAsync(key, cancellationToken) is not { } expediente)
            return new MoveOutcome.Unknown();
        var programme = calls.Find(target.Call)?.Find(target.Programme);
        var window = phase is null ? programme?.WindowOn(expediente.Effective.Date) : programme?.Windows.FirstOrDefault(w => w.Phase == phase);
        if (window is null)
            return new MoveOutcome.NoSuchPhase();

        var home = target == new Move(key.Call, number.Programme) && window.Phase == expediente.Phase;
        if (!home)
            await order.NoteMoveAsync(new ProgrammePhase(target.Call, target.Programme, window.Phase), new Placed(Place.Of(expediente), key), cancellationToken);
        var now = clock.Now;
        if (Step(expediente) is not null)
            await journal.WriteAsync(new MoveAct(key, target, window.Phase, by, why, now), cancellationToken);
        expediente = await desk.ChangeAsync(expediente, e => Task.FromResult(Step(e)), cancellationToken);
        if (!IsThere(expediente))
            return new MoveOutcome.NotInEvaluation(expediente);
        // Where it was filed without ever having been moved there is nothing to tell.
        if ((await expedientes.HistoryAsync(key, cancellationToken)).LastOrDefault(h => h.What == HistoryEvent.MovedCode) is { } moved)
            await notices.NoteAsync(new Notice.Transferred(key, moved.At), cancellationToken);
        return new MoveOutcome.Done(await desk.SendOnAsync(expediente, cancellationToken));

        bool IsThere(Expediente e) => e.State is ExpedienteState.InEvaluation state && state.Phase == window.Phase && e.MovedTo == (home ? null : target);

        Change? Step(Expediente e) => e.State is not ExpedienteState.InEvaluation || IsThere(e)
            ? null
            : new Change(
                e with { State = new ExpedienteState.InEvaluation(programme!.Department.Id, window.Phase, QueuedAt: null), MovedTo = home ? null : target, AssignedTo = null },
                HistoryEvent.Moved(now, by, programme, window.Phase, why));
    }
}
