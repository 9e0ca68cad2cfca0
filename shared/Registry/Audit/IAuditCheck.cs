using NodaTime;

namespace IntakePipeline.Registry.Audit;

/// <summary>An entry under audit.</summary>
/// <param name="Entry">The entry as its row has it.</param>
/// <param name="Finished">True when its processing was over before the audit came to it: everything that follows from it must be there.</param>
/// <param name="OnItsWay">True when it is so young that its receipt may not be written yet.</param>
public sealed record AuditedEntry(RegistryEntry Entry, bool Finished, bool OnItsWay)
{
    /// <summary>Its place in what an audit tells.</summary>
    public string Place => Entry.Number.ToString();
}

/// <summary>Compares an entry with what follows from it: what is missing or says otherwise.</summary>
public interface IEntryCheck
{
    /// <summary>Checks one entry; run for several at once.</summary>
    Task CheckAsync(AuditedEntry audited, AuditReport report, CancellationToken cancellationToken);
}

/// <summary>Goes through a store and asks of each thing where it comes from: what should not be there.</summary>
public interface IStoreCheck
{
    /// <summary>Checks the store, a page at a time.</summary>
    /// <param name="patience">What is younger may still be under way.</param>
    /// <param name="report">What is found.</param>
    /// <param name="cancellationToken">Stops.</param>
    Task CheckAsync(Duration patience, AuditReport report, CancellationToken cancellationToken);
}
