using IntakePipeline.Evaluation;
using NodaTime;

namespace IntakePipeline.Corrections;

/// <summary>A request whose period ends some day.</summary>
/// <param name="Expediente">Its expediente.</param>
/// <param name="Number">Its number.</param>
/// <param name="LastDay">The last day of the period, inclusive.</param>
public sealed record DueRequest(ExpedienteKey Expediente, CorrectionRequestNumber Number, LocalDate LastDay);

/// <summary>The correction requests, one per expediente and round, each with what happened to it.</summary>
public interface ICorrectionRequestStore
{
    /// <summary>Stores a request unless one of its number is there; that one stays as it is.</summary>
    Task AddAsync(CorrectionRequest request, CancellationToken cancellationToken);

    /// <summary>Closes a request because its expediente is being superseded. One that was not stored yet is stored closed, so that it cannot be opened after.</summary>
    Task CloseAsSupersededAsync(CorrectionRequest request, Instant at, CancellationToken cancellationToken);

    /// <summary>The request as it stands, or null when there is none.</summary>
    Task<CorrectionRequest?> FindAsync(ExpedienteKey expediente, CorrectionRequestNumber number, CancellationToken cancellationToken);

    /// <summary>Stores a new state with the event that tells of it, all or nothing, if nobody changed the request since it was read.</summary>
    /// <param name="changed">The request with its new state and the revision it was read at.</param>
    /// <param name="because">The event.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The request with its new revision; null when somebody else changed it first, so that it has to be read again.</returns>
    Task<CorrectionRequest?> TryChangeAsync(CorrectionRequest changed, HistoryEvent because, CancellationToken cancellationToken);

    /// <summary>What happened to a request since it was made, oldest first.</summary>
    Task<IReadOnlyList<HistoryEvent>> HistoryAsync(CorrectionRequest request, CancellationToken cancellationToken);

    /// <summary>Notes that an entry answers a request. Harmless when it is noted already.</summary>
    Task AddAnswerAsync(CorrectionRequest request, Answer answer, CancellationToken cancellationToken);

    /// <summary>Every answer whose <see cref="AddAnswerAsync"/> ended before this call began, in the order they were filed.</summary>
    Task<IReadOnlyList<Answer>> AnswersAsync(CorrectionRequest request, CancellationToken cancellationToken);

    /// <summary>Notes that a period ends on a day. Done before the reception is stored: a note too many is harmless, one too few would never expire.</summary>
    Task ScheduleAsync(DueRequest due, CancellationToken cancellationToken);

    /// <summary>The requests whose last day is before <paramref name="today"/>, earliest first; read a page at a time.</summary>
    IAsyncEnumerable<DueRequest> ListDueAsync(LocalDate today, CancellationToken cancellationToken);

    /// <summary>Takes a note away. Harmless when it is gone already.</summary>
    Task UnscheduleAsync(DueRequest due, CancellationToken cancellationToken);
}
