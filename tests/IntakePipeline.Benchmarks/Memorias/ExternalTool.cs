using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace IntakePipeline.Benchmarks.Memorias;

/// <summary>Runs programs of the machine to compare with.</summary>
internal static class ExternalTool
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What it wrote, and how it ended.</summary>
    /// <param name="ExitCode">0 for success.</param>
    /// <param name="Output">Standard output.</param>
    public sealed record Answer(int ExitCode, string Output);

    /// <summary>Runs a program to its end; null when the machine has none of that name or it does not end within a minute.</summary>
    public static Answer? Run(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, StandardOutputEncoding = Encoding.UTF8 };
        try
        {
            using var process = Process.Start(start)!;
            // Both pipes are drained, or a program that complains much would wait for ever.
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            Task.WaitAll(errors, output);
            return new Answer(process.ExitCode, output.Result);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
