using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace IntakePipeline.Local.Azurite;

/// <summary>The storage emulator as a child process on free ports of the loopback address. Disposing it ends it.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    // The emulator's published development account: a constant of the tool, no secret.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process emulator;

    private readonly (int Blob, int Queue, int Table) ports;

    private AzuriteProcess(Process emulator, (int Blob, int Queue, int Table) ports) => (this.emulator, this.ports) = (emulator, ports);

    /// <summary>What clients connect with.</summary>
    public string ConnectionString => ConnectionStringOf(Account);

    /// <summary>The emulator's process id.</summary>
    public int ProcessId => emulator.Id;

    /// <summary>Starts the emulator and waits until it answers.</summary>
    /// <param name="location">Folder for its data; null keeps everything in memory.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <param name="accounts">Names of more accounts than the usual one, each a storage of its own; lower-case letters and digits.</param>
    /// <exception cref="InvalidOperationException">Node or the package is missing, or the emulator did not come up.</exception>
    public static async Task<AzuriteProcess> StartAsync(string? location, CancellationToken cancellationToken, IReadOnlyList<string>? accounts = null)
    {
        var script = Path.Combine(ProjectDirectory, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
            throw new InvalidOperationException($"Azurite is not installed ({script}). Build infra/local: it runs npm ci.");

        // A port found free may be taken before the emulator binds it: try again with others.
        for (var attemptsLeft = 3; ; attemptsLeft--)
        {
            var (blob, queue, table) = (FreePort(), FreePort(), FreePort());
            var process = Launch(script, location, blob, queue, table, [Account, .. accounts ?? []]);
            try
            {
                foreach (var port in new[] { blob, queue, table })
                    await WaitUntilListeningAsync(process, port, cancellationToken);
                return new AzuriteProcess(process, (blob, queue, table));
            }
            catch (InvalidOperationException) when (attemptsLeft > 1)
            {
                await EndAsync(process);
            }
            catch
            {
                await EndAsync(process);
                throw;
            }
        }
    }

    /// <summary>What clients of one account connect with.</summary>
    public string ConnectionStringOf(string account) => string.Create(CultureInfo.InvariantCulture,
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{ports.Blob}/{account};QueueEndpoint=http://127.0.0.1:{ports.Queue}/{account};TableEndpoint=http://127.0.0.1:{ports.Table}/{account};");

    /// <summary>Asks the emulator to stop, so that it writes its data down, and kills it if it does not.</summary>
    public async ValueTask DisposeAsync() => await EndAsync(emulator);

    /// <summary>Kills the emulator at once, as an outage would.</summary>
    public void Kill() => emulator.Kill(entireProcessTree: true);

    private static string ProjectDirectory => typeof(AzuriteProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(a => a.Key == "LocalProjectDirectory").Value!;

    private static Process Launch(string script, string? location, int blob, int queue, int table, IEnumerable<string> accounts)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["AZURITE_ACCOUNTS"] = string.Join(';', accounts.Select(name => $"{name}:{Key}"));
        string[] common =
        [
            script, "--disableTelemetry", "--silent", "--skipApiVersionCheck", "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
            "--blobPort", Text(blob), "--queuePort", Text(queue), "--tablePort", Text(table),
        ];
        foreach (var argument in common)
            start.ArgumentList.Add(argument);
        if (location is null)
        {
            start.ArgumentList.Add("--inMemoryPersistence");
        }
        else
        {
            Directory.CreateDirectory(location);
            start.ArgumentList.Add("--location");
            start.ArgumentList.Add(location);
        }

        try
        {
            var process = Process.Start(start) ?? throw new InvalidOperationException("Azurite did not start.");
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("Node 20 or later is needed on PATH to run the storage emulator.", e);
        }
    }

    private static async Task WaitUntilListeningAsync(Process process, int port, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 600; i++)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"Azurite ended with exit code {process.ExitCode} before it listened on port {port}.");
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, cancellationToken);
            }
        }

        throw new InvalidOperationException($"Azurite did not listen on port {port} within 30 seconds.");
    }

    private static async Task EndAsync(Process process)
    {
        using (process)
        {
            if (process.HasExited)
                return;
            // SIGTERM lets it flush its databases; .NET has no portable way to send one.
            if (!OperatingSystem.IsWindows())
            {
                using var kill = Process.Start(new ProcessStartInfo("kill", ["-TERM", Text(process.Id)]) { UseShellExecute = false });
                if (kill is not null)
                    await kill.WaitForExitAsync();
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
                try
                {
                    await process.WaitForExitAsync(patience.Token);
                    return;
                }
                catch (OperationCanceledException)
                {
                    // Falls through to the hard way.
                }
            }

            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
