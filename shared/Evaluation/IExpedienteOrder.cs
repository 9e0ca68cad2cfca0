using IntakePipeline.Calls;

namespace IntakePipeline.Evaluation;

/// <summary>An expediente in its place.</summary>
/// <param name="Place">The place.</param>
/// <param name="Expediente">The expediente.</param>
public readonly record struct Placed(Place Place, ExpedienteKey Expediente);

/// <summary>A phase of a programme of a call.</summary>
/// <param name="Call">The call.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Phase">The phase.</param>
public readonly record struct ProgrammePhase(CallId Call, ProgrammeId Programme, PhaseId Phase);

/// <summary>The expedientes of each phase in the strict order of effective entry, read a page at a time in that order.</summary>
public interface IExpedienteOrder
{
    /// <summary>Every expediente filed in a phase, whatever became of it.</summary>
    IAsyncEnumerable<Placed> FiledAsync(ProgrammePhase phase, CancellationToken cancellationToken);

    /// <summary>Those filed in a phase that are in evaluation there.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="after">Only those after this place; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<Placed> InEvaluationAsync(ProgrammePhase phase, Place? after, CancellationToken cancellationToken);

    /// <summary>Those that were moved into a phase from elsewhere (R4 9.4). Some may have gone on since: their own state tells.</summary>
    /// <inheritdoc cref="InEvaluationAsync" path="/param"/>
    IAsyncEnumerable<Placed> MovedInAsync(ProgrammePhase phase, Place? after, CancellationToken cancellationToken);

    /// <summary>Notes that an expediente is being moved into a phase. Done before the move is stored: a note too many is harmless, one too few is not.</summary>
    Task NoteMoveAsync(ProgrammePhase phase, Placed placed, CancellationToken cancellationToken);
}
