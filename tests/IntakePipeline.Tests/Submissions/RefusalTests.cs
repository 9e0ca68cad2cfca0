using System.Text;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Registry;

namespace IntakePipeline.Tests.Submissions;

public sealed class RefusalTests(AzuriteFixture azurite)
{
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
        AssertOutcome(await desk.CollectAsync("RT-3"), refusal);
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
        var byBlobs = Assert.IsType<IntakeOutcome.Refused>(await desk.CollectAsync("RT-2"));
        Assert.Contains(byBlobs.Rejection.Faults, f => f.Code == code);

        Assert.All(byBlobs.Rejection.Faults.Concat(byHttp.Rejection.Faults), f =>
        {
            Assert.NotEmpty(f.Reason.Va);
            Assert.NotEmpty(f.Reason.Es);
            Assert.NotEmpty(f.Remedy.Va);
            Assert.NotEmpty(f.Remedy.Es);
        });
        Assert.Equal(0, await desk.EntriesAsync());
        var kept = await desk.Get<IRejectionStore>().FindLastAsync(Drafts.Key("RT-2"), default);
        Assert.Equal(byBlobs.Rejection.Id, kept!.Id);
        // The same attempt again is the same rejection, not another.
        Assert.Equal(byBlobs.Rejection.At, Assert.IsType<IntakeOutcome.Refused>(await desk.CollectAsync("RT-2")).Rejection.At);
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
        Assert.Equal(refused, await desk.DigestInCustodyAsync(refused));
    }

    [Fact]
    public async Task A_request_that_breaks_off_is_refused_with_a_record()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var outcome = Assert.IsType<IntakeOutcome.Refused>(await desk.Posted.ReceiveAsync(new BreaksOff(Posting.Clean("RT-1").Envelope), default));
        Assert.Equal("peticion-ilegible", outcome.Rejection.Faults.Single().Code);
        Assert.Equal("RT-1", (await desk.Get<IRejectionStore>().FindLastAsync(Drafts.Key("RT-1"), default))!.Key!.Value.Value);
        Assert.Equal(0, await desk.EntriesAsync());
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
