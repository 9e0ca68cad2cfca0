using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace IntakePipeline.Memorias.Recognition;

/// <summary>What a program may take. Whatever it was fed, it ends within these.</summary>
/// <param name="Processor">Processor time.</param>
/// <param name="Wall">Time on the clock.</param>
/// <param name="MemoryBytes">Memory.</param>
/// <param name="OutputBytes">What it may write.</param>
internal sealed record ProcessLimits(TimeSpan Processor, TimeSpan Wall, long MemoryBytes, int OutputBytes);

/// <summary>
/// Runs another program on hostile input: no shell, arguments as a list, input and output through pipes, no file of its own. Where the system has
/// <c>prlimit</c> the kernel holds it to its bounds; everywhere it is watched as well, and killed with all it started.
/// </summary>
internal static class BoundedProcess
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    private static readonly Lazy<string?> Prlimit = new(() => Find("prlimit"));

    /// <summary>The program's file; null when it is on no folder of the path.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it wrote; null when it failed, could not be started, or had to be stopped at a bound.</returns>
    public static async Task<byte[]?> RunAsync(
        string program, IEnumerable<string> arguments, ReadOnlyMemory<byte> input, ProcessLimits limits, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Start(program, arguments, limits) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limits.Wall);
        try
        {
            var output = ReadAsync(process.StandardOutput.BaseStream, limits.OutputBytes, stop);
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, stop.Token);
            var watched = WatchAsync(process, limits, stop);
            await FeedAsync(process, input, stop.Token);
            var written = await output;
            await errors;
            await process.WaitForExitAsync(stop.Token);
            await stop.CancelAsync();
            await watched;
            return process.ExitCode == 0 ? written : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            await KillAsync(process);
        }
    }

    private static ProcessStartInfo Start(string program, IEnumerable<string> arguments, ProcessLimits limits)
    {
        var start = new ProcessStartInfo(Prlimit.Value ?? program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        // It gets nothing of what the pipeline's environment holds.
        start.Environment.Clear();
        foreach (var kept in (string[])["PATH", "TESSDATA_PREFIX", "SystemRoot"])
        {
            if (Environment.GetEnvironmentVariable(kept) is { } value)
                start.Environment[kept] = value;
        }

        start.Environment["OMP_THREAD_LIMIT"] = "1";
        if (Prlimit.Value is not null)
        {
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"--cpu={Math.Ceiling(limits.Processor.TotalSeconds)}"));
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"--as={limits.MemoryBytes}"));
            start.ArgumentList.Add("--core=0");
            start.ArgumentList.Add("--fsize=0");
            start.ArgumentList.Add("--");
            start.ArgumentList.Add(program);
        }

        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>A program that stops reading early breaks the pipe; its exit code says whether that was a failure.</summary>
    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // As above.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int cap, CancellationTokenSource stop)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 << 10];
        while (await stream.ReadAsync(buffer, stop.Token) is > 0 and var count)
        {
            if (kept.Length + count > cap)
                await stop.CancelAsync();
            stop.Token.ThrowIfCancellationRequested();
            kept.Write(buffer, 0, count);
        }

        return kept.ToArray();
    }

    private static async Task WatchAsync(Process process, ProcessLimits limits, CancellationTokenSource stop)
    {
        try
        {
            while (!process.HasExited)
            {
                await Task.Delay(BetweenLooks, stop.Token);
                process.Refresh();
                if (process.HasExited)
                    return;
                if (process.TotalProcessorTime > limits.Processor || process.WorkingSet64 > limits.MemoryBytes)
                    await stop.CancelAsync();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or Win32Exception)
        {
            // It has ended, or is ending.
        }
    }

    private static async Task KillAsync(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself.
        }
    }
}
