using System.Globalization;
using NodaTime;
using Spectre.Console;

namespace IntakePipeline.Local.Demo;

/// <summary>Two bars an act: what is filed, and what the pipeline has decided.</summary>
internal sealed class TerminalProgress(ProgressContext bars) : IDemoProgress
{
    private ProgressTask? filing;
    private ProgressTask? deciding;

    public void ActBegins(LocalDateTime officialTime, int samples)
    {
        var time = officialTime.ToString("ddd d MMM uuuu HH:mm", CultureInfo.InvariantCulture);
        filing = bars.AddTask($"[bold]{time}[/]  filed", maxValue: samples);
        deciding = bars.AddTask("decided", maxValue: samples);
    }

    public void Filed(SampleRun run) => filing?.Increment(1);

    public void Settled(SampleRun run) => deciding?.Increment(1);
}
