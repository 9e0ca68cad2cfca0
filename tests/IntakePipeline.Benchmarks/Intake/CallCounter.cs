using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace IntakePipeline.Benchmarks.Intake;

/// <summary>Counts storage calls by kind as they leave the process, retries included.</summary>
internal sealed class CallCounter
{
    private ConcurrentDictionary<string, int> calls = new(StringComparer.Ordinal);

    /// <summary>Adds the counter to a client's options; hand it to <c>StorageConnection</c>.</summary>
    public void Attach(ClientOptions options)
    {
        var service = options.GetType().Name.Replace("ClientOptions", "", StringComparison.Ordinal).ToLowerInvariant();
        options.AddPolicy(new Policy(this, service), HttpPipelinePosition.PerRetry);
    }

    /// <summary>What was counted since the last time, by kind.</summary>
    public IReadOnlyDictionary<string, int> Take() => new SortedDictionary<string, int>(Interlocked.Exchange(ref calls, new(StringComparer.Ordinal)), StringComparer.Ordinal);

    private void Count(string service, Request request)
    {
        var kind = service switch
        {
            "blob" when request.Headers.TryGetValue("x-ms-copy-source", out _) => "blob copy",
            "blob" when request.Method == RequestMethod.Put => "blob write",
            "blob" when request.Method == RequestMethod.Head => "blob head",
            "blob" => "blob read",
            "queue" when request.Method == RequestMethod.Post => "queue send",
            "queue" => "queue other",
            _ when request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal) => "table transaction",
            _ when request.Method == RequestMethod.Get => "table read",
            _ when request.Method == RequestMethod.Delete => "table delete",
            _ => "table write",
        };
        calls.AddOrUpdate(kind, 1, static (_, n) => n + 1);
    }

    private sealed class Policy(CallCounter counter, string service) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => counter.Count(service, message.Request);
    }
}
