using Spectre.Console;

namespace IntakePipeline.Local.Commands;

/// <summary>Where tables are drawn.</summary>
internal static class Terminal
{
    private const int WidthOfFiles = 180;

    /// <summary>A console over <paramref name="output"/>: as the terminal is, or for a file no colours, no cursor, and lines as wide as a table needs.</summary>
    public static IAnsiConsole Over(TextWriter output)
    {
        if (output == Console.Out && !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive)
            return AnsiConsole.Console;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = WidthOfFiles;
        return console;
    }
}
