using System.Reflection;
using IntakePipeline.Local.Azurite;
using IntakePipeline.Local.Hosting;

namespace IntakePipeline.Local;

/// <summary>Starts the storage emulator so that it lives exactly as long as the host needs it.</summary>
internal static class Emulator
{
    /// <summary>Starts it on free ports.</summary>
    /// <param name="location">Folder for its data; null keeps everything in memory.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="HostStartException">It is not installed or did not come up.</exception>
    public static async Task<AzuriteProcess> StartAsync(string? location, CancellationToken cancellationToken)
    {
        // Ctrl+C reaches every process of the terminal: the emulator would go before the host's last call. And a host that is killed would leave it behind.
        var guard = Path.Combine(typeof(Emulator).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "LocalProjectDirectory").Value!, "emulator-guard.cjs");
        Environment.SetEnvironmentVariable("NODE_OPTIONS", $"--require \"{guard.Replace('\\', '/')}\"");
        try
        {
            return await AzuriteProcess.StartAsync(location, cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            throw new HostStartException(e.Message, e);
        }
    }
}
