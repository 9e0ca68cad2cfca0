using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IntakePipeline.Local.Demo;
using IntakePipeline.Local.Samples;
using Spectre.Console;

namespace IntakePipeline.Local.Commands;

/// <summary><c>demo</c>: the whole catalogue through the whole pipeline, with a check of every end.</summary>
internal static class DemoCommand
{
    // It takes well under a minute; whatever hangs must not hang a build.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly Option<string?> Output = new("--out") { Description = "Folder for receipts and log [default: a temporary one that stays]", HelpName = "DIR" };

    private static readonly Option<bool> Stay = new("--stay") { Description = "Keep the host running afterwards, until Ctrl+C" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("demo", "File every sample by both doors, on a storage of its own, and check where each ends") { Output, Stay };
        command.Does((parsed, cancellationToken) => RunAsync(parsed.GetValue(Output), parsed.GetValue(Stay), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? output, bool stay, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var interactive = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive;
        if (!interactive)
            AnsiConsole.Console = Terminal.Over(Console.Out);
        await using var demo = new DemoRun(Path.GetFullPath(output ?? Directory.CreateTempSubdirectory("intake-demo-").FullName));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{SampleCatalogue.All.Count} submissions of {SampleCatalogue.All.Select(s => s.Company).Distinct().Count()} invented companies, by both doors. The host's log: {demo.LogPath}"));

        IReadOnlyList<string> mismatches;
        try
        {
            mismatches = interactive
                ? await WithBarsAsync(demo, limit.Token)
                : await demo.RunAsync(new PlainProgress(Console.Out), limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            mismatches = [$"the demo did not end within {Limit.TotalMinutes:0} minutes: see {demo.LogPath}"];
        }

        Show(demo, mismatches, Stopwatch.GetElapsedTime(started));
        if (stay)
            Console.WriteLine($"The host stays at {demo.Address} until Ctrl+C; registry key {demo.RegistryKey}");
        Console.WriteLine(DemoSummary.Of(demo.Runs, mismatches).ToJson());
        if (stay)
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return mismatches.Count == 0 ? ExitCode.Done : ExitCode.Trouble;
    }

    private static Task<IReadOnlyList<string>> WithBarsAsync(DemoRun demo, CancellationToken cancellationToken) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Right }, new ProgressBarColumn(), new CountColumn(), new ElapsedTimeColumn())
        .StartAsync(bars => demo.RunAsync(new TerminalProgress(bars), cancellationToken));

    private static void Show(DemoRun demo, IReadOnlyList<string> mismatches, TimeSpan took)
    {
        AnsiConsole.Write(DemoTable.Of(demo.Runs));
        Console.WriteLine("Receipts (each beside its JSON):");
        foreach (var path in demo.Runs.Select(r => r.ReceiptPath).OfType<string>())
            Console.WriteLine($"  {path}");
        Console.WriteLine();
        foreach (var mismatch in mismatches)
            AnsiConsole.MarkupLine($"[red]MISMATCH[/] {Markup.Escape(mismatch)}");
        Console.WriteLine(Times("posted over HTTP", demo, Submissions.Door.Http));
        Console.WriteLine(Times("left as blobs, which the trigger looks for every second or so", demo, Submissions.Door.Blobs));
        Console.WriteLine(mismatches.Count == 0
            ? $"All ended as their samples say, in {took.TotalSeconds:0} s."
            : $"{mismatches.Count} did not end as the samples say ({took.TotalSeconds:0} s).");
    }

    private static string Times(string how, DemoRun demo, Submissions.Door door)
    {
        var took = DemoSummary.Times(demo.Runs, door);
        return string.Create(CultureInfo.InvariantCulture, $"{took.Count} receipts {how}: median {DemoSummary.Percentile(took, 0.5):0} ms.");
    }
}
