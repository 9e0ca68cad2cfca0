using IntakePipeline.Local.Filing;
using IntakePipeline.Local.Samples;
using IntakePipeline.Submissions;

namespace IntakePipeline.Local.Demo;

/// <summary>Files the samples of one official time at one host, and waits until each is decided.</summary>
internal sealed class DemoAct(IntakeHost host, HttpClient http, HttpDoor posting, SampleSigner signer, string receiptFolder, IDemoProgress progress) : IDisposable
{
    private const int PostsAtOnce = 4;
    private const int DropsAtOnce = 6;
    private const int LooksAtOnce = 4;

    private static readonly TimeSpan PickUpPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan DecisionPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(300);

    private readonly BlobDoor dropping = new(host.Storage);
    private readonly SemaphoreSlim posts = new(PostsAtOnce);
    private readonly SemaphoreSlim drops = new(DropsAtOnce);

    /// <summary>Files all of them. Samples of one company go in order; companies do not wait for each other.</summary>
    public async Task RunAsync(IReadOnlyList<SampleRun> runs, CancellationToken cancellationToken)
    {
        progress.ActBegins(runs[0].Sample.FiledAt, runs.Count);
        await Task.WhenAll(runs.GroupBy(r => r.Sample.Company).Select(async company =>
        {
            foreach (var run in company)
            {
                await FileAsync(run, cancellationToken);
                progress.Filed(run);
            }
        }));
        await SettleAsync(runs, static _ => true, progress.Settled, cancellationToken);
    }

    /// <summary>Looks at the samples until each is decided and stands as <paramref name="enough"/> wants it, or patience ends.</summary>
    public async Task SettleAsync(IEnumerable<SampleRun> runs, Func<SampleRun, bool> enough, Action<SampleRun> settled, CancellationToken cancellationToken)
    {
        var waiting = runs.ToList();
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await Parallel.ForEachAsync(waiting, new ParallelOptions { MaxDegreeOfParallelism = LooksAtOnce, CancellationToken = cancellationToken }, LookAsync);
            foreach (var run in waiting.Where(IsSettled))
                settled(run);
            waiting.RemoveAll(IsSettled);
            if (waiting.Count == 0 || TimeProvider.System.GetElapsedTime(started) > DecisionPatience)
                return;
            await Task.Delay(LookInterval, cancellationToken);
        }

        bool IsSettled(SampleRun run) => run.Registered is null || run.Trouble is not null || (run.Outcome is not null && enough(run));
    }

    private async ValueTask LookAsync(SampleRun run, CancellationToken cancellationToken)
    {
        if (run.Registered is not { Receipt: var receipt })
            return;
        try
        {
            run.View = await ExpedienteView.FetchAsync(http, receipt, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            run.Trouble = $"its expediente cannot be looked up: {e.Message}";
        }
    }

    public void Dispose()
    {
        posts.Dispose();
        drops.Dispose();
    }

    private async Task FileAsync(SampleRun run, CancellationToken cancellationToken)
    {
        try
        {
            SubmissionFolder? folder = null;
            foreach (var door in run.Sample.Doors)
            {
                var turn = door == Door.Http ? posts : drops;
                await turn.WaitAsync(cancellationToken);
                try
                {
                    folder ??= run.Sample.Make(signer);
                    var started = TimeProvider.System.GetTimestamp();
                    var outcome = door == Door.Http
                        ? await posting.FileAsync(folder, cancellationToken)
                        : await dropping.FileAsync(run.Sample.Key, folder, PickUpPatience, cancellationToken);
                    run.Filed(outcome, TimeProvider.System.GetElapsedTime(started));
                }
                finally
                {
                    turn.Release();
                }
            }

            if (run.Registered is { } registered)
            {
                var files = new ReceiptFiles(receiptFolder, run.Sample.Key.Value);
                await files.SaveAsync(registered, cancellationToken);
                await files.SaveAsync(await posting.ReceiptPdfAsync(registered.Receipt.Csv, cancellationToken), cancellationToken);
                run.ReceiptPath = files.Pdf;
            }
        }
        catch (FilingException e)
        {
            run.Trouble = e.Message;
        }
    }
}
