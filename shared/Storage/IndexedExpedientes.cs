using Azure;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Storage;

/// <summary>The expedientes, each change of which is noted in the search index after it.</summary>
/// <remarks>
/// The index is no reason for a change to fail: what could not be noted, and what a crash kept from being noted, the sweep finds
/// (<see cref="SearchIndexKeeper.SweepAsync"/>).
/// </remarks>
/// <param name="expedientes">The expedientes.</param>
/// <param name="index">The index.</param>
/// <param name="keeper">Makes lines.</param>
/// <param name="logger">Where it is said that something could not be noted.</param>
public sealed partial class IndexedExpedientes(ExpedienteTable expedientes, SearchIndexTable index, SearchIndexKeeper keeper, ILogger<IndexedExpedientes> logger) : IExpedienteStore
{
    /// <inheritdoc/>
    public async Task<Expediente> OpenAsync(Expediente opened, HistoryEvent because, CancellationToken cancellationToken) =>
        await NotedAsync(await expedientes.OpenAsync(opened, because, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Expediente?> FindAsync(ExpedienteKey key, CancellationToken cancellationToken) => expedientes.FindAsync(key, cancellationToken);

    /// <inheritdoc/>
    public async Task<Expediente?> TryChangeAsync(Expediente changed, HistoryEvent? because, CancellationToken cancellationToken) =>
        await expedientes.TryChangeAsync(changed, because, cancellationToken) is { } stored ? await NotedAsync(stored, cancellationToken) : null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProjectVersion>> VersionsAsync(ProjectKey project, CancellationToken cancellationToken) => expedientes.VersionsAsync(project, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<HistoryEvent>> HistoryAsync(ExpedienteKey key, CancellationToken cancellationToken) => expedientes.HistoryAsync(key, cancellationToken);

    private async Task<Expediente> NotedAsync(Expediente stored, CancellationToken cancellationToken)
    {
        try
        {
            await index.NoteAsync(await keeper.LineAsync(stored, cancellationToken), cancellationToken);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            LogNotNoted(logger, stored.Key.Number, e);
        }

        return stored;
    }

    [LoggerMessage(EventId = 801, Level = LogLevel.Warning, Message = "Expediente {Expediente} changed, and the panel's search shows it later: its line could not be noted")]
    private static partial void LogNotNoted(ILogger logger, ExpedienteNumber expediente, Exception e);
}
