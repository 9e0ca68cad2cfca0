using System.CommandLine;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Local.Filing;

namespace IntakePipeline.Local.Commands;

/// <summary><c>rules-table</c>: writes the page of all rules and calls, <c>docs/rules.md</c>.</summary>
internal static class RulesTableCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "Where the page goes [default: docs/rules.md beside the solution]", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("rules-table", "Write the table of every validation rule and the calls it holds in, from the data") { file };
        command.Does(async (parsed, cancellationToken) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(file) ?? Path.Combine(
                DataFolder.SolutionFolder() ?? throw new FilingException("There is no solution here: name the file to be written."), "docs", "rules.md"));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, RulesPage.Markdown(CallCatalogue.Load(WorkingCalendar.Load())), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(path);
            return ExitCode.Done;
        });
        return command;
    }
}
