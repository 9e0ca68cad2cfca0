using System.Globalization;
using System.Text;
using IntakePipeline.Submissions;

namespace IntakePipeline.Registry.Audit;

/// <summary>
/// Follows the chain of the book, row after row in the order of numbers: knows only where each book has come to, whatever its length. One thing changed
/// is told once, where it stands; after that it goes on from what the row says.
/// </summary>
/// <param name="report">What is found.</param>
internal sealed class ChainFollower(AuditReport report)
{
    private readonly Dictionary<int, BookEnd> ends = [];
    private readonly Dictionary<string, int> opened = new(StringComparer.Ordinal);
    private bool isBroken;

    /// <summary>Follows one more row.</summary>
    /// <returns>The entry; null when it cannot be read.</returns>
    public RegistryEntry? Next(WrittenEntry row)
    {
        report.Count("entries");
        if (row.Number is not { } number)
        {
            report.Fault(AuditCodes.EntryUnreadable, row.Place, "the row's key names no number");
            return null;
        }

        if (!ends.TryGetValue(number.Year, out var end))
            (end, isBroken) = (new BookEnd(0, LedgerHead.Genesis(number.Year)), false);
        if (number.Sequence > end.LastNumber + 1)
        {
            TellMissing(number.Year, end.LastNumber + 1, number.Sequence - 1);
            isBroken = true;
        }

        ends[number.Year] = new BookEnd(number.Sequence, end.LastHash);
        if (Read(row) is not var (entry, previous, hash))
        {
            report.Fault(AuditCodes.EntryUnreadable, number.ToString(), "the row lacks a column, or its content is no entry in canonical form");
            isBroken = true;
            return null;
        }

        if (!isBroken && previous != end.LastHash)
            report.Fault(AuditCodes.ChainBroken, number.ToString(), "it is not chained to the entry before it: one of the two was replaced");
        if (LedgerHead.Chain(previous, Encoding.UTF8.GetBytes(row.Canonical!)) != hash)
            report.Fault(AuditCodes.EntryAltered, number.ToString(), "its content does not give its hash");
        if (entry.Number != number)
            report.Fault(AuditCodes.EntryMisplaced, number.ToString(), $"the row holds entry {entry.Number}");
        (isBroken, ends[number.Year]) = (false, new BookEnd(number.Sequence, hash));
        if (entry.Draft.Kind is EntryKind.Filing)
        {
            var counter = LedgerHead.CounterName(entry.Draft.Call, entry.Draft.Programme);
            opened[counter] = opened.GetValueOrDefault(counter) + 1;
        }

        return entry;
    }

    /// <summary>Compares where the books ended with the heads read before and after: between the two, hosts may have registered more.</summary>
    public void End(LedgerHead before, LedgerHead after)
    {
        foreach (var (year, head) in before.Books)
        {
            var end = ends.GetValueOrDefault(year) ?? new BookEnd(0, LedgerHead.Genesis(year));
            if (end.LastNumber < head.LastNumber)
                TellMissing(year, end.LastNumber + 1, head.LastNumber);
            else if (end.LastNumber == head.LastNumber && end.LastHash != head.LastHash)
                report.Fault(AuditCodes.HeadDiffers, Year(year), $"the head closes with another hash than entry {new RegistryNumber(year, end.LastNumber)}");
        }

        foreach (var (year, end) in ends)
        {
            var head = after.Books.GetValueOrDefault(year)?.LastNumber ?? 0;
            if (end.LastNumber > head)
                report.Fault(AuditCodes.EntryExtra, new RegistryNumber(year, head + 1).ToString(), $"the head ends at {head}, and entries go on to {end.LastNumber}");
        }

        // While others append, the counters move on.
        if (!before.Books.SequenceEqual(after.Books))
            return;
        foreach (var counter in opened.Keys.Union(after.Expedientes.Keys, StringComparer.Ordinal))
        {
            var (counted, said) = (opened.GetValueOrDefault(counter), after.Expedientes.GetValueOrDefault(counter));
            if (counted != said)
                report.Fault(AuditCodes.CounterDiffers, counter, string.Create(CultureInfo.InvariantCulture, $"the head counts {said} expedientes, the book {counted}"));
        }
    }

    private static (RegistryEntry Entry, Sha256Digest Previous, Sha256Digest Hash)? Read(WrittenEntry row)
    {
        if (row.Canonical is null || !Sha256Digest.TryParse(row.Previous, out var previous) || !Sha256Digest.TryParse(row.Hash, out var hash))
            return null;
        try
        {
            return (RegistryEntryJson.Read(row.Canonical, previous, hash), previous, hash);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void TellMissing(int year, int first, int last) => report.Fault(
        AuditCodes.EntryMissing, new RegistryNumber(year, first).ToString(),
        first == last ? "there is no such entry" : $"there are no entries from here to {new RegistryNumber(year, last)}");

    private static string Year(int year) => year.ToString("D4", CultureInfo.InvariantCulture);
}
