using Azure.Core;
using Azure.Core.Pipeline;

namespace IntakePipeline.Tests.Evaluation;

/// <summary>Loses the answer to the next write: it landed, but the client only sees a broken connection and sends it again.</summary>
internal sealed class LostAnswer : HttpPipelinePolicy
{
    private RequestMethod? armed;

    /// <summary>How many answers were lost.</summary>
    public int Lost { get; private set; }

    /// <summary>From now on waits for a request of that verb.</summary>
    public void Arm(RequestMethod method) => armed = method;

    /// <summary>Puts it where every try of a request passes.</summary>
    public void AddTo(ClientOptions options)
    {
        options.AddPolicy(this, HttpPipelinePosition.PerRetry);
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        Lose(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        Lose(message);
    }

    private void Lose(HttpMessage message)
    {
        if (message.Request.Method != armed)
            return;
        armed = null;
        Lost++;
        throw new IOException("The connection broke before the answer came.");
    }
}
