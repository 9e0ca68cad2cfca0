using IntakePipeline.Local;

namespace IntakePipeline.Tests.Local;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private DataFolder Folder => DataFolder.At(temporary["datos"]);

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void The_key_is_made_once_and_only_its_owner_reads_it()
    {
        Assert.Null(Folder.FindRegistryKey());
        var key = Folder.RegistryKey();
        Assert.True(key.Length >= 32);
        Assert.Equal(key, Folder.RegistryKey());
        Assert.Equal(key, Folder.FindRegistryKey());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(temporary["datos/registry.key"]));
        Assert.NotEqual(key, DataFolder.At(temporary["otra"]).RegistryKey());
    }

    [Fact]
    public void Many_hosts_that_start_at_once_on_a_new_folder_agree_on_the_key()
    {
        // Often, and all at the same moment: two that look before either has made it are rare.
        for (var round = 0; round < 50; round++)
        {
            var folder = temporary[$"datos-{round}"];
            var keys = new string[8];
            using var start = new Barrier(keys.Length);
            var hosts = Enumerable.Range(0, keys.Length).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                keys[i] = DataFolder.At(folder).RegistryKey();
            })).ToList();
            hosts.ForEach(host => host.Start());
            hosts.ForEach(host => host.Join());
            Assert.Single(keys.Distinct());
            Assert.Equal(["registry.key"], Directory.GetFiles(folder).Select(Path.GetFileName));
        }
    }

    [Fact]
    public void A_folder_in_use_is_not_given_to_another()
    {
        using (var use = Folder.TryUse())
        {
            Assert.NotNull(use);
            Assert.Null(Folder.TryUse());
        }

        using var next = Folder.TryUse();
        Assert.NotNull(next);
    }

    [Fact]
    public void A_running_host_is_found_until_it_ends()
    {
        var host = new RunningHost(new Uri("http://127.0.0.1:7071"), "UseDevelopmentStorage=true");
        Assert.Null(Folder.Running());
        using (var use = Folder.TryUse())
        {
            use!.Announce(host);
            Assert.Equal(host, Folder.Running());
        }

        Assert.Null(Folder.Running());
    }
}
