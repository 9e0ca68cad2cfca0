using IntakePipeline.Local;
using IntakePipeline.Local.Commands;
using IntakePipeline.Local.Samples;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Local;

/// <summary>A host on a storage of its own, announced in a data folder, and the command line to file at it.</summary>
public sealed class RunningIntake(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly TemporaryFolder temporary = new();
    private readonly SampleSigner signer = new();
    private IntakeHost? host;
    private DataFolderUse? use;

    public Uri Address => host!.Address;

    public string Data => temporary["datos"];

    public string this[string name] => temporary[name];

    public async ValueTask InitializeAsync()
    {
        var storage = await azurite.NewAccountAsync();
        host = await IntakeHost.StartAsync(new IntakeHostOptions
        {
            Storage = storage,
            RegistryKey = DataFolder.At(Data).RegistryKey(),
            Signatures = SignedForms.Trusted,
            OfficialTime = SampleTimes.Wednesday,
        });
        use = DataFolder.At(Data).TryUse();
        use!.Announce(new RunningHost(host.Address, storage));
    }

    /// <summary>Writes a sample's folder.</summary>
    public async Task<string> WriteAsync(string kind)
    {
        var path = temporary[kind];
        await SampleCatalogue.All.First(s => s.Kind == kind).Make(signer).WriteAsync(path, default);
        return path;
    }

    /// <summary>Runs the program with these arguments and the data folder.</summary>
    public Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments) => ProgramAsync([.. arguments, "--data", Data]);

    /// <summary>Runs the program.</summary>
    public static async Task<(int Code, string Output, string Error)> ProgramAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        use?.Dispose();
        signer.Dispose();
        temporary.Dispose();
    }
}
