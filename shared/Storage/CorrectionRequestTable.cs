using System.Runtime.CompilerServices;
using Azure;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Storage.Tables;
using NodaTime;

namespace IntakePipeline.Storage;

/// <summary>
/// The table <c>requerimientos</c>. A request and what happened to it share a partition, so that a state and the event that tells of it go in one
/// transaction. <see cref="CorrectionRequestRows"/> lists the rows.
/// </summary>
public sealed class CorrectionRequestTable(TableServiceClient tables) : ICorrectionRequestStore
{
    private const int Attempts = 10;

    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.CorrectionRequests);

    /// <inheritdoc/>
    public Task AddAsync(CorrectionRequest request, CancellationToken cancellationToken) => TryAddAsync(request, cancellationToken);

    /// <inheritdoc/>
    public async Task CloseAsSupersededAsync(CorrectionRequest request, Instant at, CancellationToken cancellationToken)
    {
        var superseded = new CorrectionEvent.ValidVersionFiled(at);
        if (await TryAddAsync(request with { State = new CorrectionRequestState.Superseded(at) }, cancellationToken))
            return;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // Null, or closed already: by another host, or by this one with the answer lost on its way.
            if (await FindAsync(request.Expediente, request.Number, cancellationToken) is not { State.IsOpen: true } read)
                return;
            var closed = read.State.After(superseded)!;
            if (await TryChangeAsync(read with { State = closed }, CorrectionHistory.Tell(read.Number, closed, superseded), cancellationToken) is not null)
                return;
        }

        throw new InvalidOperationException($"Correction request {request.Number} changed {Attempts} times while it was being closed.");
    }

    /// <inheritdoc/>
    public async Task<CorrectionRequest?> FindAsync(ExpedienteKey expediente, CorrectionRequestNumber number, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(CorrectionRequestRows.Partition(expediente), CorrectionRequestRows.Key(number), ct: cancellationToken) is { } row
            ? CorrectionRequestRows.Read(row)
            : null;

    /// <inheritdoc/>
    public async Task<CorrectionRequest?> TryChangeAsync(CorrectionRequest changed, HistoryEvent because, CancellationToken cancellationToken)
    {
        var stored = changed with { Revision = changed.Revision with { Events = changed.Revision.Events + 1 } };
        try
        {
            var tags = await table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpdateMerge, CorrectionRequestRows.State(stored), new ETag(changed.Revision.Tag)),
                    new(TableTransactionActionType.Add, CorrectionRequestRows.History(stored, because)),
                ],
                cancellationToken);
            return stored with { Revision = stored.Revision with { Tag = tags[0].ToString() } };
        }
        catch (TableTransactionFailedException e) when (e.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<HistoryEvent>> HistoryAsync(CorrectionRequest request, CancellationToken cancellationToken) =>
        ReadAsync(request, CorrectionRequestRows.HistoryPrefix(request.Number), ExpedienteTableRows.ReadHistory, cancellationToken);

    /// <inheritdoc/>
    public Task AddAnswerAsync(CorrectionRequest request, Answer answer, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(CorrectionRequestRows.Answer(request, answer), ct: cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Answer>> AnswersAsync(CorrectionRequest request, CancellationToken cancellationToken) =>
        [
            .. (await ReadAsync(request, CorrectionRequestRows.AnswersPrefix(request.Number), CorrectionRequestRows.ReadAnswer, cancellationToken))
                .OrderBy(a => (a.FiledAt, a.Entry)),
        ];

    /// <inheritdoc/>
    public Task ScheduleAsync(DueRequest due, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(CorrectionRequestRows.Due(due), ct: cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<DueRequest> ListDueAsync(LocalDate today, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {CorrectionRequestRows.DuePartition} and RowKey lt {JsonText.Iso(today)}");
        await foreach (var row in table.QueryAsync(filter, ct: cancellationToken))
            yield return CorrectionRequestRows.ReadDue(row);
    }

    /// <inheritdoc/>
    public Task UnscheduleAsync(DueRequest due, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(CorrectionRequestRows.DuePartition, CorrectionRequestRows.DueKey(due), ct: cancellationToken);

    private async Task<bool> TryAddAsync(CorrectionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(CorrectionRequestRows.Whole(request), cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(CorrectionRequest request, string prefix, Func<TableEntity, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await foreach (var row in table.QueryAsync(
            ExpedienteTableRows.InPrefix(CorrectionRequestRows.Partition(request.Expediente), prefix), ct: cancellationToken))
            rows.Add(read(row));
        return rows;
    }
}
