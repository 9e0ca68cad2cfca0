using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Storage;

/// <summary>
/// Searches the rows <c>E|{number}</c> of the table <c>expedientes</c>, one partition after another, each in the order of its numbers: every page is a range of
/// keys, so the hundred-thousandth line is as near as the first. What a column says is asked of the service; words and findings are looked for here.
/// </summary>
/// <param name="tables">The storage account.</param>
/// <param name="calls">Which partitions there are.</param>
public sealed class ExpedienteSearchTable(TableServiceClient tables, CallCatalogue calls) : IExpedienteSearch
{
    // Of rows that have to be looked at here, so many are read for one page before it is shown as far as it got.
    private const int MaxLookedAt = 20_000;
    private const int RowsPerRequest = 1000;

    private readonly TableClient table = tables.GetTableClient(Pipeline.Tables.Expedientes);

    /// <inheritdoc/>
    public async Task<SearchPage> SearchAsync(ExpedienteFilter filter, SearchPlace? after, int lines, CancellationToken cancellationToken)
    {
        var partitions = calls.All.Where(c => filter.Call is null || c.Id == filter.Call)
            .SelectMany(c => c.Programmes.Where(p => filter.Programme is null || p.Id == filter.Programme).Select(p => (Call: c.Id, Programme: p.Id)))
            .SkipWhile(p => after is { } place && (p.Call, p.Programme) != (place.Call, place.Programme));
        var page = new List<Expediente>(lines);
        var lookedAt = 0;
        foreach (var (call, programme) in partitions)
        {
            var from = after is { } place && (call, programme) == (place.Call, place.Programme) ? place.Sequence : 0;
            await foreach (var row in table.QueryAsync(Range(call, programme, from) + Columns(filter), PerRequest(filter, lines), ct: cancellationToken))
            {
                var expediente = ExpedienteTableRows.ReadState(row);
                if (filter.Matches(expediente))
                {
                    // One more tells that there is a next page.
                    if (page.Count == lines)
                        return new SearchPage(page, PlaceOf(page[^1]));
                    page.Add(expediente);
                }

                if (++lookedAt >= MaxLookedAt)
                    return new SearchPage(page, PlaceOf(expediente));
            }
        }

        return new SearchPage(page, null);
    }

    private static SearchPlace PlaceOf(Expediente e) => new(e.Key.Call, e.Key.Number.Programme, e.Key.Number.Sequence);

    private static int PerRequest(ExpedienteFilter filter, int lines) => filter.Text.Length > 0 || filter.Finding.Length > 0 || filter.NonWorkingDay ? RowsPerRequest : Math.Min(lines + 1, RowsPerRequest);

    private static string Range(CallId call, ProgrammeId programme, int after)
    {
        var partition = ExpedienteTableRows.Partition(call, programme);
        var first = ExpedienteTableRows.StateKey(after);
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {first} and RowKey lt {"F"}");
    }

    private static string Columns(ExpedienteFilter filter) => string.Concat(
        Column("State", filter.State), Column("AssignedTo", filter.AssignedTo),
        Column("ApplicantTaxId", filter.TaxId.ToUpperInvariant()));

    private static string Column(string name, string value) => value.Length == 0 ? "" : $" and {name} eq '{TableQueryFilter.Escape(value)}'";
}
