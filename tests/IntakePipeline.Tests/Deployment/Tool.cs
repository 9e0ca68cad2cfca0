using System.Diagnostics;

namespace IntakePipeline.Tests.Deployment;

/// <summary>A program of the machine.</summary>
internal static class Tool
{
    /// <summary>Runs <paramref name="name"/>; the test is skipped where it is not on PATH.</summary>
    /// <returns>Its exit code, and all it said.</returns>
    public static async Task<(int Code, string Output)> RunAsync(
        string name, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!Path.IsPathRooted(name) && !paths.Any(p => File.Exists(Path.Combine(p, name))))
            Assert.Skip($"{name} is not on PATH.");
        var start = new ProcessStartInfo(name, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (folder is not null)
            start.WorkingDirectory = folder;
        foreach (var (variable, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal))
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
        return (process.ExitCode, await output + await error);
    }
}
