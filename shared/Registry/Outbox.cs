using IntakePipeline.Receipts;
using NodaTime;

namespace IntakePipeline.Registry;

/// <summary>
/// Sees to it that every entry gets its receipt and is processed, whatever crashed or got lost: an entry stays in the outbox until its processing is
/// over, and what stays too long is receipted and sent again.
/// </summary>
/// <param name="ledger">The book.</param>
/// <param name="receipts">Issues receipts.</param>
/// <param name="processing">Where entries wait for processing.</param>
/// <param name="time">The real time: the outbox compares it with the storage service's own stamps.</param>
public sealed class Outbox(ILedgerStore ledger, ReceiptDesk receipts, IProcessingQueue processing, TimeProvider time)
{
    /// <summary>Younger entries are on their way.</summary>
    public static readonly Duration Grace = Duration.FromMinutes(2);

    /// <summary>Issues the receipt and sends the entry on again, for each one that has been unfinished for <see cref="Grace"/>.</summary>
    /// <returns>How many were sent.</returns>
    public Task<int> ResendAsync(CancellationToken cancellationToken) => ResendAsync(Grace, cancellationToken);

    /// <summary>The same with another patience.</summary>
    public async Task<int> ResendAsync(Duration grace, CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var sent = 0;
        await foreach (var unfinished in ledger.ListUnfinishedAsync(cancellationToken))
        {
            // A stamp from further ahead is not young: this host's clock was set back, and waiting for it to catch up would hold everything up.
            var isYoung = unfinished.Since > now - grace && unfinished.Since <= now + grace;
            if (isYoung || await ledger.FindAsync(unfinished.Number, cancellationToken) is not { } entry)
                continue;
            await receipts.FetchAsync(entry, cancellationToken);
            await processing.SendAsync(entry.Number, cancellationToken);
            sent++;
        }

        return sent;
    }
}
