using System.Globalization;
using IntakePipeline.Benchmarks.Intake;
using IntakePipeline.Local.Azurite;
using IntakePipeline.Registry;
using IntakePipeline.Storage;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Benchmarks.Registry;

/// <summary>
/// What the book costs while it grows: appends, look-ups and the outbox at 1 000, 10 000 and 100 000 entries, beside a bare read and a bare insert
/// into a table that does not grow, in turn, so that a slower machine slows both.
/// </summary>
internal static class GrowthBenchmark
{
    private const int Rounds = 5;
    private const int PerRound = 300;

    public static async Task<int> RunAsync(IReadOnlyList<int> sizes, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("growth-bench-").FullName;
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(folder, cancellationToken, ["libro"]);
            var storage = new StorageConnection(azurite.ConnectionStringOf("libro"));
            var table = storage.Tables.GetTableClient(Pipeline.Tables.Registry);
            var floor = storage.Tables.GetTableClient("suelo");
            await table.CreateIfNotExistsAsync(cancellationToken);
            await floor.CreateIfNotExistsAsync(cancellationToken);
            await floor.AddEntityAsync(new TableEntity("p", "r") { ["Texto"] = new string('x', 1500) }, cancellationToken);

            var store = new LedgerTable(table);
            await using var ledger = new RegistryLedger(store);
            Console.WriteLine("growth: p50 of one operation after another, and its ratio to the bare operation in the same round; 64 appends at once");
            Console.WriteLine("entries    append x64      alone           by key          by number       outbox");
            var filled = 0;
            foreach (var size in sizes)
            {
                await FillAsync(ledger, table, filled, size, cancellationToken);
                filled = size;
                await MeasureAsync(ledger, store, table, floor, size, cancellationToken);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(
        RegistryLedger ledger, LedgerTable store, TableClient table, TableClient floor, int size, CancellationToken cancellationToken)
    {
        var (grouped, alone, byKey, byNumber, outbox) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var random = new Random(size);
        for (var round = 0; round <= Rounds; round++)
        {
            var mark = string.Create(CultureInfo.InvariantCulture, $"m{size}-{round}");
            var first = (await store.ReadHeadAsync(cancellationToken)).Head.Books[2012].LastNumber + 1;
            var insert = await Figures.MeasureAsync(
                PerRound, 1, i => floor.AddEntityAsync(new TableEntity(mark, i.ToString("D9", CultureInfo.InvariantCulture)) { ["Texto"] = "x" }, cancellationToken), cancellationToken);
            var read = await Figures.MeasureAsync(PerRound, 1, _ => floor.GetEntityIfExistsAsync("p", "r", ct: cancellationToken), cancellationToken);
            var together = await Figures.MeasureAsync(PerRound * 4, 64, i => ledger.AppendAsync(EntryDrafts.Of(mark, i), cancellationToken), cancellationToken);
            var one = await Figures.MeasureAsync(PerRound, 1, i => ledger.AppendAsync(EntryDrafts.Of(mark + "a", i), cancellationToken), cancellationToken);
            var keys = await Figures.MeasureAsync(
                PerRound, 1, _ => store.FindAsync(EntryDrafts.Key("crece", random.Next(size)), cancellationToken), cancellationToken);
            var numbers = await Figures.MeasureAsync(
                PerRound, 1, _ => store.FindAsync(new RegistryNumber(2012, 1 + random.Next(size)), cancellationToken), cancellationToken);
            await FinishAsync(table, first, PerRound * 5, cancellationToken);
            var unfinished = await Figures.MeasureAsync(20, 1, async _ => await store.ListUnfinishedAsync(cancellationToken).AnyAsync(cancellationToken), cancellationToken);
            if (round == 0)
                continue;
            grouped.Add(together.P50 / insert.P50);
            alone.Add(one.P50 / insert.P50);
            byKey.Add(keys.P50 / read.P50);
            byNumber.Add(numbers.P50 / read.P50);
            outbox.Add(unfinished.P50 / read.P50);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{size,7}    {Median(grouped),10:F2}      {Median(alone),5:F2}           {Median(byKey),6:F2}          {Median(byNumber),9:F2}       {Median(outbox),6:F2}"));
    }

    private static async Task FillAsync(RegistryLedger ledger, TableClient table, int from, int to, CancellationToken cancellationToken)
    {
        var first = from == 0 ? 1 : (await new LedgerTable(table).ReadHeadAsync(cancellationToken)).Head.Books[2012].LastNumber + 1;
        await Figures.MeasureAsync(to - from, 128, i => ledger.AppendAsync(EntryDrafts.Of("crece", from + i), cancellationToken), cancellationToken);
        await FinishAsync(table, first, to - from, cancellationToken);
    }

    /// <summary>Takes entries out of the outbox, a hundred at a time: their processing is not what is measured.</summary>
    private static async Task FinishAsync(TableClient table, int first, int count, CancellationToken cancellationToken)
    {
        foreach (var numbers in Enumerable.Range(first, count).Chunk(100))
        {
            await table.SubmitTransactionAsync(
                [.. numbers.Select(n => new TableTransactionAction(
                    TableTransactionActionType.Delete, new TableEntity("registro", string.Create(CultureInfo.InvariantCulture, $"s|2012|{n:D9}")), Azure.ETag.All))],
                cancellationToken);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
