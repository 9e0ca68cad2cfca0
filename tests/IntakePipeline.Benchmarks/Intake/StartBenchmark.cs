using System.Diagnostics;
using System.Globalization;
using IntakePipeline.Local.Azurite;
using IntakePipeline.Local.Filing;
using IntakePipeline.Local.Samples;

namespace IntakePipeline.Benchmarks.Intake;

/// <summary>From the start of the host's process to the receipt of the first submission, storage being up; beside it, as the floor, a process that does nothing.</summary>
internal static class StartBenchmark
{
    public static async Task<int> RunAsync(int rounds, string? published, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("intake-start-").FullName;
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(folder, cancellationToken, ["arranque"]);
            using var signer = new SampleSigner();
            for (var round = 0; round < rounds; round++)
            {
                var submission = SampleCatalogue.Clean("arranque", round, 1024 * 1024, signer);
                var nothing = Stopwatch.StartNew();
                using (var help = Process.Start(new ProcessStartInfo("dotnet")
                {
                    ArgumentList = { HostProcess.Assembly(published), "--version" },
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                })!)
                {
                    await help.WaitForExitAsync(cancellationToken);
                }

                nothing.Stop();
                var watch = Stopwatch.StartNew();
                await using var host = await HostProcess.StartAsync(azurite.ConnectionStringOf("arranque"), cancellationToken, published);
                var answering = watch.Elapsed;
                using var http = new HttpClient { BaseAddress = host.Address };
                await IntakeBenchmark.FileAsync(new HttpDoor(http, host.Key), submission, cancellationToken);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"start {round}: answering after {answering.TotalMilliseconds:F0} ms, first receipt after {watch.Elapsed.TotalMilliseconds:F0} ms; a process of the same program that only says its version {nothing.Elapsed.TotalMilliseconds:F0} ms"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
