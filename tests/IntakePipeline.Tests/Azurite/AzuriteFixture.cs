using IntakePipeline.Local.Azurite;

[assembly: AssemblyFixture(typeof(IntakePipeline.Tests.Azurite.AzuriteFixture))]

namespace IntakePipeline.Tests.Azurite;

/// <summary>One storage emulator, in memory and on free ports, for the whole run; started by the first test that needs it.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly Lazy<Task<AzuriteProcess>> process = new(() => AzuriteProcess.StartAsync(null, CancellationToken.None));

    public async Task<string> ConnectionStringAsync() => (await process.Value).ConnectionString;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (process.IsValueCreated)
            await (await process.Value).DisposeAsync();
    }
}
