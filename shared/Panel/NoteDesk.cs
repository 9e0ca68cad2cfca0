using IntakePipeline.Calendar;
using IntakePipeline.Evaluation;

namespace IntakePipeline.Panel;

/// <summary>Where staff write down what the next person should know. The applicant's pages leave notes out.</summary>
/// <param name="desk">Changes expedientes.</param>
/// <param name="clock">The official time.</param>
public sealed class NoteDesk(ExpedienteDesk desk, OfficialClock clock)
{
    /// <summary>Adds a note to the history of an expediente.</summary>
    public Task<Expediente> AddAsync(Expediente expediente, Actor by, string text, CancellationToken cancellationToken) =>
        desk.TellAsync(expediente, [HistoryEvent.Note(clock.Now, by, text)], cancellationToken);
}
