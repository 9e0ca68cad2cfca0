using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;
using NodaTime;

namespace IntakePipeline.Tests.Corrections;

/// <summary>A host dies before or after each step that reaches storage, and what it was told comes again. The end is the one of an undisturbed run.</summary>
public sealed class CorrectionCrashTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Scenarios => [.. Scripts.Keys];

    private static readonly Reception Reception = new(
        Entries.Noon + Duration.FromDays(1), "justificant 17", new Actor("registre"), WorkingCalendar.Load().DeadlineAfter(new LocalDate(2012, 6, 21), 10));

    private static readonly Answer InTime = new(new RegistryNumber(2012, 30), Entries.Noon + Duration.FromDays(2));
    private static readonly Answer Late = new(new RegistryNumber(2012, 31), Entries.Noon + Duration.FromDays(60));
    private static readonly Instant Then = Entries.Noon + Duration.FromDays(70);
    private static readonly Actor Person = new("núria");

    private static readonly Dictionary<string, CorrectionEvent[]> Scripts = new(StringComparer.Ordinal)
    {
        ["received, answered and cured"] =
            [new CorrectionEvent.Received(Reception, Then), new CorrectionEvent.Answered(InTime, Then), new CorrectionEvent.Validated(InTime.Entry, 0, Then)],
        ["expired, answered late and accepted"] =
        [
            new CorrectionEvent.Received(Reception, Then), new CorrectionEvent.DeadlineChecked(Then), new CorrectionEvent.ProposedOnExpiry(Then),
            new CorrectionEvent.Answered(Late, Then), new CorrectionEvent.DepartmentDecided(DepartmentDecision.ToEvaluation, Person, "sí", Then),
        ],
        ["not cured, proposed and signed"] =
        [
            new CorrectionEvent.Answered(InTime, Then), new CorrectionEvent.Validated(InTime.Entry, 1, Then),
            new CorrectionEvent.DepartmentDecided(DepartmentDecision.ProposeWithdrawal, Person, "no", Then), new CorrectionEvent.WithdrawalSigned(Person, "resolució", Then),
        ],
    };

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Crash_at_any_step_and_repetition_come_to_the_same_end(string scenario)
    {
        var undisturbed = new DiesAt(int.MaxValue, afterwards: false);
        var expected = await EndAsync(Scripts[scenario], undisturbed);
        Assert.True(undisturbed.Steps > 10);
        for (var step = 1; step <= undisturbed.Steps; step++)
        {
            Assert.Equal(expected, await EndAsync(Scripts[scenario], new DiesAt(step, afterwards: false)));
            Assert.Equal(expected, await EndAsync(Scripts[scenario], new DiesAt(step, afterwards: true)));
        }
    }

    [Fact]
    public async Task What_two_hosts_say_at_once_is_told_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var (bench, entry) = await StartAsync();
            CorrectionEvent[] said = [.. Scripts["received, answered and cured"].Take(2), new CorrectionEvent.Received(Reception, Then), new CorrectionEvent.Answered(InTime, Then)];
            await Task.WhenAll(said.Select(e => Process(bench).ApplyAsync(ExpedienteKey.Of(entry), CorrectionRequestNumber.First(entry.Expediente), e, default)));
            var request = (await bench.RequestAsync(entry))!;
            Assert.Equal((InTime, Reception.At), (request.State.On.InTime, request.State.On.Reception!.At));
            var told = (await bench.Expedientes.HistoryAsync(ExpedienteKey.Of(entry), default)).Select(h => h.What).Skip(2).ToList();
            Assert.Equal(2, told.Count);
            Assert.Equal((await bench.Requests.HistoryAsync(request, default)).Select(h => h.What).Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        }
    }

    private async Task<string> EndAsync(CorrectionEvent[] script, DiesAt death)
    {
        var (bench, entry) = await StartAsync();
        var (key, number) = (ExpedienteKey.Of(entry), CorrectionRequestNumber.First(entry.Expediente));
        foreach (var happened in script)
        {
            try
            {
                await Process(bench, death).ApplyAsync(key, number, happened, default);
            }
            catch (HostDiedException)
            {
                await Process(bench).ApplyAsync(key, number, happened, default);
            }
        }

        var request = (await bench.RequestAsync(entry))!;
        var expediente = await bench.ReadAsync(entry);
        var told = await bench.Expedientes.HistoryAsync(key, default);
        var messages = (await bench.TakeMessagesAsync()).Select(m => m.Entry).Distinct();
        return string.Join(
            '\n', request.State.Code, expediente.State.Code, string.Join(", ", told.Select(h => h.What)), string.Join(", ", messages),
            (expediente.State as ExpedienteState.InEvaluation)?.QueuedAt is not null);
    }

    private async Task<(EvaluationBench Bench, RegistryEntry Entry)> StartAsync()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var entry = bench.Entry(17);
        await bench.ProcessAsync(entry, Entries.Curable);
        return (bench, entry);
    }

    private static CorrectionProcess Process(EvaluationBench bench, IStepObserver? observer = null)
    {
        if (observer is null)
            return new CorrectionProcess(bench.Requests, new ExpedienteDesk(bench.Expedientes, bench.Queue, bench.Clock), bench.Notices);
        var stepped = new SteppedStores(bench.Expedientes, bench.Requests, bench.Queue, observer);
        return new CorrectionProcess(stepped, new ExpedienteDesk(stepped, stepped, bench.Clock), bench.Notices);
    }

    private sealed class DiesAt(int step, bool afterwards) : IStepObserver
    {
        public int Steps { get; private set; }

        public Task BeforeAsync(string name) => ++Steps == step && !afterwards ? throw new HostDiedException() : Task.CompletedTask;

        public Task AfterAsync(string name) => Steps == step && afterwards ? throw new HostDiedException() : Task.CompletedTask;
    }
}
