using System.CommandLine;
using System.Globalization;
using IntakePipeline.Calendar;
using IntakePipeline.Forgetting;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Local.Commands;

/// <summary><c>forget</c>: removes the personal data of attempts that were refused long ago; without <c>--apply</c> it only counts.</summary>
internal static class ForgetCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var years = new Option<int>("--years")
        {
            Description = $"Forget what was refused so many years ago, at least {ForgetDesk.LegalYears}",
            HelpName = "N",
            DefaultValueFactory = _ => ForgetDesk.LegalYears,
        };
        var apply = new Option<bool>("--apply") { Description = "Do it; without it, only say what would be forgotten" };
        var command = new Command("forget", "Remove the personal data of refused attempts when the legal time is over") { CommandLine.Data, CommandLine.Storage, years, apply };
        command.Does(async (parsed, cancellationToken) =>
        {
            var asked = parsed.GetValue(years);
            if (asked < ForgetDesk.LegalYears)
                throw new FormatException($"What was refused is kept for {ForgetDesk.LegalYears} years at least.");
            await using var storage = await StorageCommand.OpenAsync(parsed, cancellationToken);
            var clock = storage.Services.GetRequiredService<OfficialClock>();
            var before = clock.Today.PlusYears(-asked);
            var done = parsed.GetValue(apply);
            var found = await storage.Services.GetRequiredService<ForgetDesk>().RunAsync(OfficialClock.FromLocal(before.AtMidnight()), done, cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                 Refused before {JsonText.Iso(before)}: {found.Rejections} rejections {(done ? "redacted" : "to redact")}, {found.Folders} folders of entrada {(done ? "emptied" : "to empty")} ({found.Files} files).
                 Redacted before: {found.Kept}. Not old enough: {found.Younger}. The register and custody are not touched.
                 """));
            return ExitCode.Done;
        });
        return command;
    }
}
