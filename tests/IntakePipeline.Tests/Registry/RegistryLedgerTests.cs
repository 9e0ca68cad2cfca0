using IntakePipeline.Registry;
using IntakePipeline.Storage;
using IntakePipeline.Tests.Azurite;
using NodaTime;

namespace IntakePipeline.Tests.Registry;

public sealed class RegistryLedgerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Concurrent_appends_get_gapless_numbers_and_an_unbroken_chain()
    {
        var store = await StoreAsync();
        await using var ledger = new RegistryLedger(store);

        var entries = await Task.WhenAll(Enumerable.Range(1, 150).Select(i => AppendAsync(ledger, Drafts.Draft($"P-{i}", programme: i % 3 == 0 ? "CRE" : "EBT"))));

        Assert.Equal(Enumerable.Range(1, 150), entries.Select(e => e.Number.Sequence).Order());
        Assert.Equal(Enumerable.Range(1, 100), entries.Where(e => e.Expediente.Programme.Value == "EBT").Select(e => e.Expediente.Sequence).Order());
        Assert.Equal(Enumerable.Range(1, 50), entries.Where(e => e.Expediente.Programme.Value == "CRE").Select(e => e.Expediente.Sequence).Order());
        await AssertChainAsync(store, 2012, 150);
    }

    [Fact]
    public async Task Appends_that_wait_share_one_transaction()
    {
        var store = new Gate(await StoreAsync());
        await using var ledger = new RegistryLedger(store);

        var first = AppendAsync(ledger, Drafts.Draft("first"));
        await store.Entered.Task;
        var rest = Enumerable.Range(0, 99).Select(i => AppendAsync(ledger, Drafts.Draft($"P-{i}"))).ToList();
        store.Open.SetResult();
        await Task.WhenAll([first, .. rest]);

        // One that was under way, then 99 in threes of 33.
        Assert.Equal(4, store.Commits);
    }

    [Fact]
    public async Task Two_hosts_on_one_register_leave_no_gap_and_no_double()
    {
        var store = await StoreAsync();
        await using var one = new RegistryLedger(store);
        await using var other = new RegistryLedger(store);

        // Every key on both hosts at once.
        var entries = await Task.WhenAll(Enumerable.Range(1, 60).SelectMany(i => new[] { AppendAsync(one, Drafts.Draft($"P-{i}")), AppendAsync(other, Drafts.Draft($"P-{i}")) }));

        Assert.Equal(Enumerable.Range(1, 60), entries.Select(e => e.Number.Sequence).Distinct().Order());
        Assert.All(entries.GroupBy(e => e.Draft.Key), same => Assert.Single(same.Select(e => (e.Number, e.Csv)).Distinct()));
        await AssertChainAsync(store, 2012, 60);
    }

    [Fact]
    public async Task The_same_submission_again_returns_the_first_entry()
    {
        await using var ledger = new RegistryLedger(await StoreAsync());
        var first = Assert.IsType<Registration.Registered>(await ledger.AppendAsync(Drafts.Draft("P-1"), default));
        var again = Assert.IsType<Registration.Registered>(await ledger.AppendAsync(Drafts.Draft("P-1"), default));

        Assert.False(first.Repeated);
        Assert.True(again.Repeated);
        Assert.Equal((first.Entry.Number, first.Entry.Csv, first.Entry.Hash), (again.Entry.Number, again.Entry.Csv, again.Entry.Hash));
    }

    [Fact]
    public async Task The_same_submission_many_times_at_once_is_one_entry()
    {
        var store = await StoreAsync();
        await using var ledger = new RegistryLedger(store);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ledger.AppendAsync(Drafts.Draft("P-1"), default)));

        Assert.Single(outcomes.Cast<Registration.Registered>(), r => !r.Repeated);
        Assert.Equal(1, (await store.ReadHeadAsync(default)).Head.Books[2012].LastNumber);
    }

    [Fact]
    public async Task Other_content_under_a_registered_key_is_a_conflict_and_takes_no_number()
    {
        var store = await StoreAsync();
        await using var ledger = new RegistryLedger(store);
        var first = await AppendAsync(ledger, Drafts.Draft("P-1"));
        var conflict = Assert.IsType<Registration.KeyInUse>(await ledger.AppendAsync(Drafts.Draft("P-1", content: "b"), default));

        Assert.Equal(first.Number, conflict.Holder.Number);
        Assert.Equal(1, (await store.ReadHeadAsync(default)).Head.Books[2012].LastNumber);
    }

    [Fact]
    public async Task A_transaction_that_landed_but_whose_answer_was_lost_is_not_written_twice()
    {
        var store = await StoreAsync();
        await using var ledger = new RegistryLedger(new LosesAnswers(store));
        var registered = Assert.IsType<Registration.Registered>(await ledger.AppendAsync(Drafts.Draft("P-1"), default));
        Assert.False(registered.Repeated);
        var next = await AppendAsync(ledger, Drafts.Draft("P-2"));

        Assert.Equal((1, 2), (registered.Entry.Number.Sequence, next.Number.Sequence));
        await AssertChainAsync(store, 2012, 2);
    }

    [Fact]
    public async Task An_outage_fails_the_append_and_the_book_goes_on_after_it()
    {
        var store = new Outage(await StoreAsync());
        await using var ledger = new RegistryLedger(store);
        await Assert.ThrowsAsync<IOException>(() => ledger.AppendAsync(Drafts.Draft("P-1"), default));
        store.Down = false;
        Assert.Equal(1, (await AppendAsync(ledger, Drafts.Draft("P-1"))).Number.Sequence);
    }

    [Fact]
    public async Task Each_year_has_its_own_book_and_expedientes_go_on_across_years()
    {
        var store = await StoreAsync();
        await using var ledger = new RegistryLedger(store);
        // 23:59:59 in Madrid is still the old year, though UTC says 22:59:59.
        var old = await AppendAsync(ledger, Drafts.Draft("P-1", filed: new LocalDateTime(2012, 12, 31, 23, 59, 59)));
        var young = await AppendAsync(ledger, Drafts.Draft("P-2", filed: new LocalDateTime(2013, 1, 1, 0, 0, 0)));
        var late = await AppendAsync(ledger, Drafts.Draft("P-3", filed: new LocalDateTime(2012, 12, 31, 23, 59, 58)));

        Assert.Equal(["2012/000001", "2013/000001", "2012/000002"], new[] { old, young, late }.Select(e => e.Number.ToString()));
        Assert.Equal(["EBT/2012/1", "EBT/2012/2", "EBT/2012/3"], new[] { old, young, late }.Select(e => e.Expediente.ToString()));
        await AssertChainAsync(store, 2012, 2);
        await AssertChainAsync(store, 2013, 1);
    }

    [Fact]
    public async Task An_entry_reads_back_as_it_was_written_and_stays_in_the_outbox_until_finished()
    {
        var store = await StoreAsync();
        await using var ledger = new RegistryLedger(store);
        var draft = Drafts.Draft("P-1") with { Representative = new Party("12345678Z", "Núria «O'Neill»") };
        var written = await AppendAsync(ledger, draft);
        var byKey = await store.FindAsync(draft.Key, default);
        var byNumber = await store.FindAsync(written.Number, default);

        Assert.Equal(Canonical(written), Canonical(byKey!));
        Assert.Equal(Canonical(written), Canonical(byNumber!));
        Assert.Equal(draft.Representative, byKey!.Draft.Representative);
        Assert.Equal([written.Number], await store.ListUnfinishedAsync(default).Select(u => u.Number).ToListAsync());
        await store.MarkFinishedAsync(written.Number, default);
        await store.MarkFinishedAsync(written.Number, default);
        Assert.Empty(await store.ListUnfinishedAsync(default).ToListAsync());
        Assert.Null(await store.FindAsync(Drafts.Key("P-2"), default));
    }

    private async Task<LedgerTable> StoreAsync()
    {
        var connection = new StorageConnection(await azurite.ConnectionStringAsync());
        var table = connection.Tables.GetTableClient("registro" + Guid.NewGuid().ToString("N"));
        await table.CreateIfNotExistsAsync();
        return new LedgerTable(table);
    }

    private static async Task<RegistryEntry> AppendAsync(RegistryLedger ledger, EntryDraft draft) =>
        Assert.IsType<Registration.Registered>(await ledger.AppendAsync(draft, default)).Entry;

    private static string Canonical(RegistryEntry entry) =>
        System.Text.Encoding.UTF8.GetString(RegistryEntryJson.Write(entry.Number, entry.Expediente, entry.Csv, entry.Draft)) + entry.PreviousHash + entry.Hash;

    private static async Task AssertChainAsync(LedgerTable store, int year, int count)
    {
        var hash = LedgerHead.Genesis(year);
        for (var n = 1; n <= count; n++)
        {
            var entry = await store.FindAsync(new RegistryNumber(year, n), default);
            Assert.NotNull(entry);
            Assert.Equal(hash, entry.PreviousHash);
            hash = LedgerHead.Chain(hash, RegistryEntryJson.Write(entry.Number, entry.Expediente, entry.Csv, entry.Draft));
            Assert.Equal(hash, entry.Hash);
        }

        Assert.Equal(new BookEnd(count, hash), (await store.ReadHeadAsync(default)).Head.Books[year]);
    }

    /// <summary>Lets the first transaction wait, and counts them all.</summary>
    private sealed class Gate(ILedgerStore inner) : LedgerStoreDecorator(inner)
    {
        public TaskCompletionSource Entered { get; } = new();

        public TaskCompletionSource Open { get; } = new();

        public int Commits { get; private set; }

        public override async Task<CommitOutcome> CommitAsync(StoredHead from, LedgerHead to, IReadOnlyList<RegistryEntry> entries, CancellationToken cancellationToken)
        {
            Commits++;
            Entered.TrySetResult();
            await Open.Task;
            return await base.CommitAsync(from, to, entries, cancellationToken);
        }
    }

    /// <summary>Every transaction is sent twice, as a client does that got no answer the first time.</summary>
    private sealed class LosesAnswers(ILedgerStore inner) : LedgerStoreDecorator(inner)
    {
        public override async Task<CommitOutcome> CommitAsync(StoredHead from, LedgerHead to, IReadOnlyList<RegistryEntry> entries, CancellationToken cancellationToken)
        {
            await base.CommitAsync(from, to, entries, cancellationToken);
            return await base.CommitAsync(from, to, entries, cancellationToken);
        }
    }

    private sealed class Outage(ILedgerStore inner) : LedgerStoreDecorator(inner)
    {
        public bool Down { get; set; } = true;

        public override Task<CommitOutcome> CommitAsync(StoredHead from, LedgerHead to, IReadOnlyList<RegistryEntry> entries, CancellationToken cancellationToken) =>
            Down ? throw new IOException("The storage is down.") : base.CommitAsync(from, to, entries, cancellationToken);
    }
}
