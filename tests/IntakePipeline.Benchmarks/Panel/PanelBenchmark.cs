using System.Diagnostics;
using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Local.Azurite;
using IntakePipeline.Panel;
using IntakePipeline.Storage;

namespace IntakePipeline.Benchmarks.Panel;

/// <summary>Pages of the panel over very many expedientes, from storage; beside the floor in the same run: one row read by its key.</summary>
internal static class PanelBenchmark
{
    private const int PageLines = 50;
    private const int Rounds = 20;

    public static async Task<int> RunAsync(int count, CancellationToken cancellationToken)
    {
        await using var emulator = await AzuriteProcess.StartAsync(null, cancellationToken);
        var storage = new StorageConnection(emulator.ConnectionString);
        var calls = CallCatalogue.Load(WorkingCalendar.Load());
        await StorageLayout.CreateAsync(storage, calls.Departments, cancellationToken);

        var start = Stopwatch.GetTimestamp();
        var made = await ExpedienteGenerator.FillAsync(storage, calls, count, cancellationToken);
        Console.WriteLine(Line($"panel: {count:N0} expedientes written in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, {Environment.ProcessorCount} cores, pages of {PageLines}"));

        var table = new ExpedienteTable(storage.Tables);
        var index = new SearchIndexTable(storage.Tables);
        var keeper = new SearchIndexKeeper(storage.Tables, index, new CorrectionRequestTable(storage.Tables), calls, TimeProvider.System);
        using var search = new SearchIndex(index, keeper, calls);
        start = Stopwatch.GetTimestamp();
        var mended = await keeper.RebuildAsync(cancellationToken);
        Console.WriteLine(Line($"  index made from them ({mended} segments) in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s"));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        start = Stopwatch.GetTimestamp();
        var first = await search.SearchAsync(new ExpedienteFilter(), null, PageLines, cancellationToken);
        Console.WriteLine(Line($"  first page of a new host: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms; it keeps {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:F0} MB"));
        if (first.Total != made.Count)
            throw new InvalidOperationException($"{first.Total} of {made.Count} are in the index.");

        var middle = made[made.Count / 2];
        var floor = await TimeAsync(() => table.FindAsync(middle, cancellationToken));
        Console.WriteLine(Line($"  {"floor: one row by its key",-34} p50 {floor.Median,7:F1} ms   p95 {floor.High,7:F1} ms"));
        await ShowAsync("first page, no filter", new ExpedienteFilter(), null);
        await ShowAsync("page in the middle", new ExpedienteFilter(), new SearchPlace(middle.Call, middle.Number.Programme, middle.Number.Sequence));
        await ShowAsync("last page", new ExpedienteFilter(), first.Last);
        await ShowAsync("by state", new ExpedienteFilter { State = ExpedienteState.AwaitingCorrection.Name }, null);
        await ShowAsync("by programme and state", new ExpedienteFilter { Call = middle.Call, Programme = middle.Number.Programme, State = ExpedienteState.AwaitingCorrection.Name }, null);
        await ShowAsync("by assignee", new ExpedienteFilter { AssignedTo = ExpedienteGenerator.Assignee(3) }, null);
        await ShowAsync("by NIF (one line)", new ExpedienteFilter { TaxId = ExpedienteGenerator.TaxId(made.Count / 2) }, null);
        await ShowAsync("by text (two words)", new ExpedienteFilter { Text = "ceramica indústria" }, null);
        await ShowAsync("by text that nothing says", new ExpedienteFilter { Text = "zeppelin" }, null);
        await ShowAsync("by finding", new ExpedienteFilter { Finding = ExpedienteGenerator.FindingCode }, null);
        await ShowAsync("filed on a non-working day", new ExpedienteFilter { NonWorkingDay = true }, null);

        // One change between two looks: a note, and every minute its segment.
        await index.NoteAsync(first.Lines[0], cancellationToken);
        await ShowAsync("first page, one line noted", new ExpedienteFilter(), null);
        await TimeLineAsync("a note folded into its segment", async () =>
        {
            await index.NoteAsync(first.Lines[0], cancellationToken);
            await keeper.FoldAsync(cancellationToken);
        });
        using var board = new TodayBoard(
            search, new CorrectionRequestTable(storage.Tables), new PoisonQueues(storage.Queues), new HeartbeatTable(storage.Tables), new ReceiptTimeTable(storage.Tables), calls, WorkingCalendar.Load(),
            new OfficialClock(TimeProvider.System), TimeProvider.System);
        await TimeLineAsync("today's figures, counted anew", () => board.CountAsync(cancellationToken));
        return 0;

        Task ShowAsync(string what, ExpedienteFilter filter, SearchPlace? after) => TimeLineAsync(what, () => search.SearchAsync(filter, after, PageLines, cancellationToken));

        async Task TimeLineAsync(string what, Func<Task> read)
        {
            var (median, high) = await TimeAsync(read);
            Console.WriteLine(Line($"  {what,-34} p50 {median,7:F1} ms   p95 {high,7:F1} ms   ratio {median / floor.Median,6:F1}"));
        }
    }

    private static async Task<(double Median, double High)> TimeAsync(Func<Task> read)
    {
        await read();
        var times = new List<double>(Rounds);
        for (var i = 0; i < Rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await read();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return (times[Rounds / 2], times[Rounds * 95 / 100]);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
