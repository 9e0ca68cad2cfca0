using System.Globalization;
using IntakePipeline.Benchmarks.Intake;
using IntakePipeline.Local.Azurite;
using IntakePipeline.Registry;
using IntakePipeline.Storage;
using IntakePipeline.Storage.Tables;

namespace IntakePipeline.Benchmarks.Registry;

/// <summary>
/// Appends to the book: group commit, beside what it has to beat in the same run and with the same client: one transaction for each entry, by one
/// writer in turn and by many that each read and replace the head; and, as the floor of any book on this storage, one bare row for each entry, without
/// number, chain or key.
/// </summary>
internal static class LedgerBenchmark
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(int count, int concurrency, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("ledger-bench-").FullName;
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(folder, cancellationToken, ["libro"]);
            var storage = new StorageConnection(azurite.ConnectionStringOf("libro"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ledger: {count} appends, {concurrency} at once, {Rounds} rounds"));
            var grouped = new List<Figures>();
            var inTurn = new List<Figures>();
            var plain = new List<Figures>();
            var bare = new List<Figures>();
            // The first round makes everything warm.
            for (var round = 0; round <= Rounds; round++)
            {
                var figures = new[]
                {
                    await AppendAsync(storage, $"g{round}", store => store, count, concurrency, cancellationToken),
                    await AppendAsync(storage, $"t{round}", store => new UngroupedLedger(store), count / 8, concurrency, cancellationToken),
                    await AppendPlainlyAsync(storage, $"p{round}", Math.Min(count / 16, 200), Math.Min(concurrency, 16), cancellationToken),
                    await InsertAsync(storage, $"b{round}", count, concurrency, cancellationToken),
                };
                if (round == 0)
                    continue;
                grouped.Add(figures[0]);
                inTurn.Add(figures[1]);
                plain.Add(figures[2]);
                bare.Add(figures[3]);
            }

            var (group, turn, many, rows) = (Figures.Join(grouped), Figures.Join(inTurn), Figures.Join(plain), Figures.Join(bare));
            Console.WriteLine($"group commit                        {group}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one transaction an entry, in turn   {turn}   group commit is {group.PerSecond / turn.PerSecond:F1} times as fast"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one transaction an entry, 16 race   {many}   group commit is {group.PerSecond / many.PerSecond:F1} times as fast"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one bare row an entry (no book)     {rows}   group commit is {group.PerSecond / rows.PerSecond:F1} times as fast"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Figures> AppendAsync(
        StorageConnection storage, string name, Func<ILedgerStore, ILedgerStore> wrap, int count, int concurrency, CancellationToken cancellationToken)
    {
        await using var ledger = new RegistryLedger(wrap(new LedgerTable(await TableAsync(storage, name, cancellationToken))));
        await ledger.AppendAsync(EntryDrafts.Of(name, count), cancellationToken);
        return await Figures.MeasureAsync(count, concurrency, i => ledger.AppendAsync(EntryDrafts.Of(name, i), cancellationToken), cancellationToken);
    }

    /// <summary>The plain way: every writer a book of its own on the same table, as so many processes would be.</summary>
    private static async Task<Figures> AppendPlainlyAsync(StorageConnection storage, string name, int count, int writers, CancellationToken cancellationToken)
    {
        var table = await TableAsync(storage, name, cancellationToken);
        var books = Enumerable.Range(0, writers).Select(_ => new RegistryLedger(new LedgerTable(table))).ToArray();
        try
        {
            await books[0].AppendAsync(EntryDrafts.Of(name, count), cancellationToken);
            return await Figures.MeasureAsync(count, writers, i => books[i % writers].AppendAsync(EntryDrafts.Of(name, i), cancellationToken), cancellationToken);
        }
        finally
        {
            foreach (var book in books)
                await book.DisposeAsync();
        }
    }

    private static async Task<Figures> InsertAsync(StorageConnection storage, string name, int count, int concurrency, CancellationToken cancellationToken)
    {
        var table = await TableAsync(storage, name, cancellationToken);
        var json = new string('x', 1500);
        return await Figures.MeasureAsync(
            count,
            concurrency,
            i => table.AddEntityAsync(new TableEntity("registro", i.ToString("D9", CultureInfo.InvariantCulture)) { ["Asiento"] = json }, cancellationToken),
            cancellationToken);
    }

    private static async Task<TableClient> TableAsync(StorageConnection storage, string name, CancellationToken cancellationToken)
    {
        var table = storage.Tables.GetTableClient("libro" + name);
        await table.CreateIfNotExistsAsync(cancellationToken);
        return table;
    }
}
