using System.Diagnostics;
using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Local.Azurite;
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

        var search = new ExpedienteSearchTable(storage.Tables, calls);
        var table = new ExpedienteTable(storage.Tables);
        var last = made[^1];
        var middle = made[made.Count / 2];
        await ShowAsync("floor: one row by its key", () => table.FindAsync(middle, cancellationToken));
        await ShowAsync("first page, no filter", () => search.SearchAsync(new ExpedienteFilter(), null, PageLines, cancellationToken));
        await ShowAsync("page in the middle", () => search.SearchAsync(new ExpedienteFilter(), Place(middle), PageLines, cancellationToken));
        await ShowAsync("last page", () => search.SearchAsync(new ExpedienteFilter(), Place(last) with { Sequence = last.Number.Sequence - PageLines }, PageLines, cancellationToken));
        await ShowAsync("of a programme, by state", () => search.SearchAsync(
            new ExpedienteFilter { Call = middle.Call, Programme = middle.Number.Programme, State = "pendiente-subsanacion" }, null, PageLines, cancellationToken));
        await ShowAsync("by NIF (one line)", () => search.SearchAsync(
            new ExpedienteFilter { Call = middle.Call, Programme = middle.Number.Programme, TaxId = ExpedienteGenerator.TaxId(made.Count / 2) }, null, PageLines, cancellationToken));
        return 0;

        static SearchPlace Place(ExpedienteKey key) => new(key.Call, key.Number.Programme, key.Number.Sequence);
    }

    private static async Task ShowAsync(string what, Func<Task> read)
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
        Console.WriteLine(Line($"  {what,-28} p50 {times[Rounds / 2],7:F1} ms   p95 {times[Rounds * 95 / 100],7:F1} ms"));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
