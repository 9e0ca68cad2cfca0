using System.Diagnostics;
using IntakePipeline.Local.Azurite;

namespace IntakePipeline.Tests.Faults;

public sealed class DiskFullTests
{
    [Fact]
    public async Task When_storage_has_no_room_left_nothing_is_acknowledged_that_is_not_kept()
    {
        var folder = Directory.CreateTempSubdirectory("intake-disk-");
        if (!OperatingSystem.IsLinux() || !await RunAsync("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder.FullName))
        {
            folder.Delete();
            Assert.Skip("Only root may mount the small disk this test fills.");
        }

        try
        {
            await using var storage = await AzuriteProcess.StartAsync(folder.FullName, default);
            await using var host = await Survivor.StartAsync(storage.ConnectionString);
            using var sender = new Sender();
            var folders = Enumerable.Range(1, 3).Select(n => sender.Clean($"RT-{n}", n)).ToList();
            Assert.True(await sender.SendAsync(host.Address, folders[0], default));

            var filler = Path.Combine(folder.FullName, "filler");
            Fill(filler);
            foreach (var other in folders[1..])
                await sender.SendAsync(host.Address, other, default);
            Assert.True(sender.Receipts.Count < 3, "Storage took everything, full as its disk was.");

            File.Delete(filler);
            foreach (var each in folders)
                Assert.NotEqual(0, await sender.SendUntilAnsweredAsync(() => host.Address, each, attempts: 10, default));
            await host.SettleAsync(default);
            Assert.Empty(await host.ViolationsAsync(sender, default));
            Assert.Equal(3, sender.Receipts.Count);
        }
        finally
        {
            await RunAsync("umount", "-l", folder.FullName);
            folder.Delete(recursive: true);
        }
    }

    private static void Fill(string path)
    {
        using var file = File.Create(path);
        try
        {
            for (var block = new byte[4096]; ;)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<bool> RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
