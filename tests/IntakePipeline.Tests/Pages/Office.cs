using IntakePipeline.Functions.Access;
using IntakePipeline.Local.Samples;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Corrections;
using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Pages;

/// <summary>The pipeline with a day's work in it: EBT/2012/1 awaits correction, the others are in evaluation or on their way there.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly Correcting bench;

    private Office(Correcting bench, RunningHost host) => (this.bench, Host) = (bench, host);

    public RunningHost Host { get; }

    public Uri Address => Host.Host.Address;

    /// <summary>Code of the receipt of EBT/2012/1.</summary>
    public string Code => bench.Entry.Csv.ToString();

    /// <summary>Starts it.</summary>
    /// <param name="azurite">The emulator.</param>
    /// <param name="clean">So many clean applications more, EBT/2012/2 and on, each through the whole pipeline into evaluation.</param>
    public static async Task<Office> OpenAsync(AzuriteFixture azurite, int clean = 0)
    {
        var filed = await Correcting.StartAsync(azurite);
        var host = await RunningHost.StartAsync(azurite, filed.Account, new LocalDateTime(2012, 6, 22, 9, 0));
        var office = new Office(filed, host);
        using var signer = new SampleSigner();
        for (var i = 0; i < clean; i++)
        {
            var folder = SampleCatalogue.Clean("RT-oficina", i + 20, 100_000, signer);
            using var answer = await host.PostAsync(new Posting
            {
                Envelope = folder.Envelope,
                Files = [.. await Task.WhenAll(folder.Files.Select(async f => (f.Name, await ReadAsync(f.Open()))))],
            });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        for (var i = 0; i < clean; i++)
            await office.UntilAsync($"EBT/2012/{i + 2}", "en-evaluacion");
        return office;
    }

    /// <summary>Somebody's own HTTP client, signed in.</summary>
    public Task<Caller> SignInAsync(StaffRole role, string name = "núria@example.org") => Caller.SignInAsync(Address, role, name);

    private async Task UntilAsync(string expediente, string state)
    {
        var reader = await SignInAsync(StaffRole.Read);
        await RunningHost.EventuallyAsync(async () =>
        {
            using var found = await reader.GetAsync($"/panel/expedientes?estado={state}&texto={Uri.EscapeDataString(expediente.Replace('/', ' '))}");
            return (await found.Content.ReadAsStringAsync()).Contains($"/panel/expedientes/{expediente}\"", StringComparison.Ordinal) ? true : (bool?)null;
        });
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        await using (stream)
        {
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory);
            return memory.ToArray();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await bench.DisposeAsync();
    }
}
