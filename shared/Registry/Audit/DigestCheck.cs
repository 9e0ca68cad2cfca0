using System.Security.Cryptography;
using System.Text;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Registry.Audit;

/// <summary>
/// Each daily digest says what the book says, is sealed, and names the one before it. A digest's bytes follow from its head and the book's hashes, so they
/// are made again and compared: number, hash, count and list cannot differ unnoticed. One that is missing is noticed by the one after it; the last ones
/// leave no trace, and hosts write them again.
/// </summary>
/// <param name="files">The digests' names.</param>
/// <param name="store">The digests.</param>
/// <param name="book">The book's rows.</param>
/// <param name="sealing">The registry's seal.</param>
public sealed class DigestCheck(IDigestFiles files, IDigestStore store, IBookRows book, Sealing sealing) : IStoreCheck
{
    /// <inheritdoc/>
    public async Task CheckAsync(Duration patience, AuditReport report, CancellationToken cancellationToken)
    {
        await using var rows = book.EntriesAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        var (cursor, before, digest) = (new BookCursor(rows), (Day?)null, (DigestFile?)null);
        await foreach (var file in files.ListAsync(cancellationToken))
        {
            if (file.Date is null)
                report.Fault(AuditCodes.Unknown, file.Place, "it is no digest and no seal of one");
            else if (file.Form == DigestForm.Seal && (digest?.Book, digest?.Date) != (file.Book, file.Date))
                report.Fault(AuditCodes.DigestUnlinked, file.Place, "it seals a digest that is not there");
            else if (file.Form == DigestForm.Data)
                before = await CheckAsync(digest = file, before?.File.Book == file.Book ? before : null, cursor, report, cancellationToken) ?? before;
        }
    }

    private async Task<Day?> CheckAsync(DigestFile file, Day? before, BookCursor cursor, AuditReport report, CancellationToken cancellationToken)
    {
        if (await DigestReading.ReadAsync(store, file, cancellationToken) is not { } reading)
            return null;
        report.Count("digests");
        SealFinding.Tell(report, file.Place, "the digest", reading.Seal, sealing.Seal);
        var today = new Day(file, reading);
        if (reading.Head is not { } head)
        {
            report.Fault(AuditCodes.DigestUnreadable, file.Place, "it is no digest");
            return today;
        }

        if (!GoesOn(head, before))
            report.Fault(AuditCodes.DigestUnlinked, file.Place, before is null ? "it is not the book's first, and the one before it is not there" : $"it does not go on where {before.File.Place} ends");
        if (head.Book != file.Book || head.Date != file.Date || await AgainAsync(head, cursor, cancellationToken) != reading.File)
            report.Fault(AuditCodes.DigestDiffers, file.Place, $"the book has something else up to entry {head.Last}");
        return today;
    }

    private static bool GoesOn(DigestHead head, Day? before) => before is null
        ? head is { Previous: null, First: 1 } && head.HashBefore == LedgerHead.Genesis(head.Book)
        : head.Previous == before.Link && before.Reading.Head is { } last && head.First == last.Last + 1 && head.HashBefore == last.LastHash;

    /// <summary>SHA-256 of the digest that has this head and lists what the book has now; null when the book lacks an entry of it.</summary>
    private static async Task<Sha256Digest?> AgainAsync(DigestHead head, BookCursor cursor, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(DigestJson.Opening(head));
        var last = head.HashBefore;
        for (long sequence = head.First; sequence <= head.Last; sequence++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Sha256Digest.TryParse(await cursor.HashAsync(head.Book, (int)sequence), out last))
                return null;
            hash.AppendData(Encoding.ASCII.GetBytes(DigestJson.Item(last, first: sequence == head.First)));
        }

        hash.AppendData(DigestJson.Closing);
        return last == head.LastHash ? Sha256Digest.FromBytes(hash.GetHashAndReset()) : null;
    }

    /// <summary>A day whose digest was read.</summary>
    private sealed record Day(DigestFile File, DigestReading Reading)
    {
        public DigestLink Link => new(File.Date!.Value, Reading.File);
    }
}
