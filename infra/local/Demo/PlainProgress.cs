using System.Globalization;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Local.Demo;

/// <summary>A line an event, for files and build servers.</summary>
internal sealed class PlainProgress(TextWriter output) : IDemoProgress
{
    private readonly TextWriter lines = TextWriter.Synchronized(output);

    public void ActBegins(LocalDateTime officialTime, int samples) =>
        lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"--- official time {officialTime:uuuu-MM-dd HH:mm}: {samples} submissions"));

    public void Filed(SampleRun run)
    {
        var how = string.Join('+', run.Sample.Doors.Select(d => d == Door.Http ? "http" : "blobs"));
        var what = run switch
        {
            { Trouble: { } trouble } => $"TROUBLE {trouble}",
            { Registered.Receipt: var receipt } => $"registered {receipt.Number} {receipt.Expediente}",
            _ => $"refused {string.Join(", ", run.Reasons)}",
        };
        lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"filed    {run.Sample.Key,-34} {how,-15} {run.Took.TotalMilliseconds,6:0} ms  {what}"));
    }

    public void Settled(SampleRun run)
    {
        if (run.Registered is not null)
            lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"decided  {run.Sample.Key,-34} {run.Outcome}"));
    }
}
