using System.Collections.Concurrent;
using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues.Models;
using IntakePipeline.Local.Hosting.Queues;
using IntakePipeline.Local.Hosting.Settings;
using IntakePipeline.Local.Hosting.Storage;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Local.Hosting.Blobs;

/// <summary>
/// Calls functions for versions of blobs. One of the hosts scans the containers and queues what it finds; all of them work that queue, so they share the
/// work and what is queued outlives them.
/// </summary>
internal sealed class BlobListener : IListener
{
    private readonly Dictionary<string, BlobFunction> functions;
    private readonly List<BlobScanner> scanners;
    private readonly HostStorage storage;
    private readonly MessageEncoding encoding;
    private readonly ListenerContext context;
    private readonly BlobReceipts receipts;
    private readonly Singleton scanning;
    private readonly MessagePump pump;
    private readonly ConcurrentDictionary<string, BlobCandidate> inHand = new(StringComparer.Ordinal);

    public BlobListener(IReadOnlyList<BlobFunction> functions, HostStorage storage, HostSettings settings, ListenerContext context)
    {
        (this.storage, this.context) = (storage, context);
        this.functions = functions.ToDictionary(f => f.Function.Id, StringComparer.OrdinalIgnoreCase);
        encoding = settings.Queues.MessageEncoding;
        receipts = new BlobReceipts(storage.Hosts, context);
        scanners = [.. functions
            .GroupBy(f => f.Container.Uri)
            .Select(group => new BlobScanner([.. group], receipts, storage.BlobCandidates, encoding, context.Pace))];
        scanning = new Singleton(storage.Hosts.GetBlobClient($"locks/{context.HostId}/blob-scan"), context);
        var batch = Math.Clamp(settings.Blobs.MaxDegreeOfParallelism / 2, 1, 32);
        var pumpSettings = new PumpSettings(
            batch, settings.Blobs.MaxDegreeOfParallelism - batch, settings.Blobs.PoisonBlobThreshold, TimeSpan.Zero, settings.Queues.MaxPollingInterval);
        pump = new MessagePump(storage.BlobCandidates, pumpSettings, HandleAsync, GiveUpAsync, context);
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await storage.BlobCandidates.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        foreach (var scanner in scanners)
            await scanner.Container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(pump.RunAsync(stopping), scanning.RunAsync(ScanAllAsync, stopping));

    public void Wake(string queueOrContainer)
    {
        foreach (var scanner in scanners.Where(s => s.Container.Name == queueOrContainer))
            scanner.Wake.Raise();
    }

    private Task ScanAllAsync(HeldLease lease, CancellationToken tenure) => Task.WhenAll(scanners.Select(scanner =>
    {
        scanner.Forget();
        return new PollingLoop($"Container {scanner.Container.Name}", context).RunAsync(
            async () =>
            {
                await context.Precedence.StandBackAsync(tenure);
                var (found, wait) = await scanner.ScanAsync(tenure);
                if (found > 0)
                    pump.Wake();
                return wait;
            },
            scanner.Wake,
            tenure);
    }));

    private async Task<MessageFate> HandleAsync(QueueMessage message, CancellationToken lost)
    {
        if (Read(message) is not { } candidate || !functions.TryGetValue(candidate.FunctionId, out var function))
            return MessageFate.Hopeless;
        // A lease may run out in an outage; within this host a version is in one hand all the same.
        if (!inHand.TryAdd(receipts.NameOf(candidate), candidate))
            return MessageFate.Postponed;
        try
        {
            return await HandleAsync(candidate, function, message.DequeueCount, lost);
        }
#pragma warning disable CA1031 // An outage of storage, of which there are many kinds, is no failure of the function: it uses up no attempt.
        catch (Exception e)
#pragma warning restore CA1031
        {
            context.Logger.LogWarning(e, "Queue {Queue}: message {Message} waits until storage answers again", storage.BlobCandidates.Name, message.MessageId);
            return MessageFate.Postponed;
        }
        finally
        {
            inHand.TryRemove(receipts.NameOf(candidate), out _);
        }
    }

    private async Task<MessageFate> HandleAsync(BlobCandidate candidate, BlobFunction function, long attempt, CancellationToken lost)
    {
        if (await FindAsync(candidate, function, lost) is not { } blob)
            return MessageFate.Done;
        switch (await receipts.ClaimAsync(candidate, lost))
        {
            case Claim.Done:
                return MessageFate.Done;
            case Claim.Elsewhere:
                return MessageFate.Postponed;
            case Claim.Mine(var lease):
                await using (lease)
                    return await RunAsync(candidate, function, blob, lease, attempt, lost);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The blob, if it is still there in that version. If it was changed since, the next scan finds the new one.</summary>
    private static async Task<TriggeredBlob?> FindAsync(BlobCandidate candidate, BlobFunction function, CancellationToken cancellationToken)
    {
        if (candidate.ContainerName != function.Container.Name)
            return null;
        try
        {
            BlobProperties properties = await function.Container.GetBlobClient(candidate.BlobName).GetPropertiesAsync(cancellationToken: cancellationToken);
            return BlobScanner.Version(properties.ETag) == candidate.ETag ? new TriggeredBlob(function.Container, candidate.BlobName, properties) : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private async Task<MessageFate> RunAsync(
        BlobCandidate candidate, BlobFunction function, TriggeredBlob blob, HeldLease lease, long attempt, CancellationToken lost)
    {
        if (!function.Trigger.Pattern.TryMatch(candidate.BlobName, out var captured))
            return MessageFate.Done;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lost, lease.Lost);
        var outcome = await context.Runner.RunAsync(function.Function, function.Trigger.EventOf(blob, captured, attempt), either.Token);
        if (outcome.Succeeded)
        {
            await receipts.CompleteAsync(candidate, lease);
            return MessageFate.Done;
        }

        return outcome.WasCutOff ? MessageFate.CutOff : MessageFate.Failed;
    }

    private async Task GiveUpAsync(QueueMessage message)
    {
        // In this order: a version that was reported is never called for again.
        if (Read(message) is { } candidate)
            await receipts.CompleteAsync(candidate, lease: null);
        await storage.PoisonBlobs.CreateIfNotExistsAsync();
        await storage.PoisonBlobs.SendMessageAsync(message.MessageText, timeToLive: MessagePump.Forever);
    }

    private BlobCandidate? Read(QueueMessage message) => encoding.TryDecode(message.MessageText, out var body) ? BlobCandidate.TryParse(body) : null;
}
