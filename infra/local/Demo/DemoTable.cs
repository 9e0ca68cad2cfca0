using System.Globalization;
using IntakePipeline.Local.Samples;
using Spectre.Console;

namespace IntakePipeline.Local.Demo;

/// <summary>The demo's table: a row a submission.</summary>
internal static class DemoTable
{
    /// <summary>The table of <paramref name="runs"/>, in the order of filing.</summary>
    public static Table Of(IEnumerable<SampleRun> runs)
    {
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach (var column in new[] { "presentacion", "registro", "expediente", "filed at", "phase", "outcome", "reason" })
            table.AddColumn(new TableColumn($"[bold]{column}[/]") { NoWrap = column is not "reason" });
        foreach (var run in runs)
        {
            var receipt = run.Registered?.Receipt;
            table.AddRow(
                Markup.Escape(run.Sample.Key.Value),
                receipt?.Number.ToString() ?? "-",
                receipt?.Expediente.ToString() ?? "-",
                receipt?.FiledAtLocal.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "-",
                receipt?.Phase?.Value ?? "-",
                $"[{Colour(run.Outcome)}]{Word(run.Outcome)}[/]",
                Markup.Escape(Reason(run)));
        }

        return table;
    }

    private static string Reason(SampleRun run) => run switch
    {
        { Trouble: { } trouble } => trouble,
        { View: { Outcome: Outcome.Superseded, SupersededBy: { } by } } => $"gives way to {by}",
        { Outcome: Outcome.OutOfTime, Registered.Receipt: var receipt } => string.Create(CultureInfo.InvariantCulture, $"no window on {receipt.Effective.Date:uuuu-MM-dd}"),
        { Registered.Receipt: var receipt } when receipt.Effective.Date != receipt.FiledAtLocal.Date =>
            string.Join(", ", [.. run.Reasons, string.Create(CultureInfo.InvariantCulture, $"counts for {receipt.Effective.Date:uuuu-MM-dd}")]),
        _ => string.Join(", ", run.Reasons),
    };

    private static string Word(Outcome? outcome) => outcome switch
    {
        Outcome.Refused => "refused",
        Outcome.Evaluation => "evaluation",
        Outcome.Correction => "correction",
        Outcome.OutOfTime => "out of time",
        Outcome.Superseded => "superseded",
        _ => "UNDECIDED",
    };

    private static string Colour(Outcome? outcome) => outcome switch
    {
        Outcome.Evaluation => "green",
        Outcome.Correction => "yellow",
        Outcome.OutOfTime => "fuchsia",
        Outcome.Superseded => "grey",
        _ => "red",
    };
}
