using Azure.Core;
using IntakePipeline.Calendar;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Evaluation;
using IntakePipeline.Tests.Receipts;
using NodaTime;

namespace IntakePipeline.Tests.Storage;

public sealed class CorrectionRequestTableTests(AzuriteFixture azurite)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Instant Later = Entries.Noon + Duration.FromHours(3);

    [Fact]
    public async Task A_request_is_read_back_whole()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var request = Request(bench);
        await bench.Requests.AddAsync(request, None);

        var read = await ReadAsync(bench, request);
        Assert.Equal(request with { Defects = read.Defects, Revision = read.Revision }, read);
        Assert.Equal(CorrectionRequestText.Of(request, ReceiptSamples.Emprendimiento), CorrectionRequestText.Of(read, ReceiptSamples.Emprendimiento));
    }

    [Fact]
    public async Task Of_one_number_the_first_stays()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var request = Request(bench);
        await bench.Requests.AddAsync(request, None);
        await bench.Requests.AddAsync(request with { ProjectTitle = "Altre", CreatedAt = Later }, None);
        Assert.Equal((request.ProjectTitle, request.CreatedAt), ((await ReadAsync(bench, request)).ProjectTitle, (await ReadAsync(bench, request)).CreatedAt));
    }

    [Fact]
    public async Task Another_round_is_another_request()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var first = Request(bench);
        var second = first with { Number = first.Number with { Round = 2 }, CreatedAt = Later };
        await bench.Requests.AddAsync(first, None);
        await bench.Requests.AddAsync(second, None);
        Assert.Equal(Later, (await ReadAsync(bench, second)).CreatedAt);
        Assert.Equal(Entries.Noon, (await ReadAsync(bench, first)).CreatedAt);
    }

    [Fact]
    public async Task Closing_keeps_what_was_asked_and_the_first_time_counts()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var request = Request(bench);
        await bench.Requests.AddAsync(request, None);
        await bench.Requests.CloseAsSupersededAsync(request, Later, None);
        await bench.Requests.CloseAsSupersededAsync(request, Later + Duration.FromHours(1), None);

        var read = await ReadAsync(bench, request);
        Assert.Equal(new CorrectionRequestState.Superseded(Later), read.State);
        Assert.Equal(CorrectionRequestText.Of(request, ReceiptSamples.Emprendimiento), CorrectionRequestText.Of(read, ReceiptSamples.Emprendimiento));
    }

    [Fact]
    public async Task One_closed_before_it_was_stored_cannot_be_opened_after()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var request = Request(bench);
        await bench.Requests.CloseAsSupersededAsync(request, Later, None);
        await bench.Requests.AddAsync(request, None);
        Assert.Equal(new CorrectionRequestState.Superseded(Later), (await ReadAsync(bench, request)).State);
    }

    [Fact]
    public async Task A_closing_whose_answer_was_lost_is_closed_once()
    {
        var lost = new LostAnswer();
        var bench = await EvaluationBench.CreateAsync(azurite, lost.AddTo);
        var request = Request(bench);
        lost.Arm(RequestMethod.Post);
        await bench.Requests.AddAsync(request, None);
        var read = await ReadAsync(bench, request);
        var happened = new CorrectionEvent.ValidVersionFiled(Later);
        var closed = read with { State = read.State.After(happened)! };
        lost.Arm(RequestMethod.Post);
        // The second try meets its own first: it looks like somebody else's, who closed it.
        Assert.Null(await bench.Requests.TryChangeAsync(closed, CorrectionHistory.Tell(read.Number, closed.State, happened), None));
        await bench.Requests.CloseAsSupersededAsync(request, Later + Duration.FromHours(1), None);
        Assert.Equal(2, lost.Lost);
        Assert.Single(await bench.Requests.HistoryAsync(request, None));
        Assert.Equal(new CorrectionRequestState.Superseded(Later), (await ReadAsync(bench, request)).State);
    }

    [Fact]
    public async Task Every_state_is_read_back_as_it_was_written_with_what_is_on_record()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var request = Request(bench);
        await bench.Requests.AddAsync(request, None);
        var deadline = WorkingCalendar.Load().DeadlineAfter(new LocalDate(2012, 6, 21), 10);
        var on = new Proceedings(
            new Reception(Later, "justificant 17", new Actor("núria"), deadline), new Answer(new(2012, 30), Later), new Answer(new(2012, 31), Later + Duration.FromDays(30)));
        CorrectionRequestState[] states =
        [
            new CorrectionRequestState.Notified(), new CorrectionRequestState.Answered(), new CorrectionRequestState.StillDefective(3, Later),
            new CorrectionRequestState.Cured(Later), new CorrectionRequestState.Expired(Later), new CorrectionRequestState.LateAnswer(),
            new CorrectionRequestState.WithdrawalProposed(Actor.Pipeline, "", Later), new CorrectionRequestState.Accepted(new Actor("núria"), "sí", Later),
            new CorrectionRequestState.Withdrawn(new Actor("núria"), "resolució 3", Later), new CorrectionRequestState.Superseded(Later),
        ];
        foreach (var state in states.Select(s => s with { On = on }))
        {
            var read = await ReadAsync(bench, request);
            var told = new HistoryEvent(Later, Actor.Pipeline, state.Code, new("va", "es"), "R4 7.4");
            Assert.NotNull(await bench.Requests.TryChangeAsync(read with { State = state }, told, None));
            Assert.Null(await bench.Requests.TryChangeAsync(read with { State = state }, told, None));

            var stored = (await ReadAsync(bench, request)).State;
            Assert.Equal(deadline.Trace, stored.On.Reception!.Deadline.Trace);
            Assert.Equal(state, stored with { On = stored.On with { Reception = stored.On.Reception with { Deadline = deadline } } });
        }

        Assert.Equal(states.Select(s => s.Code), (await bench.Requests.HistoryAsync(request, None)).Select(h => h.What));
        Assert.Equal(request.Defects.Select(d => d.Code), (await ReadAsync(bench, request)).Defects.Select(d => d.Code));
    }

    [Fact]
    public async Task An_unknown_number_is_null()
    {
        var bench = await EvaluationBench.CreateAsync(azurite);
        var request = Request(bench);
        Assert.Null(await bench.Requests.FindAsync(request.Expediente, request.Number, None));
    }

    private static CorrectionRequest Request(EvaluationBench bench)
    {
        var entry = bench.Entry(17);
        var state = new ExpedienteState.AwaitingCorrection(CorrectionRequestNumber.First(entry.Expediente));
        return CorrectionRequest.For(
            Expediente.Open(entry, Entries.Noon) with { State = state, Findings = [Entries.Curable, Entries.Doubt] }, state);
    }

    private static async Task<CorrectionRequest> ReadAsync(EvaluationBench bench, CorrectionRequest request) =>
        await bench.Requests.FindAsync(request.Expediente, request.Number, None) ?? throw new InvalidOperationException("It is not there.");
}
