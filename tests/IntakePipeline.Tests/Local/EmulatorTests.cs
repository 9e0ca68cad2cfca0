using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using IntakePipeline.Local;

namespace IntakePipeline.Tests.Local;

public sealed class EmulatorTests
{
    [Fact]
    public async Task Ctrl_C_at_the_terminal_leaves_the_emulator_to_the_host_which_still_needs_it()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Signals are sent with kill.");
        await using var emulator = await Emulator.StartAsync(null, CancellationToken.None);
        using (var kill = Process.Start("kill", ["-INT", emulator.ProcessId.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await Task.Delay(500);

        // On a new connection, so that one still open from before does not answer for it.
        var container = new BlobContainerClient(emulator.ConnectionString, "despues");
        await container.CreateAsync();
        Assert.True(await container.ExistsAsync());
    }
}
