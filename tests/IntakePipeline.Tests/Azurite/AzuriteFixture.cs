using IntakePipeline.Local.Azurite;

[assembly: AssemblyFixture(typeof(IntakePipeline.Tests.Azurite.AzuriteFixture))]

namespace IntakePipeline.Tests.Azurite;

/// <summary>One storage emulator, in memory and on free ports, for the whole run; started by the first test that needs it.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const int Accounts = 900;
    private int taken;

    private readonly Lazy<Task<AzuriteProcess>> process = new(() =>
        AzuriteProcess.StartAsync(null, CancellationToken.None, [.. Enumerable.Range(1, Accounts).Select(Name)]));

    public async Task<string> ConnectionStringAsync() => (await process.Value).ConnectionString;

    /// <summary>A storage account that no other test uses: containers, queues and tables have fixed names.</summary>
    public async Task<string> NewAccountAsync()
    {
        var number = Interlocked.Increment(ref taken);
        return number <= Accounts
            ? (await process.Value).ConnectionStringOf(Name(number))
            : throw new InvalidOperationException("There are more tests with an account of their own than accounts.");
    }

    private static string Name(int number) => $"cuenta{number}";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (process.IsValueCreated)
            await (await process.Value).DisposeAsync();
    }
}
