using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace IntakePipeline.Storage.Tables;

/// <summary>
/// One table. Every method may throw <see cref="RequestFailedException"/> with the service's status and <see cref="RequestFailedException.ErrorCode"/> (see
/// <see cref="TableErrorCode"/>). Requests that fail in passing are sent again by Azure.Core's retry policy; an outage that outlasts it is an
/// <see cref="AggregateException"/> of the tries.
/// </summary>
/// <remarks>
/// A write that landed but whose answer was lost is sent again too, and meets itself: an insert, alone or in a transaction, fails with 409, a conditional
/// write with 412. So a 409 or 412 does not say that somebody else wrote: whoever cares reads back what is there.
/// </remarks>
public sealed class TableClient
{
    /// <summary>The service's limit of operations in a transaction.</summary>
    public const int MaxTransactionActions = 100;

    private const int MaxRowsPerPage = 1000;

    private static readonly ResponseClassifier Ok = new StatusCodeClassifier([200]);
    private static readonly ResponseClassifier OkOrAbsent = new StatusCodeClassifier([200, 404]);
    private static readonly ResponseClassifier Accepted = new StatusCodeClassifier([202]);
    private static readonly ResponseClassifier Written = new StatusCodeClassifier([201, 204]);
    private static readonly ResponseClassifier DeletedOrAbsent = new StatusCodeClassifier([204, 404]);

    private readonly TablePipeline pipeline;

    internal TableClient(string name, TablePipeline pipeline)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Name, this.pipeline) = (name, pipeline);
    }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>A filter with values put in as literals of their types, quotes escaped.</summary>
    /// <param name="filter">Values may be of the types that <see cref="TableEntity"/> takes, except infinities and not-a-number.</param>
    /// <exception cref="ArgumentException">A value is of another type.</exception>
    /// <example><c>CreateQueryFilter($"PartitionKey eq {year} and Bytes gt {limit}")</c></example>
    public static string CreateQueryFilter(FormattableString filter) => TableQueryFilter.Create(filter);

    /// <summary>Makes the table unless it is there.</summary>
    /// <param name="ct">Cancels the wait.</param>
    public async Task CreateIfNotExistsAsync(CancellationToken ct = default)
    {
        using var message = pipeline.CreateMessage(RequestMethod.Post, "Tables", "", Written);
        message.Request.Headers.Add("Content-Type", EntityWrite.ContentType);
        message.Request.Headers.Add("Prefer", EntityWrite.Prefer);
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(new { TableName = Name }));
        try
        {
            await pipeline.SendAsync(message, ct);
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: TableErrorCode.TableAlreadyExists })
        {
            // What was asked for.
        }
    }

    /// <summary>Reads a row that must exist.</summary>
    /// <param name="partitionKey">Its partition.</param>
    /// <param name="rowKey">Its key there.</param>
    /// <param name="select">Properties to read besides the keys and the version; null for all.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <exception cref="RequestFailedException">404: there is none.</exception>
    public async Task<TableEntity> GetEntityAsync(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken ct = default) =>
        (await GetAsync(partitionKey, rowKey, select, Ok, ct))!;

    /// <summary>Reads a row; null when it, or the table, does not exist.</summary>
    /// <inheritdoc cref="GetEntityAsync" path="/param"/>
    public Task<TableEntity?> GetEntityIfExistsAsync(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken ct = default) =>
        GetAsync(partitionKey, rowKey, select, OkOrAbsent, ct);

    /// <summary>Inserts a row.</summary>
    /// <param name="entity">The row.</param>
    /// <param name="ct">Cancels the wait, not the write.</param>
    /// <returns>The row's version.</returns>
    /// <exception cref="RequestFailedException">409 <see cref="TableErrorCode.EntityAlreadyExists"/>.</exception>
    public Task<ETag> AddEntityAsync(TableEntity entity, CancellationToken ct = default) => WriteAsync(new(TableTransactionActionType.Add, entity), ct);

    /// <summary>Inserts a row, or merges into or replaces the one that is there.</summary>
    /// <param name="entity">The row.</param>
    /// <param name="mode">What becomes of properties it does not name.</param>
    /// <param name="ct">Cancels the wait, not the write.</param>
    /// <returns>The row's new version.</returns>
    public Task<ETag> UpsertEntityAsync(TableEntity entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken ct = default) =>
        WriteAsync(new(mode is TableUpdateMode.Merge ? TableTransactionActionType.UpsertMerge : TableTransactionActionType.UpsertReplace, entity), ct);

    /// <summary>Changes a row that must exist, in the version named.</summary>
    /// <param name="entity">The row.</param>
    /// <param name="ifMatch">The version; <see cref="ETag.All"/> for any.</param>
    /// <param name="mode">What becomes of properties it does not name.</param>
    /// <param name="ct">Cancels the wait, not the write.</param>
    /// <returns>The row's new version.</returns>
    /// <exception cref="RequestFailedException">412 <see cref="TableErrorCode.UpdateConditionNotSatisfied"/>, 404
    /// <see cref="TableErrorCode.ResourceNotFound"/>.</exception>
    public Task<ETag> UpdateEntityAsync(TableEntity entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken ct = default) =>
        WriteAsync(new(mode is TableUpdateMode.Merge ? TableTransactionActionType.UpdateMerge : TableTransactionActionType.UpdateReplace, entity, ifMatch), ct);

    /// <summary>Deletes a row; one that does not exist is no error.</summary>
    /// <param name="partitionKey">Its partition.</param>
    /// <param name="rowKey">Its key there.</param>
    /// <param name="ifMatch">The version; <c>default</c> and <see cref="ETag.All"/> for any.</param>
    /// <param name="ct">Cancels the wait, not the deletion.</param>
    /// <exception cref="RequestFailedException">412 <see cref="TableErrorCode.UpdateConditionNotSatisfied"/>.</exception>
    public async Task DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken ct = default)
    {
        using var message = CreateMessage(new(TableTransactionActionType.Delete, new TableEntity(partitionKey, rowKey), ifMatch), DeletedOrAbsent);
        await pipeline.SendAsync(message, ct);
    }

    /// <summary>Reads the rows that match, ordered by partition and row key, a page at a time as they are asked for.</summary>
    /// <param name="filter">An OData filter, see <see cref="CreateQueryFilter"/>; null for every row.</param>
    /// <param name="maxPerPage">Rows a request may return, 1 to 1000; null leaves it to the service. It does not limit the whole.</param>
    /// <param name="select">Properties to read besides the keys and the version; null for all.</param>
    /// <param name="ct">Stops reading.</param>
    public async IAsyncEnumerable<TableEntity> QueryAsync(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        if (maxPerPage is < 1 or > MaxRowsPerPage)
            throw new ArgumentOutOfRangeException(nameof(maxPerPage), maxPerPage, "A page holds 1 to 1000 rows.");
        var selection = Selection(select);
        var place = default(TableContinuation);
        do
        {
            var page = await ReadPageAsync(filter, maxPerPage, selection, place, ct);
            foreach (var row in page.Rows)
                yield return row;
            place = page.Next;
        }
        while (place != default);
    }

    /// <summary>Does all operations or none.</summary>
    /// <param name="actions">1 to 100 operations on different rows of one partition, 4 MiB in all.</param>
    /// <param name="ct">Cancels the wait, not the transaction.</param>
    /// <returns>The rows' new versions in the order of <paramref name="actions"/>; <c>default</c> for deletions.</returns>
    /// <exception cref="ArgumentException">None or too many operations, or of several partitions.</exception>
    /// <exception cref="TableTransactionFailedException">The service refused an operation; nothing was done.</exception>
    public async Task<IReadOnlyList<ETag>> SubmitTransactionAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken ct = default)
    {
        if (actions is not { Count: > 0 and <= MaxTransactionActions })
            throw new ArgumentException($"A transaction has 1 to {MaxTransactionActions} operations.", nameof(actions));
        if (actions.Any(a => a.Entity.PartitionKey != actions[0].Entity.PartitionKey))
            throw new ArgumentException("A transaction has one partition.", nameof(actions));
        using var message = pipeline.CreateMessage(RequestMethod.Post, "$batch", "", Accepted);
        message.Request.Headers.Add("Content-Type", TableTransactionRequest.ContentType);
        message.Request.Content = TableTransactionRequest.Write(pipeline, Name, actions);
        return await TableTransactionResponse.ReadAsync(await pipeline.SendAsync(message, ct), actions.Count, ct);
    }

    private async Task<ETag> WriteAsync(TableTransactionAction action, CancellationToken ct)
    {
        using var message = CreateMessage(action, Written);
        var response = await pipeline.SendAsync(message, ct);
        return response.Headers.TryGetValue("ETag", out var version) ? new ETag(version) : throw TablePipeline.Unreadable(response, null);
    }

    private HttpMessage CreateMessage(TableTransactionAction action, ResponseClassifier expected)
    {
        var write = EntityWrite.Create(Name, action);
        var message = pipeline.CreateMessage(write.Method, write.Path, "", expected);
        foreach (var (name, value) in write.Headers)
            message.Request.Headers.Add(name, value);
        if (write.Body is not null)
            message.Request.Content = write.Content();
        return message;
    }

    private async Task<TableEntity?> GetAsync(
        string partitionKey, string rowKey, IEnumerable<string>? select, ResponseClassifier expected, CancellationToken ct)
    {
        var path = EntityWrite.RowPath(Name, partitionKey, rowKey);
        using var message = pipeline.CreateMessage(RequestMethod.Get, path, Query(("$select", Selection(select))), expected);
        var response = await pipeline.SendAsync(message, ct);
        return response.Status == 404 ? null : TablePipeline.Read(response, TableEntityJson.Read);
    }

    private async Task<TablePage> ReadPageAsync(string? filter, int? top, string? selection, TableContinuation place, CancellationToken ct)
    {
        var query = Query(
            ("$filter", filter), ("$top", top?.ToString(CultureInfo.InvariantCulture)), ("$select", selection),
            ("NextPartitionKey", place.PartitionKey), ("NextRowKey", place.RowKey));
        using var message = pipeline.CreateMessage(RequestMethod.Get, $"{Name}()", query, Ok);
        return TablePage.Read(await pipeline.SendAsync(message, ct), place);
    }

    // Without its keys a row would be nameless.
    private static string? Selection(IEnumerable<string>? select) =>
        select is null ? null : string.Join(',', select.Prepend(TableEntityJson.RowKey).Prepend(TableEntityJson.PartitionKey).Distinct(StringComparer.Ordinal));

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
                query.Append(query.Length == 0 ? string.Empty : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return query.ToString();
    }
}
