using IntakePipeline.Registry;

namespace IntakePipeline.Evaluation;

/// <summary>Reports on memorias, beside their expedientes: one for each entry that brought one, written once.</summary>
public interface IMemoriaReportStore
{
    /// <summary>Keeps a report. The first one stays.</summary>
    /// <returns>What is kept: these bytes, or those another run was first with.</returns>
    Task<ReadOnlyMemory<byte>> SaveAsync(ExpedienteKey expediente, RegistryNumber entry, ReadOnlyMemory<byte> report, CancellationToken cancellationToken);

    /// <summary>The report on the memoria that an entry brought, as JSON; null when there is none.</summary>
    Task<ReadOnlyMemory<byte>?> FindAsync(ExpedienteKey expediente, RegistryNumber entry, CancellationToken cancellationToken);

    /// <summary>Keeps a later report on the same memoria beside it, under a number of its own. The first one of that number stays.</summary>
    Task SaveAgainAsync(ExpedienteKey expediente, RegistryNumber entry, int time, ReadOnlyMemory<byte> report, CancellationToken cancellationToken);

    /// <summary>The later reports, by their numbers.</summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ListAgainAsync(ExpedienteKey expediente, RegistryNumber entry, CancellationToken cancellationToken);
}
