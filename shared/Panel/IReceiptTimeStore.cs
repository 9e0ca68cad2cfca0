using NodaTime;

namespace IntakePipeline.Panel;

/// <summary>Where it is kept how long receipts took, by hour and host.</summary>
public interface IReceiptTimeStore
{
    /// <summary>Keeps what one host measured in one hour so far, in place of what it kept of that hour before.</summary>
    /// <returns>Whether it did; false while storage is away.</returns>
    Task<bool> TrySaveAsync(LocalDateTime hour, string host, ReceiptHistogram measured, CancellationToken cancellationToken);

    /// <summary>What all hosts measured from one hour to another, both inclusive; hours without receipts are left out.</summary>
    Task<IReadOnlyDictionary<LocalDateTime, ReceiptHistogram>> ListAsync(LocalDateTime from, LocalDateTime to, CancellationToken cancellationToken);
}
