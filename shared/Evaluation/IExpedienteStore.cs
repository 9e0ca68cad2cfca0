namespace IntakePipeline.Evaluation;

/// <summary>
/// The expedientes: their state, their history, and which of them are versions of one project. A write is all or nothing across the three, and lasts.
/// </summary>
public interface IExpedienteStore
{
    /// <summary>Stores a new expediente with its first event and makes it visible to <see cref="VersionsAsync"/>, unless it is there already.</summary>
    /// <returns>What is stored: with the revision just written, or as it was found.</returns>
    /// <exception cref="InvalidOperationException">The number belongs to another entry: the register is broken.</exception>
    Task<Expediente> OpenAsync(Expediente opened, HistoryEvent because, CancellationToken cancellationToken);

    /// <summary>The expediente as it stands, or null when there is none.</summary>
    /// <remarks>A superseded one names the version that is valid now, which may be a later one than the one that superseded it.</remarks>
    Task<Expediente?> FindAsync(ExpedienteKey key, CancellationToken cancellationToken);

    /// <summary>Stores a change, with the event that tells of it, if nobody changed the expediente since it was read.</summary>
    /// <param name="changed">The expediente with its changes and the revision it was read at.</param>
    /// <param name="because">The event; null only when the state's code stays the same.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The expediente with its new revision; null when somebody else changed it first, so that it has to be read again.</returns>
    Task<Expediente?> TryChangeAsync(Expediente changed, HistoryEvent? because, CancellationToken cancellationToken);

    /// <summary>Every version of a project whose <see cref="OpenAsync"/> ended before this call began, in the order of the book.</summary>
    Task<IReadOnlyList<ProjectVersion>> VersionsAsync(ProjectKey project, CancellationToken cancellationToken);

    /// <summary>What happened to an expediente, oldest first; empty when there is none.</summary>
    Task<IReadOnlyList<HistoryEvent>> HistoryAsync(ExpedienteKey key, CancellationToken cancellationToken);
}
