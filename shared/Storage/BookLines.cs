using System.Globalization;
using System.Runtime.CompilerServices;
using IntakePipeline.Registry;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>The entries of <c>registro</c>, by ranges of rows.</summary>
/// <param name="table">The table.</param>
public sealed class BookLines(TableClient table) : IBookReader
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<BookLine> ReadAsync(int book, int first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, to) = (LedgerTable.EntryRow(new RegistryNumber(book, first)), LedgerTable.EntryRow(new RegistryNumber(book, 999_999_999)));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {LedgerTable.Partition} and RowKey ge {from} and RowKey le {to}");
        await foreach (var row in table.QueryAsync(filter, ct: cancellationToken))
        {
            var entry = LedgerTable.Read(row);
            yield return new BookLine(int.Parse(row.RowKey.AsSpan(row.RowKey.LastIndexOf('|') + 1), CultureInfo.InvariantCulture), entry.Draft.FiledAt, entry.Hash);
        }
    }
}
