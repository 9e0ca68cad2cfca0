using System.CommandLine;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;

namespace IntakePipeline.Local.Commands;

/// <summary><c>rules-table</c>: writes the page of all rules and calls, <c>docs/rules.md</c>.</summary>
internal static class RulesTableCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "Where the page goes, docs/rules.md in the repository [default: the terminal]", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("rules-table", "Write the table of every validation rule and the calls it holds in, from the data") { file };
        command.Does(async (parsed, cancellationToken) =>
        {
            var page = RulesPage.Markdown(CallCatalogue.Load(WorkingCalendar.Load()));
            if (parsed.GetValue(file) is { } path)
                await File.WriteAllTextAsync(path, page, cancellationToken);
            else
                await parsed.InvocationConfiguration.Output.WriteAsync(page);
            return ExitCode.Done;
        });
        return command;
    }
}
