using System.Security.Cryptography;
using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace IntakePipeline.Tests.Submissions;

/// <summary>The whole pipeline without a host, on a storage account of its own.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Desk(ServiceProvider services) => this.services = services;

    public StorageConnection Storage => Get<StorageConnection>();

    public PostedIntake Posted => Get<PostedIntake>();

    public DepositedIntake Deposited => Get<DepositedIntake>();

    public ILedgerStore Ledger => Get<ILedgerStore>();

    /// <summary>Opens a desk whose official clock shows <paramref name="official"/> now.</summary>
    /// <param name="azurite">The emulator.</param>
    /// <param name="official">What the official clock shows.</param>
    /// <param name="account">The storage; null for one of its own.</param>
    /// <param name="custody">The storage of custody; null for the same.</param>
    /// <param name="configure">Adds services that take the place of the usual ones.</param>
    /// <param name="wire">Sees the options of the storage clients.</param>
    public static async Task<Desk> OpenAsync(
        AzuriteFixture azurite, LocalDateTime? official = null, string? account = null, string? custody = null, Action<IServiceCollection>? configure = null,
        Action<Azure.Core.ClientOptions>? wire = null)
    {
        var storage = new StorageConnection(account ?? await azurite.NewAccountAsync(), wire);
        storage = custody is null ? storage : storage.WithCustody(new StorageConnection(custody));
        var added = new ServiceCollection().AddLogging();
        configure?.Invoke(added);
        added.TryAddSingleton(TimeProvider.System);
        added.TryAddSingleton(SignedForms.Trusted);
        var provider = added
            .AddIntake(storage, OfficialClock.Showing(official ?? new LocalDateTime(2012, 6, 20, 9, 0), TimeProvider.System), new PublicAddress(new Uri("http://127.0.0.1:7071")))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        await StorageLayout.CreateAsync(storage, provider.GetRequiredService<CallCatalogue>().Departments, default);
        return new Desk(provider);
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<IntakeOutcome> PostAsync(Posting posting) => Posted.ReceiveAsync(posting.Parts(), default);

    /// <summary>Leaves the files as blobs, the envelope last.</summary>
    public async Task DropAsync(Posting posting)
    {
        var container = Storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Inbox);
        foreach (var (name, content) in posting.Files)
            await container.GetBlobClient($"{posting.Key}/{name}").UploadAsync(BinaryData.FromBytes(content), overwrite: true);
        if (posting.Signature is { } signature)
            await container.GetBlobClient($"{posting.Key}/solicitud.json.p7s").UploadAsync(BinaryData.FromBytes(signature), overwrite: true);
        await container.GetBlobClient($"{posting.Key}/solicitud.json").UploadAsync(BinaryData.FromBytes(posting.Envelope), overwrite: true);
    }

    /// <summary>What the blob trigger does.</summary>
    public async Task<IntakeOutcome> CollectAsync(string key) => (await Deposited.CollectAsync(Drafts.Key(key), default))!;

    /// <summary>Entries in the book.</summary>
    public async Task<int> EntriesAsync() => (await Ledger.ReadHeadAsync(default)).Head.Books.Values.Sum(b => b.LastNumber);

    /// <summary>Digest of what custody holds under a digest; null when it holds nothing.</summary>
    public async Task<Sha256Digest?> DigestInCustodyAsync(Sha256Digest digest)
    {
        await using var stream = await Get<ICustody>().OpenAsync(digest, default);
        return stream is null ? null : Sha256Digest.FromBytes(await SHA256.HashDataAsync(stream));
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
