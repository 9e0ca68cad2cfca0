using IntakePipeline.Local.Filing;
using IntakePipeline.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Tests.Faults;

/// <summary>What a run with faults came to.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Violations">What is not as it must be; empty when all is well.</param>
/// <param name="Injected">How many faults of each kind there were.</param>
/// <param name="Sent">How often the sender sent.</param>
/// <param name="Retried">Messages that were given up and tried again by hand.</param>
internal sealed record FaultOutcome(int Seed, IReadOnlyList<string> Violations, IReadOnlyDictionary<Fault, int> Injected, int Sent, int Retried);

/// <summary>Submissions by both doors while storage keeps failing; then it is well again, and everything must be as if it always had been.</summary>
internal static class FaultRun
{
    private const double Rate = 0.1;
    private const int AtOnce = 3;

    /// <summary>Runs it on a storage of its own.</summary>
    public static async Task<FaultOutcome> RunAsync(string storage, int seed, CancellationToken cancellationToken)
    {
        var plan = new FaultPlan(seed, Rate);
        await using var proxy = await FaultProxy.StartAsync(storage, plan);
        using var sender = new Sender();
        SubmissionFolder[] posted =
        [
            sender.Clean("RT-1", 1), sender.Defective("RT-2", 2), sender.Clean("RT-3", 3), sender.Damaged("RT-4", 4), sender.Clean("RT-5", 5),
        ];
        var dropped = sender.Clean("RT-6", 6);

        await using var host = await Survivor.StartAsync(proxy.ConnectionString);
        plan.IsOn = true;
        await DropAsync(storage, dropped, cancellationToken);
        var sent = 0;
        await Parallel.ForEachAsync(posted, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (folder, token) =>
            Interlocked.Add(ref sent, await sender.SendUntilAnsweredAsync(() => host.Address, folder, attempts: 3, token)));
        await host.RestAsync(TimeSpan.FromSeconds(5), cancellationToken);
        plan.IsOn = false;

        await host.SettleAsync(cancellationToken);
        foreach (var folder in posted.Append(dropped))
        {
            if (await sender.SendUntilAnsweredAsync(() => host.Address, folder, attempts: 5, cancellationToken) == 0)
                return new FaultOutcome(seed, [$"{folder.Key} was not answered once storage was well"], plan.Injected, sent, 0);
        }

        await host.SettleAsync(cancellationToken);
        var retry = host.Services.GetRequiredService<PoisonRetry>();
        var retried = (await retry.RunAsync("tramitacion-poison", cancellationToken) ?? 0) + (await retry.RunAsync("webjobs-blobtrigger-poison", cancellationToken) ?? 0);
        var violations = await host.ViolationsAsync(sender, cancellationToken);
        return new FaultOutcome(
            seed, sender.Receipts.Count == 5 && sender.Refusals.Count == 1 ? violations : [.. violations, $"{sender.Receipts.Count} of 5 were registered"],
            plan.Injected, sent, retried);
    }

    // Not through the proxy: whoever leaves blobs has a line of its own.
    private static async Task DropAsync(string storage, SubmissionFolder folder, CancellationToken cancellationToken)
    {
        var inbox = new StorageConnection(storage).Blobs.GetBlobContainerClient(Pipeline.Containers.Inbox);
        foreach (var file in folder.Files)
        {
            await using var content = file.Open();
            await inbox.GetBlobClient($"{folder.Key}/{file.Name}").UploadAsync(content, cancellationToken);
        }

        await inbox.GetBlobClient($"{folder.Key}/solicitud.json.p7s").UploadAsync(BinaryData.FromBytes(folder.Signature!), cancellationToken);
        await inbox.GetBlobClient($"{folder.Key}/solicitud.json").UploadAsync(BinaryData.FromBytes(folder.Envelope), cancellationToken);
    }
}
