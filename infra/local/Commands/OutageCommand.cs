using System.CommandLine;
using System.Globalization;
using System.Text;
using IntakePipeline.Evaluation;
using IntakePipeline.Outages;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace IntakePipeline.Local.Commands;

/// <summary><c>outage</c>: which deadlines an outage touched, and what to propose; with <c>--declare</c> it is kept.</summary>
internal static class OutageCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var from = Moment("--from", "Official time at which filing became impossible");
        var to = Moment("--to", "Official time at which it became possible again");
        var declare = new Option<bool>("--declare") { Description = "Keep the declaration; needs --by and --why" };
        var by = new Option<string?>("--by") { Description = "Who declares it", HelpName = "NAME" };
        var why = new Option<string?>("--why") { Description = "What happened", HelpName = "TEXT" };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("outage", "Say which deadlines an outage touched and propose extensions") { CommandLine.Data, CommandLine.Storage, from, to, declare, by, why, json };
        command.Does(async (parsed, cancellationToken) =>
        {
            var outage = new Outage(parsed.GetRequiredValue(from)!.Value, parsed.GetRequiredValue(to)!.Value);
            if (outage.From >= outage.To)
                throw new FormatException("An outage ends after it begins.");
            await using var storage = await StorageCommand.OpenAsync(parsed, cancellationToken);
            var desk = storage.Services.GetRequiredService<OutageDesk>();
            var report = await desk.LookAsync(outage, cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(parsed.GetValue(json) ? Encoding.UTF8.GetString(report.ToJson()) : Describe(report));
            if (!parsed.GetValue(declare))
                return ExitCode.Done;
            if (parsed.GetValue(by) is not { Length: > 0 } who || parsed.GetValue(why) is not { Length: > 0 } reason)
                throw new FormatException("A declaration says who makes it and why: --by NAME --why TEXT.");
            await output.WriteLineAsync(await desk.DeclareAsync(report, new Actor(who), reason, cancellationToken)
                ? $"Declared: resguardos/incidencias/{report.Id}.json"
                : $"An outage that began then is declared already, and stays as it was declared: resguardos/incidencias/{report.Id}.json");
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<LocalDateTime?> Moment(string name, string description) =>
        new(name) { Description = description + ", Europe/Madrid unless it has an offset", HelpName = "ISO", Required = true, CustomParser = OfficialTime.Parse };

    private static string Describe(OutageReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Outage from {Written(report.Outage.From)} to {Written(report.Outage.To)} Europe/Madrid, {report.Outage.Lasted.TotalMinutes:0} minutes");
        text.AppendLine("Phases that closed in it:");
        foreach (var window in report.Windows)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {window.Call} {window.Programme} phase {window.Phase}: last day {JsonText.Iso(window.LastDay)}, proposed {JsonText.Iso(window.Proposed)}");
        if (report.Windows.Count == 0)
            text.AppendLine("  none");
        text.AppendLine("Correction periods that ended in it:");
        foreach (var period in report.Periods)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {period.Request}: last day {JsonText.Iso(period.LastDay)}, take answers as in time until {JsonText.Iso(period.Proposed)}");
        if (report.Periods.Count == 0)
            text.AppendLine("  none");
        text.AppendLine(CultureInfo.InvariantCulture, $"Correction periods that end later: {report.Running}");
        text.Append("A proposal: extending a period takes a resolution, which a person signs; nothing was changed.");
        return text.ToString();
    }

    private static string Written(LocalDateTime time) => time.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
