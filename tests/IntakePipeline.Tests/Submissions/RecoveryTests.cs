using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Registry;
using NodaTime;

namespace IntakePipeline.Tests.Submissions;

public sealed class RecoveryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_reconciler_files_what_a_missed_event_left_and_nothing_else()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("RT")));
        await desk.DropAsync(Posting.Clean("RT-1"));
        await desk.DropAsync(Posting.Clean("RT.2"));
        await desk.DropAsync(Posting.Clean("RT_3", spoil: f => f["solicitante"]!["nif"] = "B12345675"));

        var young = await desk.Get<InboxReconciler>().RunAsync(Duration.FromMinutes(1), default);
        Assert.Equal(new Reconciliation(4, 0, 0), young);
        var found = await desk.Get<InboxReconciler>().RunAsync(Duration.Zero, default);
        Assert.Equal(new Reconciliation(4, 2, 1), found);
        var again = await desk.Get<InboxReconciler>().RunAsync(Duration.Zero, default);
        Assert.Equal(new Reconciliation(4, 0, 0), again);
        Assert.Equal(3, await desk.EntriesAsync());

        // Mended and dropped again after its refusal: another attempt.
        await Task.Delay(1100);
        await desk.DropAsync(Posting.Clean("RT_3"));
        Assert.Equal(1, (await desk.Get<InboxReconciler>().RunAsync(Duration.Zero, default)).Registered);
    }

    [Fact]
    public async Task The_outbox_receipts_and_sends_on_what_a_crash_left()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        // A host that died right after its transaction: in the book, no receipt, no message.
        var entry = Assert.IsType<Registration.Registered>(await desk.Get<RegistryLedger>().AppendAsync(Drafts.Draft("RT-1"), default)).Entry;
        Assert.Null(await desk.Get<IReceiptStore>().FindAsync(entry.Csv, ReceiptForm.Json, default));

        Assert.Equal(0, await desk.Get<Outbox>().ResendAsync(default));
        Assert.Equal(1, await desk.Get<Outbox>().ResendAsync(Duration.FromSeconds(-5), default));
        Assert.NotNull(await desk.Get<IReceiptStore>().FindAsync(entry.Csv, ReceiptForm.Json, default));
        Assert.NotNull((await desk.Storage.Queues.GetQueueClient("tramitacion").ReceiveMessageAsync()).Value);
        await desk.Ledger.MarkFinishedAsync(entry.Number, default);
        Assert.Equal(0, await desk.Get<Outbox>().ResendAsync(Duration.FromSeconds(-5), default));
    }
}
