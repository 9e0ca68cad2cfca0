using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Storage;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;

namespace IntakePipeline.Tests.Panel;

/// <summary>Searching on the real table.</summary>
public sealed class SearchTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Pages_show_everything_once_and_in_order()
    {
        var (search, all) = await FillAsync();
        foreach (var lines in new[] { 1, 7, 30, 100 })
        {
            var found = new List<Expediente>();
            SearchPlace? after = null;
            do
            {
                var page = await search.SearchAsync(new ExpedienteFilter(), after, lines, default);
                Assert.True(page.Lines.Count == lines || page.Next is null);
                found.AddRange(page.Lines);
                after = SearchPlace.Parse(page.Next?.ToString());
            }
            while (after is not null);
            Assert.Equal(all.Select(e => e.Key).OrderBy(k => k.Number.Programme.Value == "EBT" ? 0 : 1).ThenBy(k => k.Number.Sequence), found.Select(e => e.Key));
        }
    }

    [Fact]
    public async Task Each_filter_finds_what_it_says_and_several_find_what_all_say()
    {
        var (search, all) = await FillAsync();
        ExpedienteFilter[] filters =
        [
            new() { Programme = new ProgrammeId("CRE") },
            new() { State = "registrado" },
            new() { State = "en-evaluacion", AssignedTo = "anna" },
            new() { TaxId = "B00000003" },
            new() { Finding = Entries.Curable.Code },
            new() { Text = "arros LED" },
            new() { Text = "d'exemple b00000002" },
            new() { NonWorkingDay = true },
            new() { Phase = new PhaseId("1"), Text = "LED", State = "en-evaluacion" },
            new() { Call = new CallId("emprendimiento-2013") },
            new() { AssignedTo = "o'neill' or State ne 'x" },
        ];
        var counts = new List<int>();
        foreach (var filter in filters)
        {
            var page = await search.SearchAsync(filter, null, 100, default);
            Assert.Equal(all.Where(filter.Matches).Select(e => e.Key).ToHashSet(), page.Lines.Select(e => e.Key).ToHashSet());
            counts.Add(page.Lines.Count);
        }

        Assert.All(counts[..7], count => Assert.InRange(count, 1, 29));
        Assert.Equal([0, 0], counts[^2..]);
    }

    private async Task<(ExpedienteSearchTable Search, IReadOnlyList<Expediente> All)> FillAsync()
    {
        var storage = new StorageConnection(await azurite.NewAccountAsync());
        await storage.Tables.GetTableClient(Pipeline.Tables.Expedientes).CreateIfNotExistsAsync();
        var table = new ExpedienteTable(storage.Tables);
        var all = new List<Expediente>();
        for (var i = 1; i <= 30; i++)
        {
            var entry = Entries.Entry(
                i, inTime: i % 5 != 0, project: $"P-{i}", taxId: $"B0000000{i % 7}", programme: i % 3 == 0 ? "CRE" : "EBT", title: i % 4 == 0 ? "Llums LED per a l'Arròs" : "Sensors");
            var opened = Expediente.Open(entry, Entries.Noon) with { Findings = i % 6 == 0 ? [Entries.Curable] : [] };
            if (i % 2 == 0)
                opened = opened with { State = new ExpedienteState.InEvaluation(Entries.Department, Entries.Phase, null), AssignedTo = i % 8 == 0 ? new Actor("anna") : null };
            all.Add(await table.OpenAsync(opened, HistoryEvent.Registered(opened), default));
        }

        return (new ExpedienteSearchTable(storage.Tables, CallCatalogue.Load(WorkingCalendar.Load())), all);
    }
}
