using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;
using NodaTime;

namespace IntakePipeline.Panel;

/// <summary>Where staff write down what the next person should know. The applicant's pages leave notes out.</summary>
/// <param name="expedientes">The expedientes.</param>
/// <param name="desk">Changes them.</param>
/// <param name="clock">The official time.</param>
public sealed class NoteDesk(IExpedienteStore expedientes, ExpedienteDesk desk, OfficialClock clock)
{
    /// <summary>Takes a note back: its author's to do, or an administrator's. It stays in the history, and so does who took it back; again is harmless.</summary>
    /// <param name="expediente">The expediente.</param>
    /// <param name="at">The instant of the note.</param>
    /// <param name="by">Who takes it back.</param>
    /// <param name="anybodys">Whether it may be another's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when there is no such note, or it is another's.</returns>
    public async Task<bool> RetractAsync(Expediente expediente, Instant at, Actor by, bool anybodys, CancellationToken cancellationToken)
    {
        var found = false;
        var now = clock.Now;
        await desk.ChangeAsync(expediente, async e =>
        {
            var history = await expedientes.HistoryAsync(e.Key, cancellationToken);
            var note = history.FirstOrDefault(h => h.What == HistoryEvent.NoteCode && h.At == at && (anybodys || h.Who == by));
            found = note is not null;
            return note is null || history.Any(h => h.Retracts == at) ? null : new Change(e, HistoryEvent.Retracted(now, by, note));
        }, cancellationToken);
        return found;
    }

    /// <summary>Adds a note to the history of an expediente.</summary>
    public Task<Expediente> AddAsync(Expediente expediente, Actor by, string text, CancellationToken cancellationToken) =>
        desk.TellAsync(expediente, [HistoryEvent.Note(clock.Now, by, text)], cancellationToken);
}
