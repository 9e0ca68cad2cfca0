using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Storage;
using IntakePipeline.Tests.Azurite;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntakePipeline.Tests.Panel;

/// <summary>Expedientes in a storage account of their own, and the search index over them.</summary>
internal sealed class Shelf : IDisposable
{
    private readonly List<Expediente> all = [];

    private Shelf(string account)
    {
        Storage = new StorageConnection(account);
        Truth = new ExpedienteTable(Storage.Tables);
        Index = new SearchIndexTable(Storage.Tables);
        Requests = new CorrectionRequestTable(Storage.Tables);
        Keeper = new SearchIndexKeeper(Storage.Tables, Index, Requests, Calls, TimeProvider.System);
        Store = new IndexedExpedientes(Truth, Index, Keeper, NullLogger<IndexedExpedientes>.Instance);
        Search = new SearchIndex(Index, Keeper, Calls);
    }

    public static CallCatalogue Calls { get; } = CallCatalogue.Load(WorkingCalendar.Load());

    public StorageConnection Storage { get; }

    /// <summary>The expedientes without the index: what is written here a crash kept from being noted.</summary>
    public ExpedienteTable Truth { get; }

    public IndexedExpedientes Store { get; }

    public CorrectionRequestTable Requests { get; }

    public SearchIndexTable Index { get; }

    public SearchIndexKeeper Keeper { get; }

    public SearchIndex Search { get; }

    /// <summary>What <see cref="OpenAsync"/> opened, as it was then.</summary>
    public IReadOnlyList<Expediente> All => all;

    /// <summary>An empty one.</summary>
    /// <param name="azurite">The emulator.</param>
    /// <param name="withIndex">Whether there is a table for the index.</param>
    public static async Task<Shelf> NewAsync(AzuriteFixture azurite, bool withIndex = true)
    {
        var shelf = new Shelf(await azurite.NewAccountAsync());
        if (withIndex)
            await StorageLayout.CreateAsync(shelf.Storage, [], default);
        else
            await shelf.Storage.Tables.GetTableClient(Pipeline.Tables.Expedientes).CreateIfNotExistsAsync();
        return shelf;
    }

    public async Task<Expediente> OpenAsync(Expediente opened)
    {
        var stored = await Store.OpenAsync(opened, HistoryEvent.Registered(opened), default);
        all.Add(stored);
        return stored;
    }

    /// <summary>A search of a host that has looked at nothing yet.</summary>
    public SearchIndex AnotherHost() => new(Index, Keeper, Calls);

    public void Dispose() => Search.Dispose();
}
