using System.Runtime.CompilerServices;
using Azure;
using IntakePipeline.Notifications;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>The table <c>notificaciones</c>; <see cref="NotificationRows"/> lists its rows.</summary>
/// <param name="tables">The storage account.</param>
public sealed class NotificationTable(TableServiceClient tables) : INotificationStore
{
    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Notifications);

    /// <inheritdoc/>
    public async Task<bool> AddAsync(Notification notification, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.Add, NotificationRows.Whole(notification)),
                    new(TableTransactionActionType.Add, NotificationRows.Open(notification.Notice, NotificationRows.At(notification.State))),
                    new(TableTransactionActionType.Add, new TableEntity(NotificationRows.Partition, NotificationRows.TokenKey(notification.Token)) { ["Notice"] = notification.Notice.Id }),
                ],
                cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<Notification?> FindAsync(Notice notice, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(NotificationRows.Partition, NotificationRows.Key(notice), ct: cancellationToken) is { } row ? NotificationRows.Read(row) : null;

    /// <inheritdoc/>
    public async Task<Notice?> FindByTokenAsync(string token, CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(NotificationRows.Partition, NotificationRows.TokenKey(token), ct: cancellationToken) is { } row
        && Notice.TryParse(row.GetString("Notice"), out var notice) ? notice : null;

    /// <inheritdoc/>
    public async Task<Notification?> TryChangeAsync(Notification changed, CancellationToken cancellationToken)
    {
        var (notice, before, after) = (changed.Notice, changed.Stored, changed.State);
        var actions = new List<TableTransactionAction>
        {
            new(TableTransactionActionType.UpdateReplace, NotificationRows.Whole(changed), new ETag(changed.Version)),
        };
        List(NotificationRows.Open(notice, NotificationRows.At(after)), before?.IsOpen == true, after.IsOpen);
        List(new TableEntity(NotificationRows.Partition, NotificationRows.PersonKey(notice)), before?.NeedsPerson == true, after.NeedsPerson);
        try
        {
            var tags = await table.SubmitTransactionAsync(actions, cancellationToken);
            return changed with { Version = tags[0].ToString("H"), Stored = after };
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 412)
        {
            return null;
        }

        void List(TableEntity row, bool wasListed, bool listed)
        {
            if (listed)
                actions.Add(new(TableTransactionActionType.UpsertReplace, row));
            else if (wasListed)
                actions.Add(new(TableTransactionActionType.Delete, row, ETag.All));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Notification> ListAsync(string matter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync(ExpedienteTableRows.InPrefix(NotificationRows.Partition, $"n|{matter}|"), ct: cancellationToken))
            yield return NotificationRows.Read(row);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<OpenNotification> ListOpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync(ExpedienteTableRows.InPrefix(NotificationRows.Partition, "p|"), ct: cancellationToken))
            yield return new OpenNotification(NotificationRows.Notice(row.RowKey), row.Moment("Due"));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Notice> ListForPersonAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in table.QueryAsync(ExpedienteTableRows.InPrefix(NotificationRows.Partition, "f|"), ct: cancellationToken))
            yield return NotificationRows.Notice(row.RowKey);
    }
}
