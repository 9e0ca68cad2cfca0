using System.Diagnostics;
using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Local.Azurite;
using IntakePipeline.Local.Filing;
using IntakePipeline.Local.Samples;
using IntakePipeline.Receipts;
using IntakePipeline.Signatures;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline.Benchmarks.Intake;

/// <summary>
/// Submissions through HTTP against the emulator: per second, receipt latency, peak memory of the host, storage calls per submission, and beside it the
/// floor in the same run. The two take turns in rounds, so that a machine that slows down slows both.
/// </summary>
internal static class IntakeBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan OpenLoopTime = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(IntakeLoad load, CancellationToken cancellationToken)
    {
        string[] accounts = ["conteo", "anfitrion", "suelo"];
        var folder = Directory.CreateTempSubdirectory("intake-bench-").FullName;
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(folder, cancellationToken, accounts);
            using var signer = new SampleSigner();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"intake: {load.Count} submissions of {load.Bytes:N0} bytes, {load.Concurrency} at once, {Rounds} rounds against the floor; {Environment.ProcessorCount} cores, the emulator and the client among them"));

            var receipt = await CountCallsAsync(new CallCounter(), azurite.ConnectionStringOf(accounts[0]), load.Bytes, signer, cancellationToken);
            await MeasureAsync(azurite.ConnectionStringOf(accounts[1]), azurite.ConnectionStringOf(accounts[2]), receipt, load, signer, cancellationToken);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Files a few submissions in this process with a counter on every client, one after another.</summary>
    private static async Task<(byte[] Json, byte[] Pdf)> CountCallsAsync(
        CallCounter counter, string account, int bytes, SampleSigner signer, CancellationToken cancellationToken)
    {
        const int submissions = 10;
        var storage = new StorageConnection(account, counter.Attach);
        var clock = OfficialClock.Showing(new LocalDateTime(2012, 6, 20, 9, 0), TimeProvider.System);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddSingleton(new SignatureSettings { TrustAnchors = DemoAuthority.OfThisProcess.Anchors })
            .AddIntake(storage, clock, new PublicAddress(new Uri("http://127.0.0.1:7071"))).BuildServiceProvider();
        await StorageLayout.CreateAsync(storage, services.GetRequiredService<CallCatalogue>().Departments, cancellationToken);

        var intake = services.GetRequiredService<PostedIntake>();
        await FileAsync(0);
        counter.Take();
        var entries = new List<IntakeOutcome.Registered>();
        for (var i = 1; i <= submissions; i++)
            entries.Add(await FileAsync(i));
        Print("storage calls before the receipt, per submission (envelope, signature, memoria)", counter.Take(), submissions);
        var processing = services.GetRequiredService<SubmissionProcessing>();
        foreach (var entry in entries)
            await processing.ProcessAsync(entry.Entry.Number, cancellationToken);
        Print("storage calls of its processing after the receipt (beside the trigger's own)", counter.Take(), submissions);

        var store = services.GetRequiredService<IReceiptStore>();
        return (
            (await store.FindAsync(entries[0].Entry.Csv, ReceiptForm.Json, cancellationToken))!.Value.ToArray(),
            (await store.FindAsync(entries[0].Entry.Csv, ReceiptForm.Pdf, cancellationToken))!.Value.ToArray());

        async Task<IntakeOutcome.Registered> FileAsync(int number) => (IntakeOutcome.Registered)await intake.ReceiveAsync(
            new FolderParts(SampleCatalogue.Clean("conteo", number, bytes, signer)), cancellationToken);
    }

    private static async Task MeasureAsync(
        string hostAccount, string floorAccount, (byte[] Json, byte[] Pdf) receipt, IntakeLoad load, SampleSigner signer, CancellationToken cancellationToken)
    {
        var (count, concurrency, bytes, _) = load;
        var floorStorage = new StorageConnection(floorAccount);
        await StorageLayout.CreateAsync(floorStorage, [], cancellationToken);
        await using var floor = new StorageFloor(floorStorage) { Receipt = receipt };
        await using var host = await HostProcess.StartAsync(hostAccount, cancellationToken, load.Published);
        using var http = new HttpClient { BaseAddress = host.Address };
        var door = new HttpDoor(http, host.Key);

        // Both are made warm first.
        var drained = TimeSpan.Zero;
        await RoundAsync(0, Math.Max(concurrency, 20));
        var warmUp = drained;
        var perRound = Math.Max(1, count / Rounds);
        var (ours, bare) = (new List<Figures>(), new List<Figures>());
        for (var round = 1; round <= Rounds; round++)
        {
            var (one, other) = await RoundAsync(round, perRound);
            ours.Add(one);
            bare.Add(other);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}   pipeline {one}\n          floor    {other}   ratio {one.PerSecond / other.PerSecond:F2}"));
        }

        var (pipeline, below) = (Figures.Join(ours), Figures.Join(bare));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all       pipeline {pipeline}\n          floor    {below}   ratio {pipeline.PerSecond / below.PerSecond:F2}"));
        var processed = pipeline.Latencies.Length / (pipeline.Elapsed + drained - warmUp).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"until the last one is on its evaluation queue: {processed:F1} /s"));
        await CompareAtHalfRateAsync(pipeline.PerSecond / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak working set of the host: {host.PeakWorkingSet / 1024.0 / 1024.0:F0} MB"));

        // Latency under open arrivals at a rate both can bear: the same times of arrival for both.
        async Task CompareAtHalfRateAsync(double perSecond)
        {
            var times = OpenLoop.Poisson(perSecond, TimeSpan.Zero, OpenLoopTime, seed: 1).ToArray();
            var folders = Enumerable.Range(0, times.Length).Select(i => SampleCatalogue.Clean("abierto", i, bytes, signer)).ToArray();
            var posted = await OpenLoop.MeasureAsync(times, i => FileAsync(door, folders[i], cancellationToken), cancellationToken);
            await DrainAsync(hostAccount, cancellationToken);
            var memorias = folders.Select(f => ReadAll(f.Files[0].Open())).ToArray();
            var issued = await OpenLoop.MeasureAsync(times, i => floor.IssueAsync(9_000_000 + i, folders[i], memorias[i], cancellationToken), cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"open loop at {perSecond:F1} /s\n          pipeline {posted}\n          floor    {issued}   p99 ratio {posted.P99 / issued.P99:F2}"));
        }

        async Task<(Figures Ours, Figures Floor)> RoundAsync(int round, int size)
        {
            var folders = Enumerable.Range(0, size).Select(i => SampleCatalogue.Clean("banco", (round * 100_000) + i, bytes, signer)).ToArray();
            var posted = await Figures.MeasureAsync(size, concurrency, i => FileAsync(door, folders[i], cancellationToken), cancellationToken);
            // What the host does after the receipts must not slow the floor; but how long it takes is told.
            var drain = Stopwatch.StartNew();
            await DrainAsync(hostAccount, cancellationToken);
            drained += drain.Elapsed;
            var memorias = folders.Select(f => ReadAll(f.Files[0].Open())).ToArray();
            var issued = await Figures.MeasureAsync(
                size, concurrency, i => floor.IssueAsync((round * 100_000) + i, folders[i], memorias[i], cancellationToken), cancellationToken);
            return (posted, issued);
        }
    }

    /// <summary>Files a submission that must not be refused.</summary>
    public static async Task FileAsync(HttpDoor door, SubmissionFolder folder, CancellationToken cancellationToken)
    {
        if (await door.FileAsync(folder, cancellationToken) is not FilingOutcome.Registered)
            throw new InvalidOperationException("A submission of the benchmark was refused.");
    }

    /// <summary>Waits until the host has processed everything.</summary>
    public static async Task DrainAsync(string account, CancellationToken cancellationToken)
    {
        var ledger = new LedgerTable(new StorageConnection(account).Tables.GetTableClient(Pipeline.Tables.Registry));
        while (await ledger.ListUnfinishedAsync(cancellationToken).AnyAsync(cancellationToken))
            await Task.Delay(200, cancellationToken);
    }

    private static void Print(string title, IReadOnlyDictionary<string, int> calls, int submissions)
    {
        Console.WriteLine($"{title}:");
        foreach (var (kind, times) in calls)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind,-18} {(double)times / submissions,5:F1}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"all",-18} {(double)calls.Values.Sum() / submissions,5:F1}"));
    }

    private static byte[] ReadAll(Stream stream)
    {
        using (stream)
        {
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray();
        }
    }

    private sealed class FolderParts(SubmissionFolder folder) : IIncomingParts
    {
        private readonly Queue<IncomingPart> left = new(
        [
            new IncomingPart("solicitud", new MemoryStream(folder.Envelope)),
            new IncomingPart("firma", new MemoryStream(folder.Signature!)),
            .. folder.Files.Select(f => new IncomingPart(f.Name, f.Open())),
        ]);

        public Task<IncomingPart?> NextAsync(CancellationToken cancellationToken) => Task.FromResult(left.TryDequeue(out var part) ? part : null);
    }
}
