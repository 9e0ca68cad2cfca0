using IntakePipeline.Evaluation;
using NodaTime;

namespace IntakePipeline.Corrections;

/// <summary>The correction requests, one per expediente and round.</summary>
public interface ICorrectionRequestStore
{
    /// <summary>Stores a request unless one of its number is there; that one stays as it is.</summary>
    Task AddAsync(CorrectionRequest request, CancellationToken cancellationToken);

    /// <summary>Closes a request because its expediente is being superseded. One that was not stored yet is stored closed, so that it cannot be opened after.</summary>
    Task CloseAsSupersededAsync(CorrectionRequest request, Instant at, CancellationToken cancellationToken);

    /// <summary>The request as it stands, or null when there is none.</summary>
    Task<CorrectionRequest?> FindAsync(ExpedienteKey expediente, CorrectionRequestNumber number, CancellationToken cancellationToken);
}
