using System.Diagnostics;
using System.Globalization;
using IntakePipeline.Local.Azurite;
using IntakePipeline.Local.Filing;
using IntakePipeline.Local.Samples;

namespace IntakePipeline.Benchmarks.Intake;

/// <summary>The last day of a phase, in little: a quiet stretch, then ten times the rate, with memorias at the cap of 8 Mb among the others.</summary>
internal static class DeadlineDayBenchmark
{
    private const int Rush = 10;
    private const int LargeEvery = 20;
    private const int LargeBytes = 8 * 1024 * 1024;

    public static async Task<int> RunAsync(double rate, int seconds, int bytes, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("intake-day-").FullName;
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(folder, cancellationToken, ["dia"]);
            using var signer = new SampleSigner();
            await using var host = await HostProcess.StartAsync(azurite.ConnectionStringOf("dia"), cancellationToken);
            using var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(5) };
            var door = new HttpDoor(http, host.Key);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"deadline-day: {rate} /s for {seconds} s, then {rate * Rush} /s for {seconds} s; {bytes:N0} bytes, every {LargeEvery}th {LargeBytes:N0}; open loop"));

            await FileAsync("calor", [.. Enumerable.Repeat(TimeSpan.Zero, 10)]);
            var stretch = TimeSpan.FromSeconds(seconds);
            Console.WriteLine($"quiet   {await FileAsync("calma", [.. OpenLoop.Poisson(rate, TimeSpan.Zero, stretch, seed: 1)])}");
            Console.WriteLine($"rush    {await FileAsync("prisa", [.. OpenLoop.Poisson(rate * Rush, TimeSpan.Zero, stretch, seed: 2)])}");
            var drain = Stopwatch.StartNew();
            await IntakeBenchmark.DrainAsync(azurite.ConnectionStringOf("dia"), cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"every submission has its receipt; all processed {drain.Elapsed.TotalSeconds:F1} s after the last one\npeak working set of the host: {host.PeakWorkingSet / 1024.0 / 1024.0:F0} MB"));
            return 0;

            Task<Figures> FileAsync(string name, IReadOnlyList<TimeSpan> arrivals)
            {
                var folders = Enumerable.Range(0, arrivals.Count)
                    .Select(i => SampleCatalogue.Clean(name, i, i % LargeEvery == LargeEvery - 1 ? LargeBytes : bytes, signer)).ToArray();
                return OpenLoop.MeasureAsync(arrivals, i => IntakeBenchmark.FileAsync(door, folders[i], cancellationToken), cancellationToken);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
