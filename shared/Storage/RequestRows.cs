using System.Runtime.CompilerServices;
using IntakePipeline.Corrections;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>The rows of <c>requerimientos</c> as they stand; <see cref="CorrectionRequestRows"/> says what they are.</summary>
/// <param name="tables">The storage account.</param>
public sealed class RequestRows(TableServiceClient tables) : IRequestRows
{
    private const string First = "R|", End = "R}";

    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.CorrectionRequests);

    /// <inheritdoc/>
    public async IAsyncEnumerable<WrittenRequest> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync(TableClient.CreateQueryFilter($"RowKey ge {First} and RowKey lt {End}"), ct: cancellationToken))
            yield return new WrittenRequest($"{row.PartitionKey} {row.RowKey}", Read(row));
    }

    /// <inheritdoc/>
    public async Task<bool> IsDueAsync(DueRequest due, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(CorrectionRequestRows.DuePartition, CorrectionRequestRows.DueKey(due), ct: cancellationToken) is not null;

    private static CorrectionRequest? Read(TableEntity row)
    {
        try
        {
            return CorrectionRequestRows.Read(row);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or System.Text.Json.JsonException or NodaTime.Text.UnparsableValueException)
        {
            return null;
        }
    }
}
