using System.CommandLine;
using System.Globalization;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Local.Commands;

/// <summary><c>recount</c>: the open correction periods by the calendar as it is now; with <c>--apply</c> those that were too short get longer.</summary>
internal static class RecountCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var apply = new Option<bool>("--apply") { Description = "Lengthen the periods that were too short; needs --by and --why" };
        var by = new Option<string?>("--by") { Description = "Who lengthens them", HelpName = "NAME" };
        var why = new Option<string?>("--why") { Description = "What was corrected in the calendar", HelpName = "TEXT" };
        var command = new Command("recount", "Count the open correction periods again, after the calendar's data were corrected") { CommandLine.Data, CommandLine.Storage, apply, by, why };
        command.Does(async (parsed, cancellationToken) =>
        {
            (Actor, string)? who = null;
            if (parsed.GetValue(apply))
            {
                who = parsed.GetValue(by) is { Length: > 0 } name && parsed.GetValue(why) is { Length: > 0 } reason
                    ? (new Actor(name), reason)
                    : throw new FormatException("Whoever lengthens a period says who they are and why: --by NAME --why TEXT.");
            }

            await using var storage = await StorageCommand.OpenAsync(parsed, cancellationToken);
            var periods = await storage.Services.GetRequiredService<PeriodReview>().RunAsync(who, cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            foreach (var period in periods.Where(p => p.Counted != p.Recorded))
            {
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{period.Request}: {JsonText.Iso(period.Recorded)} on record, {JsonText.Iso(period.Counted)} counted{(period.IsLonger ? who is null ? ", too short" : ", lengthened" : ", shorter: the day on record stays")}"));
            }

            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Open periods: {periods.Count}. Too short: {periods.Count(p => p.IsLonger)}{(who is null ? "; nothing was changed" : "")}."));
            return ExitCode.Done;
        });
        return command;
    }
}
