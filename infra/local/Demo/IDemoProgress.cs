using NodaTime;

namespace IntakePipeline.Local.Demo;

/// <summary>Is told how the demo gets on, from several threads.</summary>
internal interface IDemoProgress
{
    /// <summary>The host starts with another official time, and samples will be filed.</summary>
    void ActBegins(LocalDateTime officialTime, int samples);

    /// <summary>A sample was filed: it has its receipt, its refusal or its trouble.</summary>
    void Filed(SampleRun run);

    /// <summary>A sample needs no more waiting for in this act.</summary>
    void Settled(SampleRun run);
}
