using System.Globalization;
using Azure.Core;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Tests.Storage;

public sealed class ExpedienteTableTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task What_is_opened_is_read_back_whole()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var entry = bench.Entry(17, title: "Il·luminació «LED» a l'Horta: 100 % d'eficiència");
        var opened = Expediente.Open(entry, Entries.Noon);
        var stored = await OpenAsync(bench, opened);

        AssertSame(opened, stored);
        AssertSame(opened, await bench.ReadAsync(entry));
        Assert.Equal(stored.Revision, (await bench.ReadAsync(entry)).Revision);
        Assert.Equal(1, stored.Revision.Events);
    }

    [Fact]
    public async Task Opening_twice_returns_what_is_there()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var opened = Expediente.Open(bench.Entry(17), Entries.Noon);
        var changed = await ChangeAsync(bench, await OpenAsync(bench, opened), InEvaluation);

        Assert.Equal(changed!.Revision, (await OpenAsync(bench, opened with { Since = Entries.Noon + Duration.FromDays(1) })).Revision);
        Assert.Equal(2, (await bench.Expedientes.HistoryAsync(opened.Key, None)).Count);
    }

    [Fact]
    public async Task A_number_of_another_entry_is_refused()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var opened = Expediente.Open(bench.Entry(17), Entries.Noon);
        await OpenAsync(bench, opened);
        await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(bench, opened with { Entry = new RegistryNumber(2012, 18) }));
    }

    [Fact]
    public async Task An_unknown_number_is_null_and_has_no_history()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var key = ExpedienteKey.Of(bench.Entry(404));
        Assert.Null(await bench.Expedientes.FindAsync(key, None));
        Assert.Empty(await bench.Expedientes.HistoryAsync(key, None));
    }

    [Fact]
    public async Task Every_state_is_read_back_as_it_was_written()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        ExpedienteState[] states =
        [
            InEvaluation,
            new ExpedienteState.InEvaluation(Entries.Department, Entries.Phase, QueuedAt: null),
            new ExpedienteState.AwaitingCorrection(CorrectionRequestNumber.First(bench.Entry(3).Expediente)),
            new ExpedienteState.OutOfTime(),
        ];
        for (var i = 0; i < states.Length; i++)
        {
            var entry = bench.Entry(i + 1);
            await ChangeAsync(bench, await OpenAsync(bench, Expediente.Open(entry, Entries.Noon)), states[i]);
            Assert.Equal(states[i], (await bench.ReadAsync(entry)).State);
        }
    }

    [Fact]
    public async Task A_superseded_one_names_the_version_that_is_valid_now()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        RegistryEntry[] entries = [bench.Entry(1), bench.Entry(2), bench.Entry(3), bench.Entry(4, inTime: false)];
        foreach (var entry in entries)
            await OpenAsync(bench, Expediente.Open(entry, Entries.Noon));
        await ChangeAsync(bench, await bench.ReadAsync(entries[0]), new ExpedienteState.Superseded(entries[1].Number));

        Assert.Equal(new ExpedienteState.Superseded(entries[2].Number), (await bench.ReadAsync(entries[0])).State);
    }

    [Fact]
    public async Task A_change_on_an_old_reading_is_refused_whole()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var entry = bench.Entry(17);
        var read = await OpenAsync(bench, Expediente.Open(entry, Entries.Noon));
        Assert.NotNull(await ChangeAsync(bench, read, InEvaluation));
        Assert.Null(await ChangeAsync(bench, read, new ExpedienteState.OutOfTime()));

        Assert.Equal(InEvaluation, (await bench.ReadAsync(entry)).State);
        Assert.Equal(["registrado", "en-evaluacion"], (await bench.Expedientes.HistoryAsync(ExpedienteKey.Of(entry), None)).Select(h => h.What));
        Assert.Equal("en-evaluacion", Assert.Single(await bench.Expedientes.VersionsAsync(ProjectKey.Of(entry), None)).StateCode);
    }

    [Fact]
    public async Task History_tells_who_when_what_why_and_article_oldest_first()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var expediente = await OpenAsync(bench, Expediente.Open(bench.Entry(17), Entries.Noon));
        HistoryEvent first = HistoryEvent.Registered(expediente);
        var told = new List<HistoryEvent> { first };
        for (var i = 0; i < 11; i++)
        {
            var because = first with { At = Entries.Noon + Duration.FromHours(i), Who = new Actor($"persona-{i}"), What = "nota", Why = new($"perquè {i}", $"porque {i}") };
            told.Add(because);
            expediente = await bench.Expedientes.TryChangeAsync(expediente, because, None) ?? throw new InvalidOperationException();
        }

        Assert.Equal(told, await bench.Expedientes.HistoryAsync(expediente.Key, None));
    }

    [Fact]
    public async Task Versions_come_in_the_order_of_the_book_and_only_of_their_project()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        foreach (var entry in new[] { bench.Entry(12), bench.Entry(9), bench.Entry(100_000, inTime: false), bench.Entry(10, project: "P-2") })
            await OpenAsync(bench, Expediente.Open(entry, Entries.Noon));

        var versions = await bench.Expedientes.VersionsAsync(ProjectKey.Of(bench.Entry(9)), None);
        Assert.Equal([ProjectVersion.Of(bench.Entry(9)), ProjectVersion.Of(bench.Entry(12)), ProjectVersion.Of(bench.Entry(100_000, inTime: false))], versions);
    }

    [Fact]
    public async Task Thousands_of_findings_fit()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var entry = bench.Entry(17);

        // Every line of the longest envelope wrong, each finding of its own.
        var findings = Enumerable.Range(0, 6000).Select(i => new Finding(
            "concepto-desconocido", Severity.CurableDefect, [string.Create(CultureInfo.InvariantCulture, $"$.proyecto.conceptos[{i}].concepto")], "recursos-humanos",
            string.Create(CultureInfo.InvariantCulture, $"x{(i * 7919L) % 1_000_003}"), "R4 annex 1",
            new LocalizedText($"El concepte de la línia {i} no és dels que el programa admet; esmeneu-lo.", $"El concepto de la línea {i} no es de los que admite el programa; subsánelo."))).ToList();
        var opened = await OpenAsync(bench, Expediente.Open(entry, Entries.Noon));
        await ChangeAsync(bench, opened with { Findings = findings }, InEvaluation);

        var read = (await bench.ReadAsync(entry)).Findings;
        Assert.Equal(findings.Count, read.Count);
        Assert.Equal(findings[^1] with { Fields = read[^1].Fields }, read[^1]);
        Assert.Equal(findings[^1].Fields, read[^1].Fields);
    }

    [Fact]
    public async Task A_write_that_landed_but_whose_answer_was_lost_counts_once()
    {
        var lost = new LostAnswer();
        var bench = await EvaluationBench.CreateAsync(azurite, lost.AddTo);
        var entry = bench.Entry(17);
        var opened = Expediente.Open(entry, Entries.Noon);
        lost.Arm(RequestMethod.Post);
        var stored = await OpenAsync(bench, opened);
        AssertSame(opened, stored);

        // The second try of a change meets its own first: to the caller it looks like somebody else's, who reads again and finds it done.
        lost.Arm(RequestMethod.Post);
        Assert.Null(await ChangeAsync(bench, stored, InEvaluation));
        Assert.Equal(2, lost.Lost);
        Assert.Equal(InEvaluation, (await bench.ReadAsync(entry)).State);
        Assert.Equal(2, (await bench.Expedientes.HistoryAsync(opened.Key, None)).Count);
    }

    private static ExpedienteState InEvaluation { get; } = new ExpedienteState.InEvaluation(Entries.Department, Entries.Phase, Entries.Noon);

    private static Task<Expediente> OpenAsync(EvaluationBench bench, Expediente opened) =>
        bench.Expedientes.OpenAsync(opened, HistoryEvent.Registered(opened), None);

    private static Task<Expediente?> ChangeAsync(EvaluationBench bench, Expediente read, ExpedienteState state)
    {
        var changed = read with { State = state };
        return bench.Expedientes.TryChangeAsync(changed, HistoryEvent.Decided(changed), None);
    }

    private static void AssertSame(Expediente expected, Expediente actual) =>
        Assert.Equal(expected with { Revision = Revision.None, Findings = [] }, actual with { Revision = Revision.None, Findings = [] });
}
