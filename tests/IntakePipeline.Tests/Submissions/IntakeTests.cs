using System.Text;
using IntakePipeline.Receipts;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using NodaTime;

namespace IntakePipeline.Tests.Submissions;

public sealed class IntakeTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_posted_submission_is_registered_receipted_and_sent_on()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var posting = Posting.Clean("RT-1");
        var registered = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(posting));

        Assert.Equal("2012/000001", registered.Entry.Number.ToString());
        Assert.Equal("EBT/2012/1", registered.Entry.Expediente.ToString());
        Assert.Equal("1", registered.Entry.Draft.Phase?.Value);
        Assert.Equal(new LocalDate(2012, 6, 20), registered.Entry.Draft.Effective.Date);
        Assert.True(registered.Entry.Draft.Simulated);
        Assert.Equal(["solicitud.json", "solicitud.json.p7s", "memoria.pdf"], registered.Entry.Draft.Documents.Select(d => d.Name.Value));
        foreach (var document in registered.Entry.Draft.Documents)
            Assert.Equal(document.Digest, await desk.DigestInCustodyAsync(document.Digest));
        Assert.Equal(registered.Receipt.ToArray(), (await desk.Get<IReceiptStore>().FindAsync(registered.Entry.Csv, ReceiptForm.Json, default))!.Value.ToArray());
        Assert.True((await desk.Get<IReceiptStore>().FindAsync(registered.Entry.Csv, ReceiptForm.Pdf, default))!.Value.Span.StartsWith("%PDF"u8));
        var message = (await desk.Storage.Queues.GetQueueClient("tramitacion").ReceiveMessageAsync()).Value;
        // A pointer and nothing of the submission itself; where somebody listens, the trace it belongs to.
        using var pointer = System.Text.Json.JsonDocument.Parse(message.Body.ToString());
        Assert.Equal(["version", "registro"], pointer.RootElement.EnumerateObject().Select(p => p.Name).Where(n => n != "traceparent"));
        Assert.Equal("2012/000001", pointer.RootElement.GetProperty("registro").GetString());
    }

    [Fact]
    public async Task The_same_one_posted_three_times_is_one_entry_and_one_receipt()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var posting = Posting.Clean("RT-1");
        var answers = new List<IntakeOutcome.Registered>();
        for (var i = 0; i < 3; i++)
            answers.Add(Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(posting)));

        Assert.Equal([false, true, true], answers.Select(a => a.Repeated));
        Assert.Single(answers.Select(a => Encoding.UTF8.GetString(a.Receipt.Span)).Distinct());
        Assert.Equal(1, await desk.EntriesAsync());
    }

    [Fact]
    public async Task Posted_by_both_doors_on_two_hosts_at_once_it_is_one_entry()
    {
        var account = await azurite.NewAccountAsync();
        await using var one = await Desk.OpenAsync(azurite, account: account);
        await using var other = await Desk.OpenAsync(azurite, account: account);
        for (var round = 0; round < 5; round++)
        {
            var posting = Posting.Clean($"RT-{round}");
            await one.DropAsync(posting);
            var outcomes = await Task.WhenAll(
                one.PostAsync(posting), other.PostAsync(posting), one.CollectAsync(posting.Key), other.CollectAsync(posting.Key));
            Assert.Single(outcomes.Cast<IntakeOutcome.Registered>().Select(o => (o.Entry.Number, Encoding.UTF8.GetString(o.Receipt.Span))).Distinct());
        }

        Assert.Equal(5, await one.EntriesAsync());
    }

    [Fact]
    public async Task A_dropped_submission_is_registered_at_the_instant_its_last_blob_was_stored()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var posting = Posting.Clean("RT-1");
        await desk.DropAsync(posting);
        var stored = (await desk.Storage.Blobs.GetBlobContainerClient("entrada").GetBlobClient("RT-1/solicitud.json").GetPropertiesAsync()).Value.LastModified;
        await Task.Delay(1500);
        var registered = Assert.IsType<IntakeOutcome.Registered>(await desk.CollectAsync("RT-1"));

        Assert.Equal(desk.Get<IntakePipeline.Calendar.OfficialClock>().FromStorage(stored), registered.Entry.Draft.FiledAt);
    }

    [Fact]
    public async Task Other_content_under_a_registered_key_is_refused_and_the_first_keeps_its_place()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var first = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("RT-1")));
        var other = Posting.Clean("RT-1", memoria: "%PDF-1.4 other"u8.ToArray());
        var refused = Assert.IsType<IntakeOutcome.KeyInUse>(await desk.PostAsync(other));

        Assert.Equal("presentacion-en-uso", refused.Rejection.Faults.Single().Code);
        Assert.Equal(first.Entry.Number, (await desk.Ledger.FindAsync(first.Entry.Draft.Key, default))!.Number);
        Assert.Equal(1, await desk.EntriesAsync());
        // And by the other door, where the sender can overwrite the inbox: what was registered stays in custody.
        await desk.DropAsync(other);
        Assert.IsType<IntakeOutcome.KeyInUse>(await desk.CollectAsync("RT-1"));
        foreach (var document in first.Entry.Draft.Documents)
            Assert.Equal(document.Digest, await desk.DigestInCustodyAsync(document.Digest));
    }

    [Fact]
    public async Task A_submission_cut_off_before_its_envelope_can_be_sent_again()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var posting = Posting.Clean("RT-1");
        await desk.Storage.Blobs.GetBlobContainerClient("entrada").UploadBlobAsync("RT-1/memoria.pdf", BinaryData.FromBytes(posting.Files[0].Content));
        Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(posting));
    }

    [Fact]
    public async Task A_file_the_manifest_does_not_name_is_kept_in_the_inbox_and_not_receipted()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var posting = Posting.Clean("RT-1");
        var registered = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(posting with { Files = [.. posting.Files, ("extra.pdf", [1, 2])] }));
        Assert.DoesNotContain(registered.Entry.Draft.Documents, d => d.Name.Value == "extra.pdf");
        Assert.True(await desk.Storage.Blobs.GetBlobContainerClient("entrada").GetBlobClient("RT-1/extra.pdf").ExistsAsync());
    }

    [Theory]
    [InlineData("2012-06-24T11:00", "2012-06-25", "1")] // a Sunday
    [InlineData("2012-06-28T23:59", "2012-06-28", "1")] // the last day, inclusive
    [InlineData("2012-06-29T00:00", "2012-06-29", null)] // EBT 2012 is closed
    public async Task The_effective_date_and_the_phase_are_those_of_the_calendar(string official, string effective, string? phase)
    {
        await using var desk = await Desk.OpenAsync(azurite, NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(official).Value);
        var registered = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("RT-1")));
        Assert.Equal(effective, JsonText.Iso(registered.Entry.Draft.Effective.Date));
        Assert.Equal(phase, registered.Entry.Draft.Phase?.Value);
    }
}
