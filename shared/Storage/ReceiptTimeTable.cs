using Azure;
using IntakePipeline.Panel;
using IntakePipeline.Storage.Tables;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Storage;

/// <summary>How long receipts took: rows <c>tiempos</c>, <c>{hour}|{host}</c> of the table <c>panel</c>.</summary>
/// <param name="tables">The storage account.</param>
public sealed class ReceiptTimeTable(TableServiceClient tables) : IReceiptTimeStore
{
    private const string Partition = "tiempos", Counts = nameof(Counts);

    private static readonly LocalDateTimePattern Hour = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH");

    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Panel);

    /// <inheritdoc/>
    public async Task<bool> TrySaveAsync(LocalDateTime hour, string host, ReceiptHistogram measured, CancellationToken cancellationToken)
    {
        try
        {
            var row = new TableEntity(Partition, $"{Hour.Format(hour)}|{host}") { [Counts] = measured.ToString() };
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<LocalDateTime, ReceiptHistogram>> ListAsync(LocalDateTime from, LocalDateTime to, CancellationToken cancellationToken)
    {
        var found = new Dictionary<LocalDateTime, ReceiptHistogram>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {Hour.Format(from)} and RowKey lt {Hour.Format(to.PlusHours(1))}");
        await foreach (var row in table.QueryAsync(filter, ct: cancellationToken))
        {
            if (Hour.Parse(row.RowKey.Split('|')[0]) is not { Success: true, Value: var hour })
                continue;
            if (!found.TryGetValue(hour, out var all))
                found[hour] = all = new ReceiptHistogram();
            all.Add(ReceiptHistogram.Parse(row.GetString(Counts) ?? ""));
        }

        return found;
    }
}
