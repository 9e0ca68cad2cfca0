using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>Keeps the search index what the table <c>expedientes</c> says, whatever crashes and outages kept from being noted.</summary>
/// <param name="tables">The storage account.</param>
/// <param name="index">The index.</param>
/// <param name="requests">The correction requests.</param>
/// <param name="calls">Which programmes there are.</param>
/// <param name="time">Measures how long it takes.</param>
public sealed class SearchIndexKeeper(TableServiceClient tables, SearchIndexTable index, ICorrectionRequestStore requests, CallCatalogue calls, TimeProvider time)
{
    // Every lost race means that somebody folded notes in: more than a few losses is a fault to be seen.
    private const int Attempts = 10;

    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Expedientes);
    private readonly IReadOnlyList<(CallId Call, ProgrammeId Programme)> programmes = [.. calls.All.SelectMany(c => c.Programmes.Select(p => (c.Id, p.Id)))];
    private SearchSegment? sweeping;
    private int turn;

    /// <summary>The line of an expediente as it stands.</summary>
    /// <param name="expediente">The expediente.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ExpedienteLine> LineAsync(Expediente expediente, CancellationToken cancellationToken)
    {
        // Whatever becomes of a request is told in its expediente's history after, so that the line is made again then.
        ArgumentNullException.ThrowIfNull(expediente);
        var request = expediente.State is ExpedienteState.AwaitingCorrection awaiting ? await requests.FindAsync(expediente.Key, awaiting.Request, cancellationToken) : null;
        return ExpedienteLine.Of(expediente, request);
    }

    /// <summary>Puts the lines that were noted into their segments.</summary>
    /// <returns>How many were.</returns>
    public async Task<int> FoldAsync(CancellationToken cancellationToken)
    {
        var folded = 0;
        foreach (var noted in (await index.ListNotedAsync(cancellationToken)).GroupBy(n => SearchSegment.Of(n.Line.Key)))
        {
            var stored = await index.ReadAsync(noted.Key, cancellationToken);
            if (!await index.TryWriteAsync(noted.Key, stored.With(noted), stored.Tag, cancellationToken))
                continue;
            await index.ForgetAsync(noted, cancellationToken);
            folded += noted.Count();
        }

        return folded;
    }

    /// <summary>Compares segments with the expedientes for a while, each in its turn, and writes anew those that differ: what a crash kept from being noted.</summary>
    /// <param name="budget">No further one is begun after so long.</param>
    /// <param name="cancellationToken">Stops between two.</param>
    /// <returns>How many were written anew.</returns>
    public async Task<int> SweepAsync(TimeSpan budget, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var (mended, toBegin) = (0, programmes.Count);
        while (toBegin > 0 && time.GetElapsedTime(start) < budget)
        {
            var check = await CheckAsync(sweeping ?? First(programmes[turn]), cancellationToken);
            mended += check.Mended ? 1 : 0;
            sweeping = check.Next;
            if (sweeping is null)
                (turn, toBegin) = ((turn + 1) % programmes.Count, toBegin - 1);
        }

        return mended;
    }

    /// <summary>Compares all of it, whatever it says, and notes that the index is complete.</summary>
    /// <returns>How many segments were written anew.</returns>
    public async Task<int> RebuildAsync(CancellationToken cancellationToken)
    {
        var mended = 0;
        var left = (await index.ListSegmentsAsync(cancellationToken)).Keys.ToHashSet();
        foreach (var programme in programmes)
        {
            for (SearchSegment? next = First(programme); next is { } segment;)
            {
                var check = await CheckAsync(segment, cancellationToken);
                mended += check.Mended ? 1 : 0;
                left.Remove(segment);
                next = check.Next;
            }
        }

        // Of expedientes that are gone.
        foreach (var segment in left)
            mended += (await CheckAsync(segment, cancellationToken)).Mended ? 1 : 0;
        await index.SetCompleteAsync(cancellationToken);
        return mended;
    }

    private static SearchSegment First((CallId Call, ProgrammeId Programme) of) => new(of.Call, of.Programme, 0);

    // The segment is read before the expedientes: if somebody folds something newer in meanwhile, the writing fails, and it is looked at again.
    private async Task<(bool Mended, SearchSegment? Next)> CheckAsync(SearchSegment segment, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await index.ReadAsync(segment, cancellationToken);
            var (expedientes, next) = await ReadAsync(segment, cancellationToken);
            var lines = new List<ExpedienteLine>(expedientes.Count);
            foreach (var expediente in expedientes)
                lines.Add(await LineAsync(expediente, cancellationToken));
            if (SearchLineJson.Write(lines).AsSpan().SequenceEqual(SearchLineJson.Write(stored.Lines)))
                return (false, next);
            if (await index.TryWriteAsync(segment, lines, stored.Tag, cancellationToken))
                return (true, next);
        }

        throw new InvalidOperationException($"Segment {segment} of the search index changed {Attempts} times while it was being compared.");
    }

    private async Task<(IReadOnlyList<Expediente> Here, SearchSegment? Next)> ReadAsync(SearchSegment segment, CancellationToken cancellationToken)
    {
        var partition = ExpedienteTableRows.Partition(segment.Call, segment.Programme);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {ExpedienteTableRows.StateKey(segment.First)} and RowKey lt {"F"}");
        var here = new List<Expediente>(SearchSegment.Size);
        await foreach (var row in table.QueryAsync(filter, SearchSegment.Size + 1, ct: cancellationToken))
        {
            var expediente = ExpedienteTableRows.ReadState(row);
            if (expediente.Key.Number.Sequence > segment.Last)
                return (here, SearchSegment.Of(expediente.Key));
            here.Add(expediente);
        }

        return (here, null);
    }
}
