using System.Runtime.CompilerServices;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>The rows of <c>expedientes</c> as they stand; <see cref="ExpedienteTable"/> and <see cref="ApplicantIndexTable"/> say what they are.</summary>
/// <param name="tables">The storage account.</param>
public sealed class ExpedienteRows(TableServiceClient tables) : IExpedienteRows
{
    // Rows of histories name no entry: they are counted by the expediente they belong to.
    private const string HistoryFirst = "H|", HistoryEnd = "H}";

    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Expedientes);

    /// <inheritdoc/>
    public async IAsyncEnumerable<WrittenExpedienteRow> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"RowKey lt {HistoryFirst} or RowKey ge {HistoryEnd}");
        await foreach (var row in table.QueryAsync(filter, select: ["Entry", "Expediente"], ct: cancellationToken))
        {
            yield return new WrittenExpedienteRow(
                $"{row.PartitionKey} {row.RowKey}", Entry(row), ExpedienteNumber.TryParse(row.GetString("Expediente"), out var expediente) ? expediente : null);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> IsPlacedAsync(Expediente expediente, CancellationToken cancellationToken)
    {
        if (OrderRows.Of(expediente) is not { } expected)
            return true;
        return await table.GetEntityIfExistsAsync(expected.PartitionKey, expected.RowKey, ct: cancellationToken) is { } row
            && row.GetString("Expediente") == expected.GetString("Expediente") && row.GetString("State") == expected.GetString("State")
            && row.GetBoolean("MovedOut") == expected.GetBoolean("MovedOut");
    }

    // The rows of the order name their entry in their key.
    private static RegistryNumber? Entry(TableEntity row) =>
        RegistryNumber.TryParse(row.GetString("Entry"), out var entry) ? entry
        : row.RowKey.Split('|', 3) is [_, _, var place] && Place.TryParse(place, out var placed) ? placed.Entry
        : null;
}
