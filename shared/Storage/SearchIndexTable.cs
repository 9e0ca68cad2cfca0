using System.Globalization;
using System.Text.Json;
using Azure;
using IntakePipeline.Evaluation;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>
/// The table <c>busqueda</c>: one line for each expediente, derived from <c>expedientes</c>, never the truth. ADR 0019 says why it is so.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term><c>tramos</c>, <c>{call}|{programme}|{segment}</c></term><description>the lines of a segment, packed</description></item>
/// <item><term><c>cambios</c>, <c>{call}|{programme}|{number}</c></term><description>a line that changed since its segment was written</description></item>
/// <item><term><c>estado</c>, <c>completo</c></term><description>that the index has been made for everything that was there before it</description></item>
/// </list>
/// </remarks>
/// <param name="tables">The storage account.</param>
public sealed class SearchIndexTable(TableServiceClient tables)
{
    private const string Segments = "tramos", Changes = "cambios", State = "estado", Complete = "completo-1", Lines = nameof(Lines), Line = nameof(Line);

    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Search);

    /// <summary>Whether everything that is older than the index is in it.</summary>
    public async Task<bool> IsCompleteAsync(CancellationToken cancellationToken) =>
        await table.GetEntityIfExistsAsync(State, Complete, ct: cancellationToken) is not null;

    /// <summary>Notes that it is.</summary>
    public Task SetCompleteAsync(CancellationToken cancellationToken) => table.UpsertEntityAsync(new TableEntity(State, Complete), ct: cancellationToken);

    /// <summary>Notes a line that changed.</summary>
    public Task NoteAsync(ExpedienteLine line, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Changes, string.Create(CultureInfo.InvariantCulture, $"{line.Key.Call}|{line.Key.Number.Programme}|{line.Key.Number.Sequence:D9}"))
        {
            [Line] = SearchLineJson.Write([line]),
        },
        TableUpdateMode.Replace,
        cancellationToken);

    /// <summary>The lines that changed and are in no segment yet.</summary>
    internal async Task<IReadOnlyList<NotedLine>> ListNotedAsync(CancellationToken cancellationToken)
    {
        var noted = new List<NotedLine>();
        await foreach (var row in table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Changes}"), ct: cancellationToken))
        {
            if (row.GetBinary(Line) is { } json && Read(() => SearchLineJson.Read(json)) is [var line])
                noted.Add(new NotedLine(line, row.RowKey, row.ETag));
        }

        return noted;
    }

    /// <summary>Takes notes away that have not changed since they were read, as far as that is so.</summary>
    internal async Task ForgetAsync(IEnumerable<NotedLine> noted, CancellationToken cancellationToken)
    {
        foreach (var some in noted.Chunk(TableClient.MaxTransactionActions))
        {
            try
            {
                await table.SubmitTransactionAsync(
                    [.. some.Select(n => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(Changes, n.Row), n.Tag))], cancellationToken);
            }
            catch (TableTransactionFailedException e) when (e.Status is 404 or 412)
            {
                // One of them changed meanwhile. They do no harm: the next time.
            }
        }
    }

    /// <summary>The segments there are, each with the version of its row.</summary>
    internal async Task<IReadOnlyDictionary<SearchSegment, ETag>> ListSegmentsAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<SearchSegment, ETag>();
        await foreach (var row in table.QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Segments}"), select: [PackedColumns.Parts(Lines)], ct: cancellationToken))
        {
            if (SearchSegment.Parse(row.RowKey) is { } segment)
                found[segment] = row.ETag;
        }

        return found;
    }

    /// <summary>A segment's lines by number; none and no version when there is no such row. What cannot be read counts as empty, and is written anew by and by.</summary>
    internal async Task<StoredSegment> ReadAsync(SearchSegment segment, CancellationToken cancellationToken)
    {
        if (await table.GetEntityIfExistsAsync(Segments, segment.ToString(), ct: cancellationToken) is not { } row)
            return new StoredSegment([], default);
        return new StoredSegment(Read(() => Unpack(row)) ?? [], row.ETag);
    }

    /// <summary>Writes a segment unless somebody else did since it was read.</summary>
    /// <param name="segment">Which.</param>
    /// <param name="lines">Its lines by number.</param>
    /// <param name="read">The version that was read; none when there was no row.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<bool> TryWriteAsync(SearchSegment segment, IEnumerable<ExpedienteLine> lines, ETag read, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Segments, segment.ToString());
        PackedColumns.Write(row, Lines, stream => SearchLineJson.Write(stream, lines));
        try
        {
            await (read == default ? table.AddEntityAsync(row, cancellationToken) : table.UpdateEntityAsync(row, read, TableUpdateMode.Replace, cancellationToken));
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode is TableErrorCode.EntityAlreadyExists or TableErrorCode.UpdateConditionNotSatisfied)
        {
            return false;
        }
    }

    private static ExpedienteLine[] Unpack(TableEntity row)
    {
        using var packed = PackedColumns.Read(row, Lines);
        return SearchLineJson.Read(packed);
    }

    private static ExpedienteLine[]? Read(Func<ExpedienteLine[]> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }
}
