using System.Diagnostics;
using IntakePipeline.Local;
using IntakePipeline.Local.Samples;
using IntakePipeline.Signatures;
using IntakePipeline.Storage;

namespace IntakePipeline.Tests.Faults;

/// <summary>The local host as a process of its own, as users start it; it can be killed, and can be told where to die.</summary>
internal sealed class ChildHost : IAsyncDisposable
{
    public const string Key = "clave-de-las-averias-clave-de-las-averias";

    private readonly Process process;
    private readonly DirectoryInfo data;
    private readonly List<string> said;

    private ChildHost(Process process, DirectoryInfo data, List<string> said) => (this.process, this.data, this.said) = (process, data, said);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What it has written so far, for whoever has to find out what went wrong.</summary>
    public string Said
    {
        get
        {
            lock (said)
                return string.Join('\n', said);
        }
    }

    public bool HasEnded => process.HasExited;

    /// <summary>137 when it was killed: 128 and the signal's number.</summary>
    public int ExitCode => process.ExitCode;

    public static async Task<ChildHost> StartAsync(string storage, CrashPoint? crashAt, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("intake-child-");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "IntakePipeline.Local.dll"), "--storage", storage, "--port", "0", "--data", folder.FullName,
                "--official-time", "2012-06-20T09:00", "--public-address", "https://registre.example",
            },
            Environment = { ["INTAKE_REGISTRY_KEY"] = Key, [SignatureSettings.TrustAnchorsVariable] = DemoAuthority.OfThisProcess.Anchors, ["DOTNET_TieredPGO"] = "0" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (crashAt is not null)
            start.Environment[CrashPoint.Variable] = crashAt.Name;
        var lines = new List<string>();
        var started = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        started.OutputDataReceived += (_, e) => Keep(e.Data);
        started.ErrorDataReceived += (_, e) => Keep(e.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        var host = new ChildHost(started, folder, lines);
        try
        {
            for (var i = 0; i < 1200; i++)
            {
                if (started.HasExited)
                    throw new InvalidOperationException($"The host ended with {started.ExitCode}: {host.Said}");
                if (DataFolder.At(folder.FullName).Running() is { } running)
                {
                    host.Address = running.Address;
                    return host;
                }

                await Task.Delay(50, cancellationToken);
            }

            throw new TimeoutException($"The host did not say where it is within a minute: {host.Said}");
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        void Keep(string? line)
        {
            lock (lines)
            {
                if (line is not null && lines.Count < 500)
                    lines.Add(line);
            }
        }
    }

    /// <summary>Waits until it has ended, by itself.</summary>
    /// <returns>False when it is still there after <paramref name="patience"/>.</returns>
    public async Task<bool> EndsAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        data.Delete(recursive: true);
    }
}
