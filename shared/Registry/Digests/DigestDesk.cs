using System.Runtime.CompilerServices;
using IntakePipeline.Calendar;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Registry.Digests;

/// <summary>
/// Publishes how the book stands at the end of each day: whoever has yesterday's digest can tell any later change of what was in the book by then, and
/// whether a receipt is in it, without asking anybody.
/// </summary>
/// <remarks>
/// The digest of a day lists the entries after those of the digest before it, up to the first one filed on a later day. An entry that was filed on the day
/// but registered after a later one, or after its digest, is in the next: every entry is in exactly one.
/// </remarks>
/// <param name="ledger">The book's head.</param>
/// <param name="book">The book.</param>
/// <param name="store">Where digests are kept.</param>
/// <param name="sealing">With what they are sealed.</param>
/// <param name="clock">The official time.</param>
public sealed class DigestDesk(ILedgerStore ledger, IBookReader book, IDigestStore store, Sealing sealing, OfficialClock clock)
{
    /// <summary>Writes the digests of all days that are over and have none. May run at any time, on several hosts at once.</summary>
    /// <returns>How many were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var written = 0;
        foreach (var (year, end) in (await ledger.ReadHeadAsync(cancellationToken)).Head.Books)
            written += await RunAsync(year, end.LastNumber, cancellationToken);
        return written;
    }

    private async Task<int> RunAsync(int year, int lastNumber, CancellationToken cancellationToken)
    {
        var (yesterday, yearEnds) = (clock.Today.PlusDays(-1), new LocalDate(year, 12, 31));
        var last = await store.FindLastAsync(year, sealing.Seal, cancellationToken);
        var date = last?.Head.Date.PlusDays(1) ?? await FirstDayAsync(year, cancellationToken);
        var written = 0;
        // When the year is over, only what was registered late still makes a digest.
        for (; date <= yesterday && (date <= yearEnds || last?.Head.Last < lastNumber); date = date.PlusDays(1))
        {
            last = await WriteAsync(year, date, last, cancellationToken);
            written++;
        }

        return written;
    }

    private async Task<KeptDigest> WriteAsync(int year, LocalDate date, KeptDigest? previous, CancellationToken cancellationToken)
    {
        var (before, hashBefore) = previous is null ? (0, LedgerHead.Genesis(year)) : (previous.Head.Last, previous.Head.LastHash);
        var (last, lastHash) = (before, hashBefore);
        await foreach (var line in book.ReadAsync(year, before + 1, cancellationToken))
        {
            if (OfficialClock.ToLocal(line.FiledAt).Date > date)
                break;
            if (line.Sequence != last + 1)
                throw new InvalidOperationException($"The book of {year} lacks the entry after {last}: it is not to be sealed as it stands.");
            (last, lastHash) = (line.Sequence, line.Hash);
        }

        var link = previous is null ? null : new DigestLink(previous.Head.Date, previous.File);
        var head = new DigestHead(year, date, before + 1, last, hashBefore, lastHash, link, clock.IsSimulated);
        return await store.SaveAsync(head, HashesAsync(head, cancellationToken), sealing.Seal, cancellationToken);
    }

    // Read again rather than kept: a day may have any number of entries.
    private async IAsyncEnumerable<Sha256Digest> HashesAsync(DigestHead head, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (head.Count == 0)
            yield break;
        await foreach (var line in book.ReadAsync(head.Book, head.First, cancellationToken))
        {
            yield return line.Hash;
            if (line.Sequence == head.Last)
                yield break;
        }
    }

    private async Task<LocalDate> FirstDayAsync(int year, CancellationToken cancellationToken)
    {
        await foreach (var line in book.ReadAsync(year, 1, cancellationToken))
            return OfficialClock.ToLocal(line.FiledAt).Date;
        return LocalDate.MaxIsoValue;
    }
}
