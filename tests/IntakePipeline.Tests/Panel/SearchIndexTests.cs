using System.Text;
using IntakePipeline.Evaluation;
using IntakePipeline.Storage;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;

namespace IntakePipeline.Tests.Panel;

/// <summary>The search index follows the expedientes, for every host, whatever is lost on the way.</summary>
public sealed class SearchIndexTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Every_host_shows_a_change_at_once_noted_or_folded()
    {
        using var shelf = await Shelf.NewAsync(azurite);
        using var other = shelf.AnotherHost();
        var first = await OpenAsync(shelf, 1);
        await OpenAsync(shelf, 2);
        Assert.Equal(["registrado", "registrado"], await StatesAsync(other));

        Assert.Equal(2, await shelf.Keeper.FoldAsync(default));
        Assert.Equal(0, await shelf.Keeper.FoldAsync(default));
        Assert.Equal(["registrado", "registrado"], await StatesAsync(other));

        await shelf.Store.TryChangeAsync(first with { State = new ExpedienteState.OutOfTime() }, HistoryEvent.Registered(first), default);
        Assert.Equal(["fuera-de-plazo", "registrado"], await StatesAsync(other));
        await shelf.Keeper.FoldAsync(default);
        Assert.Equal(["fuera-de-plazo", "registrado"], await StatesAsync(other));
        using var fresh = shelf.AnotherHost();
        Assert.Equal(["fuera-de-plazo", "registrado"], await StatesAsync(fresh));
    }

    [Fact]
    public async Task What_a_crash_kept_from_being_noted_the_sweep_finds()
    {
        using var shelf = await Shelf.NewAsync(azurite);
        var first = await OpenAsync(shelf, 1);
        Assert.Single(await StatesAsync(shelf.Search));
        await shelf.Keeper.FoldAsync(default);

        await shelf.Truth.TryChangeAsync(first with { AssignedTo = new Actor("anna") }, HistoryEvent.Registered(first), default);
        // Far beyond the first segment, and with nothing in between.
        var far = Expediente.Open(Entries.Entry((3 * SearchSegment.Size) + 1), Entries.Noon);
        await shelf.Truth.OpenAsync(far, HistoryEvent.Registered(far), default);
        Assert.Equal([null], (await shelf.Search.ListAsync(new ExpedienteFilter(), default)).Select(l => l.AssignedTo));

        Assert.Equal(2, await shelf.Keeper.SweepAsync(TimeSpan.FromMinutes(1), default));
        Assert.Equal(["anna", null], (await shelf.Search.ListAsync(new ExpedienteFilter(), default)).Select(l => l.AssignedTo));
        Assert.Equal(0, await shelf.Keeper.SweepAsync(TimeSpan.FromMinutes(1), default));
    }

    [Fact]
    public async Task A_sweep_without_time_left_goes_on_where_it_stopped()
    {
        using var shelf = await Shelf.NewAsync(azurite);
        await OpenAsync(shelf, 1);
        await shelf.Keeper.FoldAsync(default);
        var far = Expediente.Open(Entries.Entry(SearchSegment.Size + 1), Entries.Noon);
        await shelf.Truth.OpenAsync(far, HistoryEvent.Registered(far), default);

        var mended = 0;
        for (var i = 0; i < 200 && mended == 0; i++)
            mended = await shelf.Keeper.SweepAsync(TimeSpan.FromTicks(1), default);
        Assert.Equal(2, (await StatesAsync(shelf.Search)).Count);
    }

    [Fact]
    public async Task An_index_that_never_was_is_made_by_whoever_looks_first()
    {
        using var shelf = await Shelf.NewAsync(azurite);
        for (var i = 1; i <= 5; i++)
        {
            var opened = Expediente.Open(Entries.Entry(i * SearchSegment.Size / 2, project: $"P-{i}"), Entries.Noon);
            await shelf.Truth.OpenAsync(opened, HistoryEvent.Registered(opened), default);
        }

        await OpenAsync(shelf, (3 * SearchSegment.Size) + 1);
        Assert.Equal(6, (await StatesAsync(shelf.Search)).Count);
    }

    [Fact]
    public async Task A_segment_that_cannot_be_read_or_tells_of_what_is_gone_is_made_again()
    {
        using var shelf = await Shelf.NewAsync(azurite);
        await OpenAsync(shelf, 1);
        Assert.Single(await StatesAsync(shelf.Search));
        var gone = ExpedienteLine.Of(Expediente.Open(Entries.Entry(SearchSegment.Size + 1), Entries.Noon), null);
        await shelf.Index.NoteAsync(gone, default);
        await shelf.Keeper.FoldAsync(default);
        Assert.Equal(2, (await StatesAsync(shelf.Search)).Count);

        var table = shelf.Storage.Tables.GetTableClient(Pipeline.Tables.Search);
        var broken = new TableEntity("tramos", (SearchSegment.Of(gone.Key) with { Number = 0 }).ToString()) { ["LinesParts"] = 1, ["Lines00"] = Encoding.UTF8.GetBytes("no lines") };
        await table.UpsertEntityAsync(broken, TableUpdateMode.Replace);
        using var fresh = shelf.AnotherHost();
        Assert.Single(await StatesAsync(fresh));

        Assert.Equal(2, await shelf.Keeper.RebuildAsync(default));
        Assert.Equal("EBT/2012/1", Assert.Single(await fresh.ListAsync(new ExpedienteFilter(), default)).Key.Number.ToString());
    }

    [Fact]
    public async Task A_note_that_is_older_than_its_segment_tells_nothing()
    {
        using var shelf = await Shelf.NewAsync(azurite);
        var first = await OpenAsync(shelf, 1);
        var old = ExpedienteLine.Of(first, null);
        await shelf.Store.TryChangeAsync(first with { AssignedTo = new Actor("anna") }, HistoryEvent.Registered(first), default);
        await shelf.Keeper.FoldAsync(default);
        await shelf.Index.NoteAsync(old, default);
        Assert.Equal("anna", Assert.Single(await shelf.Search.ListAsync(new ExpedienteFilter(), default)).AssignedTo);
        await shelf.Keeper.FoldAsync(default);
        Assert.Equal("anna", Assert.Single(await shelf.Search.ListAsync(new ExpedienteFilter(), default)).AssignedTo);
    }

    [Fact]
    public async Task A_change_lasts_though_it_could_not_be_noted()
    {
        using var shelf = await Shelf.NewAsync(azurite, withIndex: false);
        var opened = await OpenAsync(shelf, 1);
        Assert.NotNull(await shelf.Store.TryChangeAsync(opened with { AssignedTo = new Actor("anna") }, HistoryEvent.Registered(opened), default));
        Assert.Equal("anna", (await shelf.Truth.FindAsync(opened.Key, default))!.AssignedTo?.Name);
    }

    private static Task<Expediente> OpenAsync(Shelf shelf, int sequence) => shelf.OpenAsync(Expediente.Open(Entries.Entry(sequence, project: $"P-{sequence}"), Entries.Noon));

    private static async Task<IReadOnlyList<string>> StatesAsync(SearchIndex search) => [.. (await search.ListAsync(new ExpedienteFilter(), default)).Select(l => l.State)];
}
