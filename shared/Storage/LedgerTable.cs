using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Azure;
using IntakePipeline.Registry;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Storage;

/// <summary>
/// <c>registro</c> as a table. Everything lives in one partition, because one transaction has to hold the head of the year's book, the counter of the
/// programme's expedientes (whose filings span two years) and the key that must never be registered twice in any year.
/// </summary>
/// <remarks>
/// Rows: <c>cabeza</c> the head; <c>a|{year}|{number}</c> an entry (asiento); <c>p|{presentacion}</c> the entry a key opened; <c>s|{year}|{number}</c>
/// the outbox (salida), so that what is unfinished is found by a range of keys and not by reading the book.
/// </remarks>
/// <param name="table">The table.</param>
public sealed class LedgerTable(TableClient table) : ILedgerStore
{
    internal const string Partition = "registro";
    private const string HeadRow = "cabeza";
    private const int RowsPerEntry = 3;
    private const int MaxTransaction = 100;

    /// <inheritdoc/>
    public int MaxBatch => (MaxTransaction - 1) / RowsPerEntry;

    /// <inheritdoc/>
    public async Task<StoredHead> ReadHeadAsync(CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(Partition, HeadRow, ct: cancellationToken) is { } row
            ? new StoredHead(ReadHead(row.GetString("Estado")!), row.ETag.ToString("H"))
            : new StoredHead(LedgerHead.Empty, null);

    /// <inheritdoc/>
    public async Task<CommitOutcome> CommitAsync(StoredHead from, LedgerHead to, IReadOnlyList<RegistryEntry> entries, CancellationToken cancellationToken)
    {
        var head = new TableEntity(Partition, HeadRow) { ["Estado"] = WriteHead(to) };
        var actions = new List<TableTransactionAction>(1 + (entries.Count * RowsPerEntry))
        {
            from.Version is { } version
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, head, new ETag(version))
                : new TableTransactionAction(TableTransactionActionType.Add, head),
        };
        foreach (var entry in entries)
            actions.AddRange(Rows(entry).Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
        try
        {
            var tags = await table.SubmitTransactionAsync(actions, cancellationToken);
            return new CommitOutcome.Committed(new StoredHead(to, tags[0].ToString("H")));
        }
        catch (TableTransactionFailedException e) when (e.Status is 409 or 412)
        {
            return e.FailedTransactionActionIndex is 0 ? new CommitOutcome.HeadMoved() : new CommitOutcome.KeyTaken();
        }
    }

    /// <inheritdoc/>
    public async Task<RegistryEntry?> FindAsync(SubmissionKey key, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(Partition, KeyRow(key), ct: cancellationToken) is { } row
        && RegistryNumber.TryParse(row.GetString("Registro"), out var number)
            ? await FindAsync(number, cancellationToken)
            : null;

    /// <inheritdoc/>
    public async Task<RegistryEntry?> FindAsync(RegistryNumber number, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(Partition, NumberRow('a', number), ct: cancellationToken) is { } row
            ? Read(row)
            : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<SubmissionKey> ListKeysAsync(
        SubmissionKey first, SubmissionKey last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {KeyRow(first)} and RowKey le {KeyRow(last)}");
        await foreach (var row in table.QueryAsync(filter, select: ["RowKey"], ct: cancellationToken))
        {
            if (SubmissionKey.TryParse(row.RowKey[2..], out var key))
                yield return key;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<UnfinishedEntry> ListUnfinishedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // '}' follows '|': the range holds every row of the outbox.
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {"s|"} and RowKey lt {"s}"}");
        await foreach (var row in table.QueryAsync(filter, select: ["RowKey", "Timestamp"], ct: cancellationToken))
        {
            if (row.RowKey.Split('|') is [_, var year, var number])
                yield return new UnfinishedEntry(
                    new RegistryNumber(int.Parse(year, CultureInfo.InvariantCulture), int.Parse(number, CultureInfo.InvariantCulture)),
                    Instant.FromDateTimeOffset(row.Timestamp!.Value));
        }
    }

    /// <inheritdoc/>
    public Task MarkFinishedAsync(RegistryNumber number, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Partition, NumberRow('s', number), ETag.All, cancellationToken);

    /// <summary>The key of an entry's row; rows of a book are in its order.</summary>
    internal static string EntryRow(RegistryNumber number) => NumberRow('a', number);

    /// <summary>Reads an entry's row.</summary>
    internal static RegistryEntry Read(TableEntity row) => RegistryEntryJson.Read(
        row.GetString("Asiento")!, JsonText.ParseDigest(row.GetString("HuellaAnterior")), JsonText.ParseDigest(row.GetString("Huella")));

    private static IEnumerable<TableEntity> Rows(RegistryEntry entry) =>
    [
        new TableEntity(Partition, NumberRow('a', entry.Number))
        {
            ["Asiento"] = Encoding.UTF8.GetString(RegistryEntryJson.Write(entry.Number, entry.Expediente, entry.Csv, entry.Draft)),
            ["HuellaAnterior"] = entry.PreviousHash.Hex,
            ["Huella"] = entry.Hash.Hex,
        },
        new TableEntity(Partition, KeyRow(entry.Draft.Key)) { ["Registro"] = entry.Number.ToString(), ["Sobre"] = entry.Draft.Envelope.Hex },
        new TableEntity(Partition, NumberRow('s', entry.Number)),
    ];

    internal static string KeyRow(SubmissionKey key) => $"p|{key}";

    internal static string NumberRow(char kind, RegistryNumber number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}|{number.Year:D4}|{number.Sequence:D9}");

    private static string WriteHead(LedgerHead head) => Encoding.UTF8.GetString(JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("libros");
        foreach (var (year, book) in head.Books)
        {
            json.WriteStartObject(year.ToString(CultureInfo.InvariantCulture));
            json.WriteNumber("ultimo", book.LastNumber);
            json.WriteString("huella", book.LastHash.Hex);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("expedientes");
        foreach (var (programme, last) in head.Expedientes)
            json.WriteNumber(programme, last);
        json.WriteEndObject();
        json.WriteEndObject();
    }));

    private static LedgerHead ReadHead(string state)
    {
        using var json = JsonDocument.Parse(state);
        return new LedgerHead(
            json.RootElement.GetProperty("libros").EnumerateObject().ToImmutableSortedDictionary(
                b => int.Parse(b.Name, CultureInfo.InvariantCulture),
                b => new BookEnd(b.Value.GetProperty("ultimo").GetInt32(), JsonText.ParseDigest(b.Value.GetProperty("huella").GetString()))),
            json.RootElement.GetProperty("expedientes").EnumerateObject().ToImmutableSortedDictionary(
                e => e.Name, e => e.Value.GetInt32(), StringComparer.Ordinal));
    }
}
