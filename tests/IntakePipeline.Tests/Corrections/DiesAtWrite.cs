using Azure.Core;
using Azure.Core.Pipeline;
using IntakePipeline.Tests.Evaluation;

namespace IntakePipeline.Tests.Corrections;

/// <summary>A host that dies before or after its nth write to storage; nothing of it works from then on.</summary>
internal sealed class DiesAtWrite(int at, bool afterwards) : HttpPipelinePolicy
{
    private bool dead;

    /// <summary>So many writes were begun.</summary>
    public int Writes { get; private set; }

    /// <summary>Whether writes count already.</summary>
    public bool Armed { get; set; }

    public void AddTo(ClientOptions options) => options.AddPolicy(this, HttpPipelinePosition.PerCall);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var writes = Armed && message.Request.Method != RequestMethod.Get && message.Request.Method != RequestMethod.Head;
        var isIt = writes && ++Writes == at;
        if (dead || (isIt && !afterwards))
            Die();
        await ProcessNextAsync(message, pipeline);
        if (isIt)
            Die();
    }

    private void Die()
    {
        dead = true;
        throw new HostDiedException();
    }
}
