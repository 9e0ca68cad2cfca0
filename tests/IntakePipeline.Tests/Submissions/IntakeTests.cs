using System.Text;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Registry;
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
            Assert.Equal(document.Digest, await DigestInCustodyAsync(desk, document.Digest));
        Assert.Equal(registered.Receipt.ToArray(), (await desk.Get<IReceiptStore>().FindAsync(registered.Entry.Csv, ReceiptForm.Json, default))!.Value.ToArray());
        Assert.True((await desk.Get<IReceiptStore>().FindAsync(registered.Entry.Csv, ReceiptForm.Pdf, default))!.Value.Span.StartsWith("%PDF"u8));
        var message = (await desk.Storage.Queues.GetQueueClient("tramitacion").ReceiveMessageAsync()).Value;
        Assert.Equal("""{"version":1,"registro":"2012/000001"}""", message.Body.ToString());
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
        Assert.Equal(1, await EntriesAsync(desk));
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
                one.PostAsync(posting), other.PostAsync(posting), CollectAsync(one, posting.Key), CollectAsync(other, posting.Key));
            Assert.Single(outcomes.Cast<IntakeOutcome.Registered>().Select(o => (o.Entry.Number, Encoding.UTF8.GetString(o.Receipt.Span))).Distinct());
        }

        Assert.Equal(5, await EntriesAsync(one));
    }

    [Fact]
    public async Task A_dropped_submission_is_registered_at_the_instant_its_last_blob_was_stored()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var posting = Posting.Clean("RT-1");
        await desk.DropAsync(posting);
        var stored = (await desk.Storage.Blobs.GetBlobContainerClient("entrada").GetBlobClient("RT-1/solicitud.json").GetPropertiesAsync()).Value.LastModified;
        await Task.Delay(1500);
        var registered = Assert.IsType<IntakeOutcome.Registered>(await CollectAsync(desk, "RT-1"));

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
        Assert.Equal(1, await EntriesAsync(desk));
        // And by the other door, where the sender can overwrite the inbox: what was registered stays in custody.
        await desk.DropAsync(other);
        Assert.IsType<IntakeOutcome.KeyInUse>(await CollectAsync(desk, "RT-1"));
        foreach (var document in first.Entry.Draft.Documents)
            Assert.Equal(document.Digest, await DigestInCustodyAsync(desk, document.Digest));
    }

    [Theory]
    [InlineData(8 * 1024 * 1024, null)]
    [InlineData((8 * 1024 * 1024) + 1, "memoria-demasiado-grande")]
    [InlineData(2 * 1024 * 1024, null)]
    [InlineData((2 * 1024 * 1024) + 1, null)]
    [InlineData(0, null)]
    public async Task A_memoria_of_8_Mb_is_taken_and_one_byte_more_is_not(int bytes, string? refusal)
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var memoria = new byte[bytes];
        new Random(bytes).NextBytes(memoria);
        var posting = Posting.Clean("RT-1", memoria);

        AssertOutcome(await desk.PostAsync(posting), refusal);
        // A sender who declares less than it sends does not get past the cap either.
        var lying = Posting.Clean("RT-2", memoria, form => form["documentos"]![0]!["bytes"] = Math.Min(bytes, 100));
        AssertOutcome(await desk.PostAsync(lying), refusal ?? (bytes > 100 ? "documento-tamano-distinto" : null));
        var dropped = Posting.Clean("RT-3", memoria);
        await desk.DropAsync(dropped);
        AssertOutcome(await CollectAsync(desk, "RT-3"), refusal);
        // What was too large for the inbox's own reader is still there: nothing is deleted.
        Assert.Equal(bytes, (await desk.Storage.Blobs.GetBlobContainerClient("entrada").GetBlobClient("RT-3/memoria.pdf").GetPropertiesAsync()).Value.ContentLength);
    }

    [Theory]
    [InlineData("wrong-hash", "documento-huella-distinta")]
    [InlineData("wrong-size", "documento-tamano-distinto")]
    [InlineData("missing-file", "documento-ausente")]
    [InlineData("no-memoria", "memoria-ausente")]
    [InlineData("unsigned", "firma-ausente")]
    [InlineData("empty-signature", "firma-ausente")]
    [InlineData("big-signature", "firma-demasiado-grande")]
    [InlineData("bad-nif", "nif-invalido")]
    [InlineData("unknown-call", "convocatoria-desconocida")]
    [InlineData("unknown-programme", "programa-desconocido")]
    [InlineData("not-json", "sobre-ilegible")]
    [InlineData("duplicate", "sobre-ilegible")]
    [InlineData("too-deep", "sobre-ilegible")]
    [InlineData("too-big", "sobre-demasiado-grande")]
    [InlineData("version-2", "version-desconocida")]
    public async Task A_fault_refuses_by_both_doors_with_a_record_and_nothing_lost(string fault, string code)
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var posting = Spoil(fault, "RT-1");
        var byHttp = Assert.IsType<IntakeOutcome.Refused>(await desk.PostAsync(posting));
        Assert.Contains(byHttp.Rejection.Faults, f => f.Code == code);

        posting = Spoil(fault, "RT-2");
        var container = desk.Storage.Blobs.GetBlobContainerClient("entrada");
        foreach (var (name, content) in posting.Files)
            await container.UploadBlobAsync($"RT-2/{name}", BinaryData.FromBytes(content));
        if (posting.Signature is { } signature)
            await container.UploadBlobAsync("RT-2/solicitud.json.p7s", BinaryData.FromBytes(signature));
        await container.UploadBlobAsync("RT-2/solicitud.json", BinaryData.FromBytes(posting.Envelope));
        var byBlobs = Assert.IsType<IntakeOutcome.Refused>(await CollectAsync(desk, "RT-2"));
        Assert.Contains(byBlobs.Rejection.Faults, f => f.Code == code);

        Assert.All(byBlobs.Rejection.Faults.Concat(byHttp.Rejection.Faults), f =>
        {
            Assert.NotEmpty(f.Reason.Va);
            Assert.NotEmpty(f.Reason.Es);
            Assert.NotEmpty(f.Remedy.Va);
            Assert.NotEmpty(f.Remedy.Es);
        });
        Assert.Equal(0, await EntriesAsync(desk));
        var kept = await desk.Get<IRejectionStore>().FindLastAsync(Drafts.Key("RT-2"), default);
        Assert.Equal(byBlobs.Rejection.Id, kept!.Id);
        // The same attempt again is the same rejection, not another.
        Assert.Equal(byBlobs.Rejection.At, Assert.IsType<IntakeOutcome.Refused>(await CollectAsync(desk, "RT-2")).Rejection.At);
        Assert.True(await container.GetBlobClient("RT-2/solicitud.json").ExistsAsync());
        var text = await ReadAsync(desk, $"RT-2/{kept.Id}.txt");
        Assert.Contains($"[{code}]", text, StringComparison.Ordinal);
        Assert.Contains("SIMULACIÓ / SIMULACIÓN", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_submission_can_be_sent_again_mended_and_what_was_refused_is_kept()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var good = Posting.Clean("RT-1");
        var damaged = good with { Files = [("memoria.pdf", "%PDF-1.4 RT-X"u8.ToArray())] };
        Assert.IsType<IntakeOutcome.Refused>(await desk.PostAsync(damaged));
        var registered = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(good));

        Assert.Equal(Sha256Digest.Of(good.Files[0].Content), registered.Entry.Draft.Documents[^1].Digest);
        // The bytes that had been refused went into custody before they were overwritten.
        var refused = Sha256Digest.Of(damaged.Files[0].Content);
        Assert.Equal(refused, await DigestInCustodyAsync(desk, refused));
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
    public async Task A_request_that_breaks_off_is_refused_with_a_record()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var outcome = Assert.IsType<IntakeOutcome.Refused>(await desk.Posted.ReceiveAsync(new BreaksOff(Posting.Clean("RT-1").Envelope), default));
        Assert.Equal("peticion-ilegible", outcome.Rejection.Faults.Single().Code);
        Assert.Equal("RT-1", (await desk.Get<IRejectionStore>().FindLastAsync(Drafts.Key("RT-1"), default))!.Key!.Value.Value);
        Assert.Equal(0, await EntriesAsync(desk));
    }

    [Theory]
    [InlineData("solicitud.json")]
    [InlineData("../fuga.pdf")]
    [InlineData("memoria.pdf")]
    [InlineData("")]
    public async Task A_part_with_a_reserved_hostile_or_repeated_name_is_refused(string name)
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var posting = Posting.Clean("RT-1");
        posting = posting with { Files = [.. posting.Files, (name, [1])] };
        Assert.Equal("parte-inesperada", Assert.IsType<IntakeOutcome.Refused>(await desk.PostAsync(posting)).Rejection.Faults.Single().Code);
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

    [Fact]
    public async Task The_reconciler_files_what_a_missed_event_left_and_nothing_else()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("RT")));
        await desk.DropAsync(Posting.Clean("RT-1"));
        await desk.DropAsync(Posting.Clean("RT.2"));
        await desk.DropAsync(Spoil("bad-nif", "RT_3"));

        var young = await desk.Get<InboxReconciler>().RunAsync(Duration.FromMinutes(1), default);
        Assert.Equal(new Reconciliation(4, 0, 0), young);
        var found = await desk.Get<InboxReconciler>().RunAsync(Duration.Zero, default);
        Assert.Equal(new Reconciliation(4, 2, 1), found);
        var again = await desk.Get<InboxReconciler>().RunAsync(Duration.Zero, default);
        Assert.Equal(new Reconciliation(4, 0, 0), again);
        Assert.Equal(3, await EntriesAsync(desk));

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

    private static void AssertOutcome(IntakeOutcome outcome, string? refusal)
    {
        if (refusal is null)
            Assert.IsType<IntakeOutcome.Registered>(outcome);
        else
            Assert.Contains(Assert.IsType<IntakeOutcome.Refused>(outcome).Rejection.Faults, f => f.Code == refusal);
    }

    private static Posting Spoil(string fault, string key)
    {
        var clean = Posting.Clean(key);
        return fault switch
        {
            "wrong-hash" => clean with { Files = [("memoria.pdf", [.. clean.Files[0].Content.Reverse()])] },
            "wrong-size" => clean with { Files = [("memoria.pdf", [.. clean.Files[0].Content, 0])] },
            "missing-file" => clean with { Files = [] },
            "no-memoria" => Posting.Clean(key, spoil: f => f["documentos"]![0]!["tipo"] = "plan-empresa"),
            "unsigned" => clean with { Signature = null },
            "empty-signature" => clean with { Signature = [] },
            "big-signature" => clean with { Signature = new byte[SubmissionLimits.SignatureBytes + 1] },
            "bad-nif" => Posting.Clean(key, spoil: f => f["solicitante"]!["nif"] = "B12345675"),
            "unknown-call" => Posting.Clean(key, spoil: f => f["convocatoria"] = "emprendimiento-2099"),
            "unknown-programme" => Posting.Clean(key, spoil: f => f["programa"] = "ZZZ"),
            "not-json" => clean with { Envelope = [.. Encoding.UTF8.GetBytes("{\"presentacion\": \"" + key + "\", ")] },
            "duplicate" => clean with { Envelope = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(clean.Envelope)[..^1] + ",\"version\":1}") },
            "too-deep" => clean with { Envelope = Encoding.UTF8.GetBytes(new string('[', 40) + new string(']', 40)) },
            "too-big" => Posting.Clean(key, spoil: f => f["proyecto"]!["titulo"] = new string('x', SubmissionLimits.EnvelopeBytes)),
            "version-2" => Posting.Clean(key, spoil: f => f["version"] = 2),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
    }

    private static async Task<IntakeOutcome> CollectAsync(Desk desk, string key) => (await desk.Deposited.CollectAsync(Drafts.Key(key), default))!;

    private static async Task<int> EntriesAsync(Desk desk) =>
        (await desk.Ledger.ReadHeadAsync(default)).Head.Books.Values.Sum(b => b.LastNumber);

    private static async Task<Sha256Digest?> DigestInCustodyAsync(Desk desk, Sha256Digest digest)
    {
        await using var stream = await desk.Get<ICustody>().OpenAsync(digest, default);
        return stream is null ? null : Sha256Digest.FromBytes(await System.Security.Cryptography.SHA256.HashDataAsync(stream));
    }

    private static async Task<string> ReadAsync(Desk desk, string path) =>
        (await desk.Storage.Blobs.GetBlobContainerClient("rechazos").GetBlobClient(path).DownloadContentAsync()).Value.Content.ToString();

    private sealed class BreaksOff(byte[] envelope) : IIncomingParts
    {
        private bool given;

        public Task<IncomingPart?> NextAsync(CancellationToken cancellationToken)
        {
            if (given)
                throw new BrokenRequestException(overCap: false, new IOException("cut"));
            given = true;
            return Task.FromResult<IncomingPart?>(new IncomingPart("solicitud", new MemoryStream(envelope)));
        }
    }
}
