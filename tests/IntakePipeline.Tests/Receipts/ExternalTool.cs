using System.Diagnostics;
using System.Text;

namespace IntakePipeline.Tests.Receipts;

/// <summary>A program of the machine as a second opinion; a test that wants one is skipped where it is missing.</summary>
internal static class ExternalTool
{
    /// <summary>Runs <paramref name="tool"/> and returns the text it printed.</summary>
    /// <param name="tool">Its name on PATH.</param>
    /// <param name="file">What it is to read.</param>
    /// <param name="arguments">Its arguments; <c>{}</c> stands for the file.</param>
    public static async Task<string> RunAsync(string tool, byte[] file, params string[] arguments) =>
        Encoding.UTF8.GetString(await RunForBytesAsync(tool, file, arguments));

    /// <summary>Runs <paramref name="tool"/> and returns the bytes it printed.</summary>
    public static async Task<byte[]> RunForBytesAsync(string tool, byte[] file, params string[] arguments)
    {
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!paths.Any(p => File.Exists(Path.Combine(p, tool))))
            Assert.Skip($"{tool} is not on PATH.");
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, file);
            var start = new ProcessStartInfo(tool, arguments.Select(a => a == "{}" ? path : a))
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            using var output = new MemoryStream();
            var error = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.BaseStream.CopyToAsync(output).WaitAsync(TimeSpan.FromMinutes(1));
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
            // What openssl is content with it says on standard error too.
            Assert.True(process.ExitCode == 0 && (tool == "openssl" || (await error).Length == 0), $"{tool} ended with {process.ExitCode}: {await error}");
            return output.ToArray();
        }
        finally
        {
            File.Delete(path);
        }
    }
}
