using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;

namespace IntakePipeline.Tests.Panel;

/// <summary>Searching on the real tables.</summary>
public sealed class SearchTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Pages_show_everything_once_and_in_order_forwards_and_backwards()
    {
        using var shelf = await FillAsync();
        var ordered = shelf.All.Select(e => e.Key).OrderBy(k => k.Number.Programme.Value == "EBT" ? 0 : 1).ThenBy(k => k.Number.Sequence).ToList();
        foreach (var lines in new[] { 1, 7, 30, 100 })
        {
            var pages = new List<SearchPage>();
            SearchPlace? after = null;
            do
            {
                var page = await shelf.Search.SearchAsync(new ExpedienteFilter(), after, lines, default);
                Assert.True(page.Lines.Count == lines || page.Next is null);
                Assert.Equal((pages.Sum(p => p.Lines.Count), shelf.All.Count), (page.Before, page.Total));
                pages.Add(page);
                after = SearchPlace.Parse(page.Next?.ToString());
            }
            while (after is not null);
            Assert.Equal(ordered, pages.SelectMany(p => p.Lines).Select(e => e.Key));

            var last = await shelf.Search.SearchAsync(new ExpedienteFilter(), pages[0].Last, lines, default);
            Assert.Equal(pages[^1].Lines.Select(l => l.Key), last.Lines.Select(l => l.Key));
            for (var i = pages.Count - 1; i > 0; i--)
            {
                var before = await shelf.Search.SearchAsync(new ExpedienteFilter(), pages[i].Previous, lines, default);
                Assert.Equal(pages[i - 1].Lines.Select(l => l.Key), before.Lines.Select(l => l.Key));
            }
        }
    }

    [Fact]
    public async Task Each_filter_finds_what_it_says_and_several_find_what_all_say()
    {
        using var shelf = await FillAsync();
        (ExpedienteFilter Filter, Func<Expediente, bool> Meant)[] filters =
        [
            (new() { Programme = new ProgrammeId("CRE") }, e => e.Key.Number.Programme.Value == "CRE"),
            (new() { State = "registrado" }, e => e.State is ExpedienteState.Registered),
            (new() { State = "en-evaluacion", AssignedTo = "anna" }, e => e.AssignedTo?.Name == "anna"),
            (new() { TaxId = "b00000003" }, e => e.Applicant.TaxId == "B00000003"),
            (new() { Finding = Entries.Curable.Code }, e => e.Findings.Count > 0),
            (new() { Finding = Entries.Curable.Code.Split('-')[0] }, e => e.Findings.Count > 0),
            (new() { Text = "arros LED" }, e => e.ProjectTitle.StartsWith("Llums", StringComparison.Ordinal)),
            (new() { Text = "d'exemple b00000002" }, e => e.Applicant.TaxId == "B00000002"),
            (new() { Text = "EBT/2012/7" }, e => e.Key.Number.ToString() == "EBT/2012/7"),
            (new() { Phase = new PhaseId("1"), Text = "LED", State = "en-evaluacion" }, e => e.State is ExpedienteState.InEvaluation { Phase.Value: "1" } && e.ProjectTitle.Contains("LED", StringComparison.Ordinal)),
            (new() { NonWorkingDay = true }, _ => false),
            (new() { Finding = Entries.Curable.Code[..^1] }, _ => false),
            (new() { Call = new CallId("emprendimiento-2013") }, _ => false),
            (new() { AssignedTo = "o'neill' or State ne 'x" }, _ => false),
        ];
        foreach (var (filter, meant) in filters)
        {
            var page = await shelf.Search.SearchAsync(filter, null, 100, default);
            var expected = shelf.All.Where(meant).Select(e => e.Key).ToHashSet();
            Assert.Equal(expected, page.Lines.Select(e => e.Key).ToHashSet());
            Assert.Equal(expected.Count, page.Total);
            Assert.Equal(shelf.All.Where(meant).SelectMany(e => e.Findings).Select(f => f.Code).Distinct(), page.Findings);
            Assert.Equal(shelf.All.Where(meant).Select(e => e.AssignedTo?.Name).OfType<string>().Distinct(), page.People);
        }

        Assert.All(filters[..10], f => Assert.InRange(shelf.All.Count(f.Meant), 1, shelf.All.Count - 1));
    }

    private async Task<Shelf> FillAsync()
    {
        var shelf = await Shelf.NewAsync(azurite);
        for (var i = 1; i <= 30; i++)
        {
            var entry = Entries.Entry(
                i, inTime: i % 5 != 0, project: $"P-{i}", taxId: $"B0000000{i % 7}", programme: i % 3 == 0 ? "CRE" : "EBT", title: i % 4 == 0 ? "Llums LED per a l'Arròs" : "Sensors");
            var opened = Expediente.Open(entry, Entries.Noon) with { Findings = i % 6 == 0 ? [Entries.Curable] : [] };
            if (i % 2 == 0)
                opened = opened with { State = new ExpedienteState.InEvaluation(Entries.Department, Entries.Phase, null), AssignedTo = i % 8 == 0 ? new Actor("anna") : null };
            await shelf.OpenAsync(opened);
        }

        return shelf;
    }
}
