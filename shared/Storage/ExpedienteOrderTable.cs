using System.Runtime.CompilerServices;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>
/// The order of effective entry as ranges of the table <c>expedientes</c>: rows <c>O|{phase}|{place}</c>, written and changed in the same transactions
/// as the expedientes they name (<see cref="ExpedienteTable"/>), and <c>M|{phase}|{place}</c> for those moved in from another partition.
/// </summary>
public sealed class ExpedienteOrderTable(TableServiceClient tables) : IExpedienteOrder
{
    private const int PageRows = 100;

    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Expedientes);

    /// <inheritdoc/>
    public IAsyncEnumerable<Placed> FiledAsync(ProgrammePhase phase, CancellationToken cancellationToken) =>
        ReadAsync(Range(phase, OrderRows.Filed, null), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Placed> InEvaluationAsync(ProgrammePhase phase, Place? after, CancellationToken cancellationToken) =>
        ReadAsync(
            Range(phase, OrderRows.Filed, after)
            + TableClient.CreateQueryFilter($" and State eq {ExpedienteState.InEvaluation.Name} and MovedOut eq {false}"), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Placed> MovedInAsync(ProgrammePhase phase, Place? after, CancellationToken cancellationToken) =>
        ReadAsync(Range(phase, OrderRows.Moved, after), cancellationToken);

    /// <inheritdoc/>
    public Task NoteMoveAsync(ProgrammePhase phase, Placed placed, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(OrderRows.Move(phase, placed), ct: cancellationToken);

    private static string Range(ProgrammePhase phase, char kind, Place? after)
    {
        var prefix = OrderRows.Prefix(kind, phase.Phase);
        return after is { } place
            ? ExpedienteTableRows.InPrefix(OrderRows.Partition(phase), prefix) + TableClient.CreateQueryFilter($" and RowKey gt {prefix + place}")
            : ExpedienteTableRows.InPrefix(OrderRows.Partition(phase), prefix);
    }

    private async IAsyncEnumerable<Placed> ReadAsync(string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync(filter, PageRows, ct: cancellationToken))
            yield return OrderRows.Read(row);
    }
}

/// <summary>The rows that keep the order, and their keys.</summary>
internal static class OrderRows
{
    public const char Filed = 'O';
    public const char Moved = 'M';

    public static string Partition(ProgrammePhase phase) => ExpedienteTableRows.Partition(phase.Call, phase.Programme);

    public static string Prefix(char kind, PhaseId phase) => $"{kind}|{phase}|";

    /// <summary>The row of an expediente; null when it was filed out of time and has no phase.</summary>
    public static TableEntity? Of(Expediente e) => e.Phase is not { } phase
        ? null
        : new TableEntity(ExpedienteTableRows.Partition(e.Key), Prefix(Filed, phase) + Place.Of(e))
        {
            ["Call"] = e.Key.Call.Value,
            ["Expediente"] = e.Key.Number.ToString(),
            ["State"] = e.State.Code,
            ["MovedOut"] = e.MovedTo is not null,
        };

    public static TableEntity Move(ProgrammePhase phase, Placed placed) => new(Partition(phase), Prefix(Moved, phase.Phase) + placed.Place)
    {
        ["Call"] = placed.Expediente.Call.Value,
        ["Expediente"] = placed.Expediente.Number.ToString(),
    };

    public static Placed Read(TableEntity row) =>
        Place.TryParse(row.RowKey.Split('|', 3)[^1], out var place) && ExpedienteNumber.TryParse(row.GetString("Expediente"), out var number)
            ? new Placed(place, new ExpedienteKey(new CallId(row.Text("Call")), number))
            : throw row.Broken("RowKey");
}
