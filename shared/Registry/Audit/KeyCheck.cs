using NodaTime;

namespace IntakePipeline.Registry.Audit;

/// <summary>Each entry has the row that makes a second registration of its key impossible, and each such row has its entry.</summary>
/// <param name="rows">The book's rows.</param>
/// <param name="ledger">The book.</param>
public sealed class KeyCheck(IBookRows rows, ILedgerStore ledger) : IEntryCheck, IStoreCheck
{
    /// <inheritdoc/>
    public async Task CheckAsync(AuditedEntry audited, AuditReport report, CancellationToken cancellationToken)
    {
        var entry = audited.Entry;
        if (await rows.FindKeyAsync(entry.Draft.Key, cancellationToken) is not { } row)
            report.Fault(AuditCodes.KeyMissing, audited.Place, $"its key {entry.Draft.Key} could be registered again");
        else if (row.Entry != entry.Number.ToString() || row.Envelope != entry.Draft.Envelope.Hex)
            report.Fault(AuditCodes.KeyDiffers, audited.Place, $"the row of its key {entry.Draft.Key} names entry {row.Entry}, or another envelope");
    }

    /// <inheritdoc/>
    public async Task CheckAsync(Duration patience, AuditReport report, CancellationToken cancellationToken)
    {
        await foreach (var row in rows.KeysAsync(cancellationToken))
        {
            report.Count("keys");
            if (!RegistryNumber.TryParse(row.Entry, out var number) || !await HoldsAsync(number, row.Key, cancellationToken))
                report.Fault(AuditCodes.KeyExtra, $"p|{row.Key}", $"it names entry {row.Entry}, which is not there or has another key");
        }

        await foreach (var unfinished in ledger.ListUnfinishedAsync(cancellationToken))
        {
            if (await BookReading.FindAsync(ledger, unfinished.Number, cancellationToken) is BookReading.None)
                report.Fault(AuditCodes.OutboxExtra, unfinished.Number.ToString(), "the outbox waits for an entry that is not there");
        }
    }

    // An entry that cannot be read is told where it stands.
    private async Task<bool> HoldsAsync(RegistryNumber number, string key, CancellationToken cancellationToken) =>
        await BookReading.FindAsync(ledger, number, cancellationToken) switch
        {
            BookReading.Found found => found.Entry.Draft.Key.Value == key,
            BookReading.Unreadable => true,
            _ => false,
        };
}
