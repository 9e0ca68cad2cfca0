using Azure.Core;
using Azure.Core.Pipeline;

namespace IntakePipeline.Storage;

/// <summary>Kills the process at a <see cref="CrashPoint"/>, as a power cut would: nothing is finished, nothing is told. Clients have it only in a host that was told to die.</summary>
/// <param name="point">Where.</param>
public sealed class CrashPolicy(CrashPoint point) : HttpPipelinePolicy
{
    private readonly Func<StorageWrite, bool> isIt = CrashPoint.Steps[point.Step];

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var isHere = isIt(new StorageWrite(message.Request));
        if (isHere && !point.Afterwards)
            Die();
        await ProcessNextAsync(message, pipeline);
        if (isHere && point.Afterwards && message.Response.Status < 400)
            Die();
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    private static void Die()
    {
        // SIGKILL where there are signals: no handler, no finally block, no flush.
        System.Diagnostics.Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
