using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;
using NodaTime;
using static IntakePipeline.Tests.Evaluation.Entries;

namespace IntakePipeline.Tests.Evaluation;

public sealed class WorklistTests(AzuriteFixture azurite)
{
    private static readonly CallId Call2012 = new("emprendimiento-2012");
    private static readonly DepartmentId Growth = new("asistencia-emprendedor");

    [Fact]
    public async Task It_is_in_strict_order_of_effective_entry_whatever_the_order_of_processing()
    {
        await using var desk = await Desk.OpenAsync(azurite);

        // Filed on Sunday, counts for Monday: after Saturday's, before Monday's own, though its entry is the highest.
        var (sunday, monday) = (new LocalDate(2012, 6, 24), new LocalDate(2012, 6, 25));
        RegistryEntry[] entries =
        [
            Filed(1, new LocalDate(2012, 6, 23).At(new LocalTime(10, 0)), new LocalDate(2012, 6, 23)), Filed(4, sunday.At(new LocalTime(11, 0)), monday),
            Filed(2, monday.At(new LocalTime(0, 1)), monday), Filed(3, monday.At(new LocalTime(9, 0)), monday),
        ];
        foreach (var entry in entries.Reverse())
            await desk.Get<EntryProcessing>().ProcessAsync(entry, [], default);
        Assert.Equal(entries.Select(e => e.Number), (await ReadAsync(desk)).Lines.Select(l => l.Expediente.Entry));
    }

    [Fact]
    public async Task It_is_read_in_pages_without_gap_or_double()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        for (var i = 1; i <= 7; i++)
            await desk.Get<EntryProcessing>().ProcessAsync(Filed(i), [], default);
        var read = new List<int>();
        Place? after = null;
        do
        {
            var page = await ReadAsync(desk, after: after, lines: 3);
            read.AddRange(page.Lines.Select(l => l.Expediente.Entry.Sequence));
            after = page.Next;
            Assert.True(after is null || (Place.TryParse(after.ToString(), out var same) && same == after));
        }
        while (after is not null);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], read);
    }

    [Fact]
    public async Task What_is_superseded_awaits_correction_or_was_late_is_not_in_it()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var processing = desk.Get<EntryProcessing>();
        await processing.ProcessAsync(Filed(1), [], default);
        await processing.ProcessAsync(Filed(2), [], default);
        await processing.ProcessAsync(Filed(3), [Curable], default);
        await processing.ProcessAsync(Entry(4, inTime: false, project: "P-4"), [], default);
        await processing.ProcessAsync(Filed(5) with { Draft = Filed(5).Draft with { ProjectReference = "P-1" } }, [], default);
        Assert.Equal([2, 5], (await ReadAsync(desk)).Lines.Select(l => l.Expediente.Entry.Sequence));
        Assert.Null(await desk.Get<Worklist>().ReadAsync(new DepartmentId("ninguno"), Call2012, Phase, null, 10, default));
    }

    [Fact]
    public async Task What_is_moved_keeps_its_place_and_leaves_a_trace()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var processing = desk.Get<EntryProcessing>();
        await processing.ProcessAsync(Filed(1), [], default);
        await processing.ProcessAsync(Filed(2), [], default);
        foreach (var i in new[] { 3, 4 })
            await processing.ProcessAsync(Filed(i, programme: "CRE"), [], default);
        var moved = Filed(2).Expediente;
        var target = new Move(Call2012, new ProgrammeId("CRE"));

        for (var i = 0; i < 2; i++)
            Assert.IsType<MoveOutcome.Done>(await desk.Get<MoveDesk>().MoveAsync(moved, target, null, new Actor("núria"), "encaixa millor", default));

        Assert.Equal([1], (await ReadAsync(desk)).Lines.Select(l => l.Expediente.Entry.Sequence));
        var lines = (await ReadAsync(desk, Growth)).Lines;
        Assert.Equal([2, 3, 4], lines.Select(l => l.Expediente.Entry.Sequence));
        Assert.Equal((moved, Noon + Duration.FromMinutes(2)), (lines[0].Expediente.Key.Number, lines[0].Expediente.FiledAt));
        Assert.NotNull(Assert.IsType<ExpedienteState.InEvaluation>(lines[0].Expediente.State).QueuedAt);
        var history = await desk.Get<IExpedienteStore>().HistoryAsync(lines[0].Expediente.Key, default);
        Assert.Equal(["registrado", "en-evaluacion", "trasladado"], history.Select(h => h.What));
        Assert.Equal((new Actor("núria"), "R4 9.4"), (history[^1].Who, history[^1].Article));

        // Superseded where it was filed, it leaves where it was moved to; back home, it is where it was.
        Assert.IsType<MoveOutcome.Done>(await desk.Get<MoveDesk>().MoveAsync(moved, new Move(Call2012, new ProgrammeId("EBT")), null, new Actor("núria"), "torna", default));
        Assert.Equal([1, 2], (await ReadAsync(desk)).Lines.Select(l => l.Expediente.Entry.Sequence));
        Assert.Equal([3, 4], (await ReadAsync(desk, Growth)).Lines.Select(l => l.Expediente.Entry.Sequence));
        await desk.Get<MoveDesk>().MoveAsync(moved, target, null, new Actor("núria"), "encaixa millor", default);
        await processing.ProcessAsync(Filed(6) with { Draft = Filed(6).Draft with { ProjectReference = "P-2" } }, [], default);
        Assert.Equal([3, 4], (await ReadAsync(desk, Growth)).Lines.Select(l => l.Expediente.Entry.Sequence));
        Assert.Equal([1, 6], (await ReadAsync(desk)).Lines.Select(l => l.Expediente.Entry.Sequence));
    }

    [Fact]
    public async Task Only_what_is_in_evaluation_is_moved_and_only_to_a_phase_that_exists()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        await desk.Get<EntryProcessing>().ProcessAsync(Filed(1), [Curable], default);
        var moves = desk.Get<MoveDesk>();
        var (number, who) = (Filed(1).Expediente, new Actor("núria"));
        Assert.IsType<MoveOutcome.NotInEvaluation>(await moves.MoveAsync(number, new Move(Call2012, new ProgrammeId("CRE")), null, who, "x", default));
        Assert.IsType<MoveOutcome.NoSuchPhase>(await moves.MoveAsync(number, new Move(Call2012, new ProgrammeId("XXX")), null, who, "x", default));
        Assert.IsType<MoveOutcome.NoSuchPhase>(await moves.MoveAsync(number, new Move(Call2012, new ProgrammeId("CRE")), new PhaseId("9"), who, "x", default));
        Assert.IsType<MoveOutcome.Unknown>(await moves.MoveAsync(number with { Sequence = 99 }, new Move(Call2012, new ProgrammeId("CRE")), null, who, "x", default));
        Assert.Empty((await ReadAsync(desk, Growth)).Lines);
    }

    [Fact]
    public void The_order_of_written_places_is_the_order_of_places()
    {
        Place[] places =
        [
            new(new LocalDate(2012, 6, 20), Noon, new RegistryNumber(2012, 9)), new(new LocalDate(2012, 6, 20), Noon, new RegistryNumber(2012, 10)),
            new(new LocalDate(2012, 6, 20), Noon + Duration.FromTicks(1), new RegistryNumber(2012, 1)), new(new LocalDate(2012, 12, 1), Noon, new RegistryNumber(2012, 2)),
            new(new LocalDate(2013, 1, 2), Noon, new RegistryNumber(2013, 1)),
        ];
        Assert.Equal(places, places.OrderBy(p => p.ToString(), StringComparer.Ordinal));
        Assert.Equal(places, places.Order());
        Assert.All(["", "2012-06-20", "2012-06-20|x|2012-000000001", "2012-06-20|0013401828000000000|12-1"], text => Assert.False(Place.TryParse(text, out _)));
    }

    private static RegistryEntry Filed(int sequence, LocalDateTime? at = null, LocalDate? effective = null, string programme = "EBT")
    {
        var entry = Entry(sequence, project: $"P-{sequence}", programme: programme, filedAt: at is { } local ? OfficialClock.FromLocal(local) : null);
        var department = programme == "EBT" ? Entries.Department : Growth;
        return entry with { Draft = entry.Draft with { Department = department, Effective = entry.Draft.Effective with { Date = effective ?? entry.Draft.Effective.Date } } };
    }

    private static async Task<WorklistPage> ReadAsync(Desk desk, DepartmentId? department = null, Place? after = null, int lines = 100) =>
        await desk.Get<Worklist>().ReadAsync(department ?? Entries.Department, Call2012, Phase, after, lines, default) ?? throw new InvalidOperationException("No such list.");
}
