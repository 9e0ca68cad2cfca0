using System.Collections.Concurrent;
using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using IntakePipeline.Local.Hosting.Invocation;
using IntakePipeline.Local.Hosting.Queues;
using IntakePipeline.Local.Hosting.Settings;
using IntakePipeline.Local.Hosting.Storage;

namespace IntakePipeline.Local.Hosting.Blobs;

/// <summary>A function that wants the blobs of a path.</summary>
internal sealed record BlobFunction(LocalFunction Function, BlobTrigger Trigger)
{
    /// <summary>Where they are.</summary>
    public BlobContainerClient Container { get; } = HostStorage.Container(Trigger.ConnectionString, Trigger.Pattern.Container);
}

/// <summary>Looks through one container, again and again, for versions of blobs that their functions have not had, and queues them.</summary>
/// <param name="functions">Those that watch the container; at least one.</param>
internal sealed class BlobScanner(IReadOnlyList<BlobFunction> functions, BlobReceipts receipts, QueueClient candidates, MessageEncoding encoding, HostPace pace)
{
    private const int PageSize = 5000;
    private const int SendsAtATime = 8;
    private const int MemoryCapacity = 1_000_000;

    private readonly BlobContainerClient container = functions[0].Container;
    private readonly string prefix = functions.Select(f => f.Trigger.Pattern.Prefix).Aggregate(CommonStart);
    private ScanMemory? memory;
    private TimeSpan wait;

    public BlobContainerClient Container => container;

    /// <summary>Ends the wait for the next scan.</summary>
    public Signal Wake { get; } = new();

    /// <summary>Forgets what was seen: while another host scanned, this one's memory went stale.</summary>
    public void Forget() => memory = null;

    /// <summary>Looks through the container once.</summary>
    /// <returns>The number of candidates queued, and how long to wait before the next scan.</returns>
    public async Task<(int Found, TimeSpan Wait)> ScanAsync(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var known = memory ?? await RememberAsync(cancellationToken);
        var found = 0;
        try
        {
            await foreach (var page in container.GetBlobsAsync(prefix: prefix, cancellationToken: cancellationToken).AsPages(pageSizeHint: PageSize))
                found += await QueueAsync(page.Values, known, cancellationToken);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }

        memory = known;
        wait = found > 0 || wait == TimeSpan.Zero ? pace.ShortestScanInterval : PollingLoop.Longer(wait, pace.ShortestScanInterval, pace.LongestScanInterval);
        // However many blobs there are, looking takes no more than a fifth of the time.
        var rest = Stopwatch.GetElapsedTime(started) * 4;
        return (found, wait > rest ? wait : rest);
    }

    /// <summary>Reads the receipts once, by the page: thousands of blobs already done cost a few requests and not one each.</summary>
    private async Task<ScanMemory> RememberAsync(CancellationToken cancellationToken)
    {
        var known = new ScanMemory(MemoryCapacity);
        foreach (var function in functions.Select(f => f.Function))
        {
            await foreach (var name in receipts.CompletedAsync(function.Id, cancellationToken))
                known.Add(name);
        }

        return known;
    }

    private async Task<int> QueueAsync(IEnumerable<BlobItem> blobs, ScanMemory known, CancellationToken cancellationToken)
    {
        var unknown = blobs
            .SelectMany(blob => functions
                .Where(f => f.Trigger.Pattern.IsMatch(blob.Name))
                .Select(f => new BlobCandidate(
                    f.Function.Id, (blob.Properties.BlobType ?? BlobType.Block) + "Blob", container.Name, blob.Name, Version(blob.Properties.ETag))))
            .Where(candidate => !known.Knows(receipts.NameOf(candidate)))
            .ToList();
        var queued = new ConcurrentBag<BlobCandidate>();
        try
        {
            await Parallel.ForEachAsync(unknown, new ParallelOptions { MaxDegreeOfParallelism = SendsAtATime, CancellationToken = cancellationToken }, async (candidate, token) =>
            {
                await candidates.SendMessageAsync(encoding.Encode(candidate.ToJson()), timeToLive: MessagePump.Forever, cancellationToken: token);
                queued.Add(candidate);
            });
        }
        finally
        {
            foreach (var candidate in queued)
                known.Add(receipts.NameOf(candidate));
        }

        return unknown.Count;
    }

    /// <summary>An ETag as receipts write it. Listings give it bare, other answers in quotes.</summary>
    public static string Version(ETag? etag) => etag?.ToString("G").Trim('"') ?? "";

    private static string CommonStart(string a, string b) => a[..a.AsSpan().CommonPrefixLength(b)];
}
