using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IntakePipeline.Local.Samples;
using IntakePipeline.Signatures;

namespace IntakePipeline.Benchmarks.Intake;

/// <summary>The local host as a process of its own, so that its memory is its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process host;
    private readonly string folder;

    private HostProcess(Process host, string folder, Uri address, string key) => (this.host, this.folder, Address, Key) = (host, folder, address, key);

    public Uri Address { get; }

    public string Key { get; }

    /// <summary>The most memory the process has had resident, bytes.</summary>
    public long PeakWorkingSet => PeakMemory.Of(host);

    /// <summary>The host's assembly: as built with the benchmarks, or as published to a folder.</summary>
    public static string Assembly(string? published = null) => Path.Combine(published ?? AppContext.BaseDirectory, "IntakePipeline.Local.dll");

    public static async Task<HostProcess> StartAsync(string storage, CancellationToken cancellationToken, string? published = null)
    {
        var port = FreePort();
        var data = Directory.CreateTempSubdirectory("intake-bench-host-").FullName;
        const string key = "benchmark-key-benchmark-key-benchmark-key";
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Assembly(published), "--storage", storage, "--port", port.ToString(CultureInfo.InvariantCulture),
                "--data", data, "--official-time", "2012-06-20T09:00",
            },
            Environment = { ["INTAKE_REGISTRY_KEY"] = key, [SignatureSettings.TrustAnchorsVariable] = DemoAuthority.OfThisProcess.Anchors },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        var said = new List<string>();
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var address = new Uri($"http://127.0.0.1:{port}/");
        using var http = new HttpClient { BaseAddress = address };
        for (var i = 0; i < 1500; i++)
        {
            if (process.HasExited)
                throw new InvalidOperationException("The host ended: " + string.Join('\n', said));
            try
            {
                using var response = await http.GetAsync(new Uri("api/resguardos/x", UriKind.Relative), cancellationToken);
                return new HostProcess(process, data, address, key);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, cancellationToken);
            }
        }

        process.Kill(entireProcessTree: true);
        throw new TimeoutException("The host did not answer within 30 seconds: " + string.Join('\n', said));

        void Keep(string? line)
        {
            lock (said)
            {
                if (line is not null && said.Count < 50)
                    said.Add(line);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!host.HasExited)
        {
            host.Kill(entireProcessTree: true);
            await host.WaitForExitAsync();
        }

        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
