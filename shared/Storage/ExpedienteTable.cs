using Azure;
using IntakePipeline.Evaluation;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>
/// The table <c>expedientes</c>. A partition holds one programme of one call, so that the rows a change touches go in one transaction:
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>E|000000017</c></term><description>the expediente, in the order of its numbers; the row whose version every change names</description></item>
/// <item><term><c>H|000000017|0001</c></term><description>its history, oldest first</description></item>
/// <item><term><c>P|{project}|2012-000000017</c></term><description>the versions of a project, in the order of the book</description></item>
/// <item><term><c>O|{phase}|{place}</c></term><description>what was filed in a phase, in the order of effective entry (<see cref="ExpedienteOrderTable"/>)</description></item>
/// <item><term><c>M|{phase}|{place}</c></term><description>what was moved into a phase from elsewhere</description></item>
/// </list>
/// </remarks>
public sealed class ExpedienteTable(TableServiceClient tables) : IExpedienteStore
{
    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Expedientes);

    /// <inheritdoc/>
    public async Task<Expediente> OpenAsync(Expediente opened, HistoryEvent because, CancellationToken cancellationToken)
    {
        try
        {
            var stored = opened with { Revision = opened.Revision with { Events = 1 } };
            List<TableTransactionAction> actions =
            [
                new(TableTransactionActionType.Add, ExpedienteTableRows.State(stored)),
                new(TableTransactionActionType.Add, ExpedienteTableRows.History(stored, because)),
                new(TableTransactionActionType.Add, ExpedienteTableRows.Version(stored)),
            ];
            if (OrderRows.Of(stored) is { } placed)
                actions.Add(new(TableTransactionActionType.Add, placed));
            var tags = await table.SubmitTransactionAsync(actions, cancellationToken);
            return Tagged(stored, tags[0]);
        }
        catch (TableTransactionFailedException e) when (e.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            // Processed before, or just now with the answer lost on its way.
            return await FindAsync(opened.Key, cancellationToken) is { } found && found.Entry == opened.Entry
                ? found
                : throw new InvalidOperationException($"Expediente {opened.Key.Number} of {opened.Key.Call} does not belong to entry {opened.Entry}.", e);
        }
    }

    /// <inheritdoc/>
    public async Task<Expediente?> FindAsync(ExpedienteKey key, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync(ExpedienteTableRows.Partition(key), ExpedienteTableRows.StateKey(key), ct: cancellationToken);
        if (row is null)
            return null;
        var expediente = ExpedienteTableRows.ReadState(row);
        if (expediente.State is not ExpedienteState.Superseded)
            return expediente;

        // Superseded once is superseded for good, so later versions leave the row alone; which of them is valid is told by all of them together.
        var valid = ProjectVersion.ValidAmong(await VersionsAsync(expediente.Project, cancellationToken));
        return valid is null ? expediente : expediente with { State = new ExpedienteState.Superseded(valid.Entry) };
    }

    /// <inheritdoc/>
    public async Task<Expediente?> TryChangeAsync(Expediente changed, HistoryEvent? because, CancellationToken cancellationToken)
    {
        var stored = because is null ? changed : changed with { Revision = changed.Revision with { Events = changed.Revision.Events + 1 } };
        List<TableTransactionAction> actions =
        [
            // Replaced, not merged: what belongs to a state that was left goes with it.
            new(TableTransactionActionType.UpdateReplace, ExpedienteTableRows.State(stored), new ETag(changed.Revision.Tag)),
        ];
        if (because is not null)
        {
            actions.Add(new(TableTransactionActionType.Add, ExpedienteTableRows.History(stored, because)));
            actions.Add(new(TableTransactionActionType.UpdateMerge, ExpedienteTableRows.Version(stored)));
            if (OrderRows.Of(stored) is { } placed)
                actions.Add(new(TableTransactionActionType.UpdateMerge, placed));
        }

        try
        {
            var tags = await table.SubmitTransactionAsync(actions, cancellationToken);
            return Tagged(stored, tags[0]);
        }
        catch (TableTransactionFailedException e) when (e.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProjectVersion>> VersionsAsync(ProjectKey project, CancellationToken cancellationToken) =>
        await ReadAsync(
            ExpedienteTableRows.Partition(project.Call, project.Programme), ExpedienteTableRows.VersionsPrefix(project), ExpedienteTableRows.ReadVersion, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(ExpedienteKey key, CancellationToken cancellationToken) =>
        await ReadAsync(ExpedienteTableRows.Partition(key), ExpedienteTableRows.HistoryPrefix(key), ExpedienteTableRows.ReadHistory, cancellationToken);

    private static Expediente Tagged(Expediente expediente, ETag tag) =>
        expediente with { Revision = expediente.Revision with { Tag = tag.ToString() } };

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string partition, string prefix, Func<TableEntity, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await foreach (var row in table.QueryAsync(ExpedienteTableRows.InPrefix(partition, prefix), ct: cancellationToken))
            rows.Add(read(row));
        return rows;
    }
}
