using System.Diagnostics;

namespace IntakePipeline.Tests.Signatures;

/// <summary>openssl as somebody else's signer and responder; tests that want it are skipped where it is missing.</summary>
internal static class OpenSsl
{
    /// <summary>Runs it in a folder to its end.</summary>
    public static async Task RunAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(process.ExitCode == 0, $"openssl {arguments[0]}: {await error}{await output}");
    }

    /// <summary>Starts it and lets it run.</summary>
    public static Process Start(string folder, params string[] arguments)
    {
        var paths = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!paths.Any(p => File.Exists(Path.Combine(p, "openssl"))))
            Assert.Skip("openssl is not on PATH.");
        return Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
