using IntakePipeline.Panel;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>The last heartbeat: one row of the table <c>panel</c>.</summary>
public sealed class HeartbeatTable(TableServiceClient tables) : IHeartbeatStore
{
    private const string Partition = "latido";
    private const string Row = "ultimo";

    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Panel);

    /// <inheritdoc/>
    public Task SaveAsync(Heartbeat beat, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Partition, Row) { ["At"] = beat.At.ToDateTimeOffset(), ["Waiting"] = beat.Waiting, ["Late"] = beat.Late }, TableUpdateMode.Replace, cancellationToken);

    /// <inheritdoc/>
    public async Task<Heartbeat?> FindLastAsync(CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(Partition, Row, ct: cancellationToken) is { } row
            ? new Heartbeat(row.Moment("At"), row.GetInt32("Waiting") ?? throw row.Broken("Waiting"), row.GetInt32("Late") ?? throw row.Broken("Late"))
            : null;
}
