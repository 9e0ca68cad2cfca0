using System.Text;
using IntakePipeline.Calendar;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Verification;
using IntakePipeline.Registry;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Hosting;
using IntakePipeline.Tests.Receipts;
using NodaTime;

namespace IntakePipeline.Tests.Registry.Digests;

public sealed class DigestDeskTests(AzuriteFixture azurite)
{
    private static readonly Sealing Sealing = Sealing.Development;

    [Fact]
    public async Task Every_day_that_is_over_gets_one_digest_and_every_entry_is_in_exactly_one()
    {
        await using var bench = await Bench.OpenAsync(azurite);
        await bench.FileAsync("A", new(2012, 6, 20, 9, 0));
        await bench.FileAsync("B", new(2012, 6, 20, 23, 59, 59));
        await bench.FileAsync("C", new(2012, 6, 22, 0, 0));
        // Filed on the 20th, registered after one of the 22nd.
        var late = await bench.FileAsync("D", new(2012, 6, 20, 12, 0));
        await bench.FileAsync("E", new(2012, 6, 24, 8, 0));

        Assert.Equal(4, await bench.DeskAt(new(2012, 6, 24, 0, 5)).RunAsync(default));
        Assert.Equal(0, await bench.DeskAt(new(2012, 6, 24, 23, 59)).RunAsync(default));
        Assert.Equal(1, await bench.DeskAt(new(2012, 6, 25, 0, 5)).RunAsync(default));

        var digests = new List<(DigestHead Head, IReadOnlyList<Sha256Digest> Hashes, byte[] Bytes)>();
        foreach (var day in Enumerable.Range(20, 5))
        {
            var (json, jws) = await bench.ReadAsync($"libro/2012/2012-06-{day}");
            Assert.IsType<SealReading.Intact>(JwsReader.Read(jws, json));
            var (head, hashes) = DigestJson.Read(json);
            Assert.Equal(new LocalDate(2012, 6, day), head.Date);
            digests.Add((head, hashes, json));
        }

        Assert.Equal([(1, 2), (3, 2), (3, 4), (5, 4), (5, 5)], digests.Select(d => (d.Head.First, d.Head.Last)));
        Assert.Equal(LedgerHead.Genesis(2012), digests[0].Head.HashBefore);
        Assert.Null(digests[0].Head.Previous);
        Assert.All(digests.Zip(digests.Skip(1)), pair =>
        {
            Assert.Equal(pair.First.Head.LastHash, pair.Second.Head.HashBefore);
            Assert.Equal(new DigestLink(pair.First.Head.Date, Sha256Digest.Of(pair.First.Bytes)), pair.Second.Head.Previous);
        });
        Assert.Equal(await bench.HashesAsync(2012), digests.SelectMany(d => d.Hashes));
        Assert.Equal(late.Hash, digests[2].Hashes[1]);
    }

    [Fact]
    public async Task Hosts_that_write_the_same_day_at_once_leave_one_digest_and_a_lost_seal_is_made_up_for()
    {
        await using var bench = await Bench.OpenAsync(azurite);
        foreach (var i in Enumerable.Range(1, 40))
            await bench.FileAsync($"K-{i}", new(2012, 6, 20, 9, 0));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bench.DeskAt(new(2012, 6, 23, 1, 0)).RunAsync(default)));
        Assert.Equal(6, (await bench.NamesAsync("libro/")).Count);
        var (before, _) = await bench.ReadAsync("libro/2012/2012-06-22");

        await bench.DeleteAsync("libro/2012/2012-06-22.jws");
        Assert.Equal(0, await bench.DeskAt(new(2012, 6, 23, 2, 0)).RunAsync(default));
        var (after, jws) = await bench.ReadAsync("libro/2012/2012-06-22");
        Assert.Equal(before, after);
        Assert.IsType<SealReading.Intact>(JwsReader.Read(jws, after));
    }

    [Fact]
    public async Task The_book_of_a_year_ends_with_it_unless_something_is_registered_late()
    {
        await using var bench = await Bench.OpenAsync(azurite);
        await bench.FileAsync("A", new(2012, 12, 30, 9, 0));
        await bench.FileAsync("B", new(2013, 1, 1, 0, 0));
        Assert.Equal(2 + 3, await bench.DeskAt(new(2013, 1, 4, 1, 0)).RunAsync(default));
        await bench.FileAsync("C", new(2012, 12, 31, 23, 59, 59));
        // The first day after the year takes it in, however late it comes; the other book goes on by a day.
        Assert.Equal(1 + 1, await bench.DeskAt(new(2013, 1, 5, 1, 0)).RunAsync(default));
        Assert.Equal(["libro/2012/2012-12-30.json", "libro/2012/2012-12-31.json", "libro/2012/2013-01-01.json"], (await bench.NamesAsync("libro/2012/")).Where(n => n.EndsWith(".json", StringComparison.Ordinal)));
        Assert.Equal((2, 2), DigestJson.Read((await bench.ReadAsync("libro/2012/2013-01-01")).Json) is var (head, _) ? (head.First, head.Last) : default);
    }

    [Fact]
    public async Task An_empty_register_has_nothing_to_digest()
    {
        await using var bench = await Bench.OpenAsync(azurite);
        Assert.Equal(0, await bench.DeskAt(new(2012, 6, 20, 1, 0)).RunAsync(default));
    }

    [Fact]
    public async Task A_receipt_is_proven_by_the_days_digest_and_by_nothing_that_was_changed()
    {
        await using var bench = await Bench.OpenAsync(azurite);
        await bench.FileAsync("A", new(2012, 6, 20, 9, 0));
        var entry = await bench.FileAsync("B", new(2012, 6, 20, 10, 0));
        await bench.FileAsync("C", new(2012, 6, 21, 10, 0));
        await bench.DeskAt(new(2012, 6, 22, 0, 5)).RunAsync(default);
        var receipt = Receipt.From(entry, ReceiptSamples.Emprendimiento, ReceiptSamples.Base);
        var (json, pdf) = (ReceiptJson.Write(receipt), ReceiptPdf.Render(receipt, Sealing.Seal));
        var jws = JwsSigning.Sign(Sealing.Seal, json);
        var (digest, digestSeal) = await bench.ReadAsync("libro/2012/2012-06-20");
        var (otherDigest, otherSeal) = await bench.ReadAsync("libro/2012/2012-06-21");
        var certificate = Sealing.Seal.Certificate;
        var whole = new OfflineEvidence(pdf, null, digest, digestSeal, certificate);

        Assert.True(Check(whole).IsProven);
        Assert.True(Check(whole with { File = json, FileSeal = jws }).IsProven);
        // Without the certificate, or without a seal, nothing contradicts it, but it is not proven.
        foreach (var less in (OfflineEvidence[])[whole with { Seal = null }, whole with { File = json }, whole with { Digest = null, DigestSeal = null }, whole with { DigestSeal = null }])
            Assert.Equal((true, false), (Check(less).Holds, Check(less).IsProven));

        var stranger = Pkcs12Seal.Open(DevelopmentSeal.Create(), null);
        var altered = receipt with { ProjectTitle = "Un altre" };
        var rechained = altered with { EntryHash = altered.ToEntry().Hash };
        var forgedDigest = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(digest).Replace(entry.Hash.Hex, rechained.EntryHash.Hex, StringComparison.Ordinal));
        Assert.Equal("sello-resguardo", Broken(whole with { File = Flip(pdf, 4000) }));
        Assert.Equal("sello-resguardo", Broken(whole with { File = ReceiptJson.Write(receipt with { Language = Language.Spanish }), FileSeal = jws }).Split(' ')[0]);
        Assert.Equal("titular", Broken(whole with { File = ReceiptPdf.Render(receipt, stranger) }));
        Assert.Equal("huella-asiento resumen", Broken(whole with { File = ReceiptPdf.Render(altered, Sealing.Seal) }));
        Assert.Equal("resumen", Broken(whole with { File = ReceiptPdf.Render(rechained, Sealing.Seal) }));
        Assert.Equal("resumen", Broken(whole with { Digest = otherDigest, DigestSeal = otherSeal }));
        Assert.Equal("sello-resumen", Broken(whole with { File = ReceiptPdf.Render(rechained, Sealing.Seal), Digest = forgedDigest }).Split(' ')[0]);
        Assert.Contains("resumen", Broken(whole with { Digest = digest.AsMemory(0, digest.Length - 1) }), StringComparison.Ordinal);
        Assert.Equal("resguardo-ilegible", Broken(whole with { File = "%PDF-1.7"u8.ToArray() }));
        Assert.Equal("resguardo-ilegible", Broken(whole with { File = digest }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"version\":1,\"libro\":2012,\"fecha\":\"x\"}")]
    public void What_is_no_digest_is_refused(string json) => Assert.Throws<FormatException>(() => DigestJson.Read(Encoding.UTF8.GetBytes(json)));

    private static OfflineVerdict Check(OfflineEvidence evidence) => new OfflineCheck(TimeProvider.System).Check(evidence);

    private static string Broken(OfflineEvidence evidence) => string.Join(' ', Check(evidence).Steps.Where(s => s.Holds == false).Select(s => s.Code));

    private static byte[] Flip(byte[] file, int at)
    {
        var copy = (byte[])file.Clone();
        copy[at] ^= 1;
        return copy;
    }

    private sealed class Bench(StorageConnection storage, LedgerTable table) : IAsyncDisposable
    {
        private readonly RegistryLedger ledger = new(table);

        public static async Task<Bench> OpenAsync(AzuriteFixture azurite)
        {
            var storage = new StorageConnection(await azurite.NewAccountAsync());
            await StorageLayout.CreateAsync(storage, [], default);
            return new Bench(storage, new LedgerTable(storage.Tables.GetTableClient(Pipeline.Tables.Registry)));
        }

        public DigestDesk DeskAt(LocalDateTime official)
        {
            var clock = new OfficialClock(new ManualTime(OfficialClock.FromLocal(official).ToDateTimeOffset()));
            return new DigestDesk(table, new BookLines(storage.Tables.GetTableClient(Pipeline.Tables.Registry)), new DigestBlobs(storage.Blobs), Sealing, clock);
        }

        public async Task<RegistryEntry> FileAsync(string key, LocalDateTime filed) =>
            Assert.IsType<Registration.Registered>(await ledger.AppendAsync(Drafts.Draft(key, filed: filed), default)).Entry;

        public async Task<(byte[] Json, string Jws)> ReadAsync(string path) =>
            ((await Container.GetBlobClient($"{path}.json").DownloadContentAsync()).Value.Content.ToArray(), (await Container.GetBlobClient($"{path}.jws").DownloadContentAsync()).Value.Content.ToString());

        public async Task<List<string>> NamesAsync(string prefix)
        {
            var names = new List<string>();
            await foreach (var blob in Container.GetBlobsAsync(prefix: prefix))
                names.Add(blob.Name);
            return names;
        }

        public Task<Azure.Response> DeleteAsync(string name) => Container.DeleteBlobAsync(name);

        public async Task<List<Sha256Digest>> HashesAsync(int year)
        {
            var hashes = new List<Sha256Digest>();
            await foreach (var line in new BookLines(storage.Tables.GetTableClient(Pipeline.Tables.Registry)).ReadAsync(year, 1, default))
                hashes.Add(line.Hash);
            return hashes;
        }

        public ValueTask DisposeAsync() => ledger.DisposeAsync();

        private Azure.Storage.Blobs.BlobContainerClient Container => storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Receipts);
    }
}
