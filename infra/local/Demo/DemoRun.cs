using IntakePipeline.Local.Azurite;
using IntakePipeline.Local.Filing;
using IntakePipeline.Local.Samples;
using IntakePipeline.Signatures;
using IntakePipeline.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Local.Demo;

/// <summary>
/// Files the whole catalogue at a pipeline of its own: a fresh storage in a temporary folder, and for each official time a host that is started on it and
/// stopped again as a host in service would be.
/// </summary>
internal sealed class DemoRun : IAsyncDisposable
{
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("intake-demo-storage-");
    private readonly string outputFolder;
    private readonly string registryKey = DataFolder.NewKey();
    private readonly int port = IntakeHost.FreePort();
    private readonly DemoAuthority authority = DemoAuthority.At(DataFolder.At(null).AuthorityLocation);
    private readonly SampleSigner signer;
    private AzuriteProcess? emulator;
    private IntakeHost? host;

    /// <param name="outputFolder">Where receipts and the log go.</param>
    public DemoRun(string outputFolder) => (this.outputFolder, signer) = (outputFolder, new SampleSigner(authority));

    /// <summary>What happens to each sample, in the order of filing.</summary>
    public IReadOnlyList<SampleRun> Runs { get; } = [.. SampleCatalogue.All.Select(sample => new SampleRun(sample))];

    /// <summary>Where the host answers.</summary>
    public Uri Address => new($"http://127.0.0.1:{port}");

    /// <summary>The key it takes.</summary>
    public string RegistryKey => registryKey;

    /// <summary>The host's log.</summary>
    public string LogPath => Path.Combine(outputFolder, "host.log");

    /// <summary>Files everything, act by act, and waits for the ends. The last host keeps running.</summary>
    /// <returns>What did not end as its sample says; empty when all did.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IDemoProgress progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(outputFolder);
        emulator = await Emulator.StartAsync(temporary.FullName, cancellationToken);
        using var http = new HttpClient { BaseAddress = Address };
        var posting = new HttpDoor(http, registryKey);
        foreach (var runs in Runs.GroupBy(r => r.Sample.FiledAt))
        {
            if (host is not null)
                await host.DisposeAsync();
            host = await IntakeHost.StartAsync(
                new IntakeHostOptions
                {
                    Storage = emulator.ConnectionString,
                    RegistryKey = registryKey,
                    Port = port,
                    OfficialTime = runs.Key,
                    Logging = LineLog.ToFile(LogPath),
                    Signatures = new SignatureSettings { TrustAnchors = authority.Anchors },
                },
                cancellationToken);
            using var act = new DemoAct(host, http, posting, signer, Path.Combine(outputFolder, "resguardos"), progress);
            await act.RunAsync([.. runs], cancellationToken);
        }

        // Later filings may have changed the end of earlier ones: all are looked at once more, now that nothing else is coming.
        using var curtain = new DemoAct(host!, http, posting, signer, outputFolder, progress);
        await curtain.SettleAsync(Runs, run => run.Outcome == run.Sample.Expected.Outcome, static _ => { }, cancellationToken);
        return [.. Runs.SelectMany(run => run.Mismatches().Select(what => $"{run.Sample.Key}: {what}")), .. await QueueMismatchesAsync(host!, cancellationToken)];
    }

    /// <summary>Stops host and emulator and removes the storage.</summary>
    public async ValueTask DisposeAsync()
    {
        signer.Dispose();
        authority.Dispose();
        if (host is not null)
            await host.DisposeAsync();
        if (emulator is not null)
        {
            // Nothing of it is wanted any more, so it need not write anything down.
            emulator.Kill();
            await emulator.DisposeAsync();
        }

        temporary.Delete(recursive: true);
    }

    /// <summary>What the queues say: a message for each application in evaluation, and nothing given up.</summary>
    private async Task<IReadOnlyList<string>> QueueMismatchesAsync(IntakeHost running, CancellationToken cancellationToken)
    {
        var mismatches = new List<string>();
        var queued = 0;
        foreach (var department in running.Departments)
            queued += (await running.Storage.Queues.GetQueueClient(Pipeline.Queues.EvaluationPrefix + department.Value).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        var evaluation = Runs.Count(r => r.Outcome == Outcome.Evaluation);
        // What was superseded leaves its message behind, so there may be more.
        if (queued < evaluation)
            mismatches.Add($"the evaluation queues hold {queued} messages for {evaluation} applications");
        foreach (var poison in await running.Services.GetRequiredService<PoisonQueues>().ListAsync(cancellationToken))
        {
            if (poison.Count > 0)
                mismatches.Add($"the queue {poison.Name} holds {poison.Count} messages: see {LogPath}");
        }

        return mismatches;
    }
}
