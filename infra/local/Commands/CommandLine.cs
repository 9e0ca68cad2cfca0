using System.CommandLine;
using System.CommandLine.Invocation;
using IntakePipeline.Calendar;

namespace IntakePipeline.Local.Commands;

/// <summary>Everything one can ask of the program.</summary>
internal static class CommandLine
{
    /// <summary>The folder of storage and key, for the commands that run or look for a host.</summary>
    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder for storage and key [default: .local beside the solution]",
        HelpName = "DIR",
    };

    /// <summary>A storage account instead of the emulator.</summary>
    public static Option<string?> Storage { get; } = new("--storage")
    {
        Description = "Use this storage account and start no emulator; several hosts may share it",
        HelpName = "CONNECTIONSTRING",
    };

    /// <summary>The program's root command.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("IntakePipeline on this machine: takes in grant applications, registers, receipts, validates and queues them.") { Data, Storage };
        RunCommand.AddTo(root);
        root.Subcommands.Add(PostCommand.Create());
        root.Subcommands.Add(DropCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(SamplesCommand.Create());
        root.Subcommands.Add(WhenCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(InspectCommand.Create());
        root.Subcommands.Add(RulesTableCommand.Create());
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(VerifyRegisterCommand.Create());
        root.Subcommands.Add(RebuildCommand.Create());
        return root;
    }

    /// <summary>Runs the program. What it is told wrong it answers with one line, not with the whole help.</summary>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments, InvocationConfiguration configuration)
    {
        var parsed = Root().Parse(arguments);
        if (parsed.Action is ParseErrorAction mistake)
            (mistake.ShowHelp, mistake.ShowTypoCorrections) = (false, false);
        return parsed.InvokeAsync(configuration);
    }

    /// <summary>Makes <paramref name="command"/> run an action; what can go wrong outside the program becomes one line and an exit code.</summary>
    public static void Does(this Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction((parsed, cancellationToken) => GuardAsync(parsed.InvocationConfiguration.Error, () => action(parsed, cancellationToken)));

    private static async Task<int> GuardAsync(TextWriter error, Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is Filing.FilingException or Hosting.HostStartException or MissingHolidaysException
            or FormatException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(e.Message);
            return ExitCode.Trouble;
        }
    }
}
