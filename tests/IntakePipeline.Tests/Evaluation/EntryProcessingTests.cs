using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Validation;
using static IntakePipeline.Tests.Evaluation.Entries;

namespace IntakePipeline.Tests.Evaluation;

public sealed class EntryProcessingTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_clean_entry_reaches_its_department_with_its_doubts()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var entry = bench.Entry(17);
        var outcome = await bench.ProcessAsync(entry, Doubt, Information);

        var expediente = await bench.ReadAsync(entry);
        Assert.Equal(new ExpedienteState.InEvaluation(bench.Department, Phase, bench.Clock.Now), expediente.State);
        Assert.Equal(expediente.State, outcome.Expediente.State);
        Assert.Equal(["plantilla-superior", "memoria-escaneada"], expediente.Findings.Select(f => f.Code));
        Assert.Equal(
            new EvaluationItem(entry.Number, ExpedienteKey.Of(entry), Phase, entry.Draft.Effective.Date), Assert.Single(await bench.TakeMessagesAsync()));
        Assert.Equal(["registrado", "en-evaluacion"], await HistoryAsync(bench, entry));
        Assert.Null(await bench.RequestAsync(entry));
    }

    [Fact]
    public async Task A_defective_entry_gets_one_request_with_every_defect()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var entry = bench.Entry(17);
        await bench.ProcessAsync(entry, Curable, Doubt, Finding("nif-representante", Severity.CurableDefect));

        Assert.Equal(new ExpedienteState.AwaitingCorrection(CorrectionRequestNumber.First(entry.Expediente)), (await bench.ReadAsync(entry)).State);
        var request = await bench.RequestAsync(entry);
        Assert.Equal(["falta-tc1", "nif-representante"], request!.Defects.Select(f => f.Code));
        Assert.IsType<CorrectionRequestState.Requested>(request.State);
        Assert.Empty(await bench.TakeMessagesAsync());
    }

    [Fact]
    public async Task An_entry_out_of_time_is_only_marked()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var entry = bench.Entry(17, inTime: false);
        await bench.ProcessAsync(entry, Curable);

        Assert.IsType<ExpedienteState.OutOfTime>((await bench.ReadAsync(entry)).State);
        Assert.Equal(["registrado", "fuera-de-plazo"], await HistoryAsync(bench, entry));
        Assert.Null(await bench.RequestAsync(entry));
        Assert.Empty(await bench.TakeMessagesAsync());
    }

    [Fact]
    public async Task Late_submission_never_supersedes_one_in_time()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var (inTime, late) = (bench.Entry(1), bench.Entry(2, inTime: false));
        await bench.ProcessAsync(inTime);
        Assert.Empty((await bench.ProcessAsync(late)).Supersedes);

        Assert.IsType<ExpedienteState.InEvaluation>((await bench.ReadAsync(inTime)).State);
        Assert.IsType<ExpedienteState.OutOfTime>((await bench.ReadAsync(late)).State);
    }

    [Fact]
    public async Task A_version_in_evaluation_gives_way_to_the_next_in_time()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var (first, second) = (bench.Entry(1), bench.Entry(2));
        await bench.ProcessAsync(first, Doubt);
        Assert.Equal([first.Number], (await bench.ProcessAsync(second)).Supersedes);

        var superseded = await bench.ReadAsync(first);
        Assert.Equal(new ExpedienteState.Superseded(second.Number), superseded.State);
        Assert.Equal(Doubt.Code, Assert.Single(superseded.Findings).Code);
        Assert.Equal(["registrado", "en-evaluacion", "sustituido"], await HistoryAsync(bench, first));
        Assert.IsType<ExpedienteState.InEvaluation>((await bench.ReadAsync(second)).State);
    }

    [Fact]
    public async Task A_version_that_awaits_correction_gives_way_and_its_request_is_closed()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var (first, second) = (bench.Entry(1), bench.Entry(2));
        await bench.ProcessAsync(first, Curable);
        await bench.ProcessAsync(second, Curable);

        Assert.IsType<ExpedienteState.Superseded>((await bench.ReadAsync(first)).State);
        Assert.Equal(new CorrectionRequestState.Superseded(bench.Clock.Now), (await bench.RequestAsync(first))!.State);
        Assert.IsType<CorrectionRequestState.Requested>((await bench.RequestAsync(second))!.State);
    }

    [Fact]
    public async Task Another_project_of_the_same_applicant_is_left_alone()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var (one, other) = (bench.Entry(1), bench.Entry(2, project: "P-2"));
        await bench.ProcessAsync(one);
        await bench.ProcessAsync(other);
        Assert.All([await bench.ReadAsync(one), await bench.ReadAsync(other)], e => Assert.IsType<ExpedienteState.InEvaluation>(e.State));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_repeated_message_changes_nothing_and_sends_nothing(bool defective)
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var entry = bench.Entry(17);
        IReadOnlyList<Finding> findings = defective ? [Curable] : [];
        await bench.ProcessAsync(entry, findings);
        var before = await bench.ReadAsync(entry);
        await bench.TakeMessagesAsync();

        // The second run comes under other rules: what was decided stays decided.
        for (var i = 0; i < 3; i++)
            await bench.ProcessAsync(entry, defective ? [] : [Curable]);

        var after = await bench.ReadAsync(entry);
        Assert.Equal(before.Revision, after.Revision);
        Assert.Equal(before.State, after.State);
        Assert.Empty(await bench.TakeMessagesAsync());
        Assert.Equal(defective, await bench.RequestAsync(entry) is not null);
        Assert.Equal(2, (await HistoryAsync(bench, entry)).Count);
    }

    [Fact]
    public async Task Versions_processed_in_any_order_come_to_the_same_end()
    {
        // In time, in time with a defect, late, in time; then the same with the last one defective.
        foreach (var lastFindings in new IReadOnlyList<Finding>[] { [], [Curable] })
        {
            string? expected = null;
            foreach (var order in Permutations.Of([0, 1, 2, 3]))
            {
                var bench = await EvaluationBench.CreateAsync(azurite);
                RegistryEntry[] entries = [bench.Entry(1), bench.Entry(2), bench.Entry(3), bench.Entry(4, inTime: false)];
                IReadOnlyList<Finding>[] findings = [[], [Curable], lastFindings, []];
                foreach (var i in order)
                    await bench.ProcessAsync(entries[i], findings[i]);

                var end = (await bench.EndAsync(entries)).Replace(bench.Department.Value, "department", StringComparison.Ordinal);
                Assert.Equal(expected ??= end, end);
            }

            var last = lastFindings.Count == 0 ? "InEvaluation" : "AwaitingCorrection";
            Assert.Contains($"2012/000003: {last}", expected, StringComparison.Ordinal);
            Assert.Equal(2, expected!.Split("By = 2012/000003").Length - 1);
            Assert.Equal(lastFindings.Count, expected.Split("open request").Length - 1);
            Assert.EndsWith(lastFindings.Count == 0 ? "messages: 2012/000003" : "messages: ", expected, StringComparison.Ordinal);
        }
    }

    private static async Task<IReadOnlyList<string>> HistoryAsync(EvaluationBench bench, RegistryEntry entry) =>
        [.. (await bench.Expedientes.HistoryAsync(ExpedienteKey.Of(entry), CancellationToken.None)).Select(h => h.What)];
}
