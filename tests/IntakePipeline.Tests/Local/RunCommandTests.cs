using System.Net;
using System.Net.Sockets;
using IntakePipeline.Local;
using IntakePipeline.Local.Commands;
using IntakePipeline.Local.Hosting;
using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Local;

/// <summary>The root command: the host as users and load tests start it.</summary>
public sealed class RunCommandTests(AzuriteFixture azurite) : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public async Task It_runs_on_a_given_storage_is_found_in_its_folder_and_stops_when_told()
    {
        using var interrupt = new CancellationTokenSource();
        using var output = new StringWriter();
        var storage = await azurite.NewAccountAsync();
        var running = CommandLine.Root().Parse(["--storage", storage, "--port", "0", "--data", temporary.Location, "--official-time", "2012-06-20T09:00", "--public-address", "https://registro.example"])
            .InvokeAsync(new() { Output = TextWriter.Synchronized(output), Error = output }, interrupt.Token);
        var folder = DataFolder.At(temporary.Location);
        var host = await AnnouncedAsync(folder, running);

        Assert.Equal(storage, host.Storage);
        using (var http = new HttpClient { BaseAddress = host.Address })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("api/presentaciones/RT-1")).StatusCode);
            http.DefaultRequestHeaders.Add("x-functions-key", folder.FindRegistryKey());
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("api/presentaciones/RT-1")).StatusCode);
        }

        await interrupt.CancelAsync();
        Assert.Equal(0, await running);
        Assert.Null(folder.Running());
        Assert.Contains("2012-06-20 09:00:0", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("emprendimiento-2012: EBT (phase 1), CRE (phase 1)", output.ToString(), StringComparison.Ordinal);
        Assert.Contains(folder.FindRegistryKey()!, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_use_is_trouble_and_the_error_says_who_has_it_and_what_to_do()
    {
        using var use = DataFolder.At(temporary.Location).TryUse();
        use!.Announce(new RunningHost(new Uri("http://127.0.0.1:7071"), "…"));
        var (code, _, error) = await RunningIntake.ProgramAsync("--data", temporary.Location, "--port", "0");

        Assert.Equal(1, code);
        Assert.Contains("http://127.0.0.1:7071", error, StringComparison.Ordinal);
        Assert.Contains("--storage", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_and_a_storage_that_is_none_are_trouble_that_is_told_in_a_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (code, _, error) = await RunningIntake.ProgramAsync("--data", temporary.Location, "--storage", await azurite.NewAccountAsync(), "--port", port);
        Assert.Equal((1, 1), (code, error.TrimEnd().Split('\n').Length));
        Assert.Contains(port, error, StringComparison.Ordinal);

        (code, _, error) = await RunningIntake.ProgramAsync("--data", temporary.Location, "--storage", "ninguno", "--port", "0");
        Assert.Equal((1, 1), (code, error.TrimEnd().Split('\n').Length));
    }

    [Fact]
    public async Task Two_hosts_share_a_storage_and_a_key()
    {
        var options = new IntakeHostOptions { Storage = await azurite.NewAccountAsync(), RegistryKey = DataFolder.NewKey() };
        await using var one = await IntakeHost.StartAsync(options);
        await using var other = await IntakeHost.StartAsync(options);
        Assert.NotEqual(one.Address, other.Address);
        await Assert.ThrowsAsync<HostStartException>(() => IntakeHost.StartAsync(options with { Port = one.Address.Port }));
    }

    private static async Task<RunningHost> AnnouncedAsync(DataFolder folder, Task<int> program)
    {
        while (!program.IsCompleted)
        {
            if (folder.Running() is { } host)
                return host;
            await Task.Delay(50);
        }

        throw new InvalidOperationException($"The program ended with {await program}.");
    }
}
