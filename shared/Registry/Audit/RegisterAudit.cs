using System.Runtime.CompilerServices;
using System.Text.Json;
using NodaTime;

namespace IntakePipeline.Registry.Audit;

/// <summary>
/// Reads everything again and compares: the chain of the book, and each entry with its key, its receipt, its originals, its expediente and its requests;
/// then each store with the book. Reads pages and changes nothing; may run while hosts work.
/// </summary>
/// <param name="rows">The book's rows.</param>
/// <param name="ledger">Its head.</param>
/// <param name="entryChecks">What must follow from an entry.</param>
/// <param name="storeChecks">What must come from one.</param>
/// <param name="time">The real time: the outbox has the storage service's own stamps.</param>
public sealed class RegisterAudit(
    IBookRows rows, ILedgerStore ledger, IEnumerable<IEntryCheck> entryChecks, IEnumerable<IStoreCheck> storeChecks, TimeProvider time)
{
    /// <summary>What is younger may still be under way: several times what the timers need to mend what a crash left.</summary>
    public static readonly Duration DefaultPatience = Duration.FromMinutes(10);

    private const int EntriesAtOnce = 8;

    /// <summary>Audits the whole register.</summary>
    /// <param name="patience">What is unfinished for longer is a fault.</param>
    /// <param name="tell">Gets each finding, one at a time.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What was looked at, and how many faults there are.</returns>
    public async Task<AuditReport> RunAsync(Duration patience, Action<AuditFinding> tell, CancellationToken cancellationToken)
    {
        var report = new AuditReport(tell);
        await Parallel.ForEachAsync(
            EntriesAsync(report, cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = EntriesAtOnce, CancellationToken = cancellationToken },
            async (entry, token) =>
            {
                // First of all: what is finished now is finished in all that is read after.
                var since = await rows.UnfinishedSinceAsync(entry.Number, token);
                var onItsWay = since is { } instant && !IsOver(instant, patience);
                TellOutbox(report, entry.Number, since, onItsWay);
                var audited = new AuditedEntry(entry, since is null, onItsWay);
                foreach (var check in entryChecks)
                    await check.CheckAsync(audited, report, token);
            });
        foreach (var check in storeChecks)
            await check.CheckAsync(patience, report, cancellationToken);
        return report;
    }

    private async IAsyncEnumerable<RegistryEntry> EntriesAsync(AuditReport report, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chain = new ChainFollower(report);
        var before = await HeadAsync(report, cancellationToken);
        await foreach (var row in rows.EntriesAsync(cancellationToken))
        {
            if (chain.Next(row) is { } entry)
                yield return entry;
        }

        if (before is not null && await HeadAsync(report, cancellationToken) is { } after)
            chain.End(before, after);
    }

    private async Task<LedgerHead?> HeadAsync(AuditReport report, CancellationToken cancellationToken)
    {
        try
        {
            return (await ledger.ReadHeadAsync(cancellationToken)).Head;
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            report.Fault(AuditCodes.HeadDiffers, "cabeza", "the head of the ledger cannot be read");
            return null;
        }
    }

    private static void TellOutbox(AuditReport report, RegistryNumber number, Instant? since, bool onItsWay)
    {
        if (since is not { } instant)
            return;
        if (onItsWay)
            report.Note(AuditCodes.OutboxBusy, number.ToString(), "its processing is under way");
        else
            report.Fault(AuditCodes.OutboxStuck, number.ToString(), $"its processing is not over since {JsonText.Iso(instant)}");
    }

    private bool IsOver(Instant since, Duration patience) => Instant.FromDateTimeOffset(time.GetUtcNow()) - since >= patience;
}
