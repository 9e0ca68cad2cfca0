using System.Globalization;
using System.Runtime.CompilerServices;
using IntakePipeline.Registry;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Storage;

/// <summary>The rows of <c>registro</c> as they stand; <see cref="LedgerTable"/> says what they are.</summary>
/// <param name="tables">The storage account.</param>
public sealed class BookRows(TableServiceClient tables) : IBookRows
{
    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Registry);

    /// <inheritdoc/>
    public async IAsyncEnumerable<WrittenEntry> EntriesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync(Range("a|"), ct: cancellationToken))
            yield return new WrittenEntry(row.RowKey, Number(row.RowKey), row.GetString("Asiento"), row.GetString("HuellaAnterior"), row.GetString("Huella"));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<WrittenKey> KeysAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync(Range("p|"), ct: cancellationToken))
            yield return Read(row);
    }

    /// <inheritdoc/>
    public async Task<WrittenKey?> FindKeyAsync(SubmissionKey key, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(LedgerTable.Partition, LedgerTable.KeyRow(key), ct: cancellationToken) is { } row ? Read(row) : null;

    /// <inheritdoc/>
    public async Task<Instant?> UnfinishedSinceAsync(RegistryNumber number, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(LedgerTable.Partition, LedgerTable.NumberRow('s', number), ct: cancellationToken) is { } row
            ? Instant.FromDateTimeOffset(row.Timestamp!.Value)
            : null;

    private static WrittenKey Read(TableEntity row) => new(row.RowKey[2..], row.GetString("Registro"), row.GetString("Sobre"));

    private static RegistryNumber? Number(string rowKey) =>
        rowKey.Split('|') is [_, { Length: 4 } year, { Length: 9 } sequence]
        && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y)
        && int.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0
            ? new RegistryNumber(y, n)
            : null;

    private static string Range(string prefix) => ExpedienteTableRows.InPrefix(LedgerTable.Partition, prefix);
}
