using IntakePipeline.Calls;
using NodaTime;

namespace IntakePipeline.Evaluation;

/// <summary>A move that staff ordered. It follows from nothing in the register, so it is written down beside the documents, where a lost table does not take it along.</summary>
/// <param name="Expediente">What is moved.</param>
/// <param name="Target">Where to.</param>
/// <param name="Phase">In which phase it competes there.</param>
/// <param name="By">Who ordered it.</param>
/// <param name="Why">Why.</param>
/// <param name="At">When, official time.</param>
public sealed record MoveAct(ExpedienteKey Expediente, Move Target, PhaseId Phase, Actor By, string Why, Instant At);

/// <summary>The moves that were ordered, each written once.</summary>
public interface IMoveJournal
{
    /// <summary>Writes an act down, before it is done: one that a crash kept from being done stands here too. Again is harmless.</summary>
    Task WriteAsync(MoveAct act, CancellationToken cancellationToken);

    /// <summary>The acts of an expediente, oldest first.</summary>
    IAsyncEnumerable<MoveAct> ListAsync(ExpedienteKey expediente, CancellationToken cancellationToken);
}
