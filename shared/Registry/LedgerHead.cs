using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using IntakePipeline.Calls;
using IntakePipeline.Receipts;
using IntakePipeline.Submissions;

namespace IntakePipeline.Registry;

/// <summary>
/// The head of the ledger: the last number and hash of each year's book and the last expediente of each programme. Every append replaces it under its
/// version, which is what makes numbers gapless on any number of hosts.
/// </summary>
/// <param name="Books">By official year.</param>
/// <param name="Expedientes">Last expediente by call and programme.</param>
public sealed record LedgerHead(
    ImmutableSortedDictionary<int, BookEnd> Books, ImmutableSortedDictionary<string, int> Expedientes)
{
    /// <summary>The head of an empty ledger.</summary>
    public static LedgerHead Empty { get; } = new(
        ImmutableSortedDictionary<int, BookEnd>.Empty, ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal));

    /// <summary>Gives <paramref name="draft"/> the next numbers and the next hash. Pure: nothing is taken until the new head is committed.</summary>
    /// <param name="draft">What to register.</param>
    /// <param name="csv">Its verification code.</param>
    /// <returns>The entry and the head after it.</returns>
    public (RegistryEntry Entry, LedgerHead After) Append(EntryDraft draft, VerificationCode csv)
    {
        var year = Calendar.OfficialClock.ToLocal(draft.FiledAt).Year;
        var book = Books.GetValueOrDefault(year) ?? new BookEnd(0, Genesis(year));

        var number = new RegistryNumber(year, checked(book.LastNumber + 1));
        var (expediente, counters) = draft.Kind switch
        {
            EntryKind.Answer answer => (answer.Request.Expediente, Expedientes),
            EntryKind.Documents documents => (documents.Expediente, Expedientes),
            _ => Open(draft),
        };
        var hash = Chain(book.LastHash, RegistryEntryJson.Write(number, expediente, csv, draft));

        return (
            new RegistryEntry(number, expediente, csv, draft, book.LastHash, hash),
            new LedgerHead(Books.SetItem(year, new BookEnd(number.Sequence, hash)), counters));
    }

    private (ExpedienteNumber Expediente, ImmutableSortedDictionary<string, int> Counters) Open(EntryDraft draft)
    {
        var counter = CounterName(draft.Call, draft.Programme);
        var expediente = new ExpedienteNumber(draft.Programme, draft.CallYear, checked(Expedientes.GetValueOrDefault(counter) + 1));
        return (expediente, Expedientes.SetItem(counter, expediente.Sequence));
    }

    /// <summary><c>SHA-256(previous ‖ canonical)</c>: one link of the chain.</summary>
    public static Sha256Digest Chain(Sha256Digest previous, ReadOnlySpan<byte> canonical)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Convert.FromHexString(previous.Hex));
        hash.AppendData(canonical);
        return Sha256Digest.FromBytes(hash.GetHashAndReset());
    }

    /// <summary>What the first entry of a year's book is chained to.</summary>
    public static Sha256Digest Genesis(int year) =>
        Sha256Digest.Of(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"IntakePipeline registro {year:D4}")));

    /// <summary>The name of the counter of a programme's expedientes.</summary>
    internal static string CounterName(CallId call, ProgrammeId programme) => $"{call}/{programme}";
}

/// <summary>Where a year's book ends.</summary>
/// <param name="LastNumber">Sequence of its last entry; 0 when it has none.</param>
/// <param name="LastHash">Hash of its last entry; the genesis when it has none.</param>
public sealed record BookEnd(int LastNumber, Sha256Digest LastHash);
