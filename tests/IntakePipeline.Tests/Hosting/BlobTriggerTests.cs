using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using IntakePipeline.Tests.Azurite;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Tests.Hosting;

public sealed class BlobTriggerTests(AzuriteFixture azurite)
{
    private static readonly BinaryData Json = BinaryData.FromString("""{ "presentacion": "RT-1", "version": 2 }""");

    [Fact]
    public async Task A_blob_is_bound_as_client_stream_text_bytes_or_record()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Bindings>();
        var container = setup.Container("in");
        foreach (var kind in new[] { "client", "block", "stream", "text", "bytes", "record" })
            await container.UploadBlobAsync($"{kind}/a.json", Json);

        await setup.Journal.WaitForAsync(6);

        Assert.Equal(
            ["block 40", "bytes 40", "client a", $"record Pointer {{ Version = 2, Presentacion = RT-1 }} {setup.Test}-in/record/a.json", "stream 40", "text " + Json],
            setup.Journal.Entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_there_before_the_first_start_runs_once_and_not_again_after_a_restart()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await setup.Container("in").CreateAsync();
        await setup.Container("in").UploadBlobAsync("old", Json);
        await using (await setup.StartAsync<Names>())
            await setup.Journal.WaitForAsync("old");

        await using var restarted = await setup.StartAsync<Names>();
        await setup.Container("in").UploadBlobAsync("new", Json);
        await setup.Journal.WaitForAsync("new");
        await UntilSettledAsync(setup);

        Assert.Equal(["old", "new"], setup.Journal.Entries);
    }

    [Fact]
    public async Task Overwriting_a_blob_or_its_metadata_is_a_new_version_and_runs_again()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Names>();
        var blob = setup.Container("in").GetBlobClient("a");
        await blob.UploadAsync(Json);
        await setup.Journal.WaitForAsync("a", 1);
        await blob.UploadAsync(Json, overwrite: true);
        await setup.Journal.WaitForAsync("a", 2);
        await blob.SetMetadataAsync(new Dictionary<string, string> { ["clave"] = "valor" });
        await setup.Journal.WaitForAsync("a", 3);
        await UntilSettledAsync(setup);

        Assert.Equal(3, setup.Journal.Count("a"));
    }

    [Fact]
    public async Task Every_name_a_blob_can_have_is_found_and_remembered()
    {
        var setup = await HostSetup.OnAsync(azurite);
        string[] names = ["carpeta/ç à+%20&?#.json", "sense extensió", "a/b//c", new string('n', 1000)];
        await using (await setup.StartAsync<Names>())
        {
            foreach (var name in names)
                await setup.Container("in").UploadBlobAsync(name, Json);
            await setup.Journal.WaitForAsync(names.Length);
            await UntilSettledAsync(setup);
        }

        await using var restarted = await setup.StartAsync<Names>();
        await setup.Container("in").UploadBlobAsync("last", Json);
        await setup.Journal.WaitForAsync("last");
        await UntilSettledAsync(setup);

        Assert.Equal(names.Append("last").Order(StringComparer.Ordinal), setup.Journal.Entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_version_changed_since_it_was_queued_is_dropped()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await setup.Container("in").CreateAsync();
        await setup.Container("in").UploadBlobAsync("a", Json);
        var candidates = setup.RawQueue("azure-webjobs-blobtrigger-" + setup.Test);
        await candidates.CreateAsync();
        var stale = JsonSerializer.Serialize(new { FunctionId = "Host.Functions.names", BlobType = "BlockBlob", ContainerName = $"{setup.Test}-in", BlobName = "a", ETag = "0x1" });
        await candidates.SendMessageAsync(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(stale)));

        await using var host = await setup.StartAsync<Names>();
        await setup.Journal.WaitForAsync("a");
        await UntilSettledAsync(setup);

        Assert.Equal(["a"], setup.Journal.Entries);
    }

    [Fact]
    public async Task A_deleted_blob_never_runs()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Names>();
        await setup.Container("in").UploadBlobAsync("a", Json);
        await setup.Journal.WaitForAsync("a");
        await setup.Container("in").DeleteBlobAsync("a");
        await setup.Container("in").UploadBlobAsync("b", Json);
        await setup.Journal.WaitForAsync("b");
        await UntilSettledAsync(setup);

        Assert.Equal(["a", "b"], setup.Journal.Entries);
    }

    [Fact]
    public async Task A_version_that_fails_five_times_is_reported_and_not_tried_after_a_restart()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using (await setup.StartAsync<Failing>())
        {
            await setup.Container("in").UploadBlobAsync("bad", Json);
            await setup.Journal.WaitForAsync("failed at bad", 5);
            await UntilSettledAsync(setup);
        }

        await using (await setup.StartAsync<Failing>())
        {
            await setup.Container("in").UploadBlobAsync("worse", Json);
            await setup.Journal.WaitForAsync("failed at worse", 5);
            await UntilSettledAsync(setup);
        }

        Assert.Equal(5, setup.Journal.Count("failed at bad"));
        var poison = setup.RawQueue("webjobs-blobtrigger-poison");
        var reports = (await poison.PeekMessagesAsync(32)).Value
            .Select(message => JsonSerializer.Deserialize<JsonElement>(Convert.FromBase64String(message.Body.ToString())))
            .Where(report => report.GetProperty("ContainerName").GetString() == $"{setup.Test}-in")
            .ToList();
        Assert.Equal(["bad", "worse"], reports.Select(report => report.GetProperty("BlobName").GetString()));
        Assert.Equal(
            ["Type", "FunctionId", "BlobType", "ContainerName", "BlobName", "ETag"],
            reports[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal("BlobTrigger", reports[0].GetProperty("Type").GetString());
        Assert.Equal("Host.Functions.failing", reports[0].GetProperty("FunctionId").GetString());
        Assert.Equal("BlockBlob", reports[0].GetProperty("BlobType").GetString());
    }

    [Fact]
    public async Task Two_hosts_share_the_blobs_and_each_version_runs_once()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Names>();
        await using var other = await setup.StartAsync<Names>();
        var names = Enumerable.Range(0, 30).Select(i => $"blob {i:00}").ToList();
        await Task.WhenAll(names.Select(name => setup.Container("in").UploadBlobAsync(name, Json)));

        await setup.Journal.WaitForAsync(names.Count);
        await UntilSettledAsync(setup);

        Assert.Equal(names, setup.Journal.Entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_candidate_queued_twice_runs_once()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Gated>();
        await setup.Container("in").UploadBlobAsync("a", Json);
        await setup.Journal.WaitForAsync("began a");
        var etag = (await setup.Container("in").GetBlobClient("a").GetPropertiesAsync()).Value.ETag.ToString("G").Trim('"');
        var again = JsonSerializer.Serialize(new { FunctionId = "Host.Functions.gated", BlobType = "BlockBlob", ContainerName = $"{setup.Test}-in", BlobName = "a", ETag = etag });
        await setup.RawQueue("azure-webjobs-blobtrigger-" + setup.Test).SendMessageAsync(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(again)));
        await Task.Delay(TimeSpan.FromSeconds(1));
        setup.Journal.Open();
        await UntilSettledAsync(setup);

        Assert.Equal(["began a", "ended a"], setup.Journal.Entries);
    }

    [Fact]
    public async Task A_restart_in_the_middle_loses_nothing_and_repeats_nothing()
    {
        var setup = await HostSetup.OnAsync(azurite);
        var names = Enumerable.Range(0, 20).Select(i => $"blob {i:00}").ToList();
        await using (await setup.StartAsync<Names>())
        {
            await Task.WhenAll(names.Select(name => setup.Container("in").UploadBlobAsync(name, Json)));
            await setup.Journal.WaitForAsync(3);
        }

        var before = setup.Journal.Entries.Count;
        await using var restarted = await setup.StartAsync<Names>();
        await setup.Journal.WaitForAsync(names.Count);
        await UntilSettledAsync(setup);

        Assert.InRange(before, 3, names.Count);
        Assert.Equal(names, setup.Journal.Entries.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_woken_container_is_looked_through_before_its_idle_wait_ends()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Names>(o => o with
        {
            Pace = o.Pace with { ShortestScanInterval = TimeSpan.FromHours(1), LongestScanInterval = TimeSpan.FromHours(1) },
        });
        await Task.Delay(TimeSpan.FromSeconds(1));
        await setup.Container("in").UploadBlobAsync("a", Json);

        host.Wake($"{setup.Test}-in");

        await setup.Journal.WaitForAsync("a");
    }

    [Fact]
    public async Task A_receipt_lies_where_the_documentation_says()
    {
        var setup = await HostSetup.OnAsync(azurite);
        await using var host = await setup.StartAsync<Names>();
        await setup.Container("in").UploadBlobAsync("x/y.json", Json);
        await setup.Journal.WaitForAsync("x/y.json");
        await UntilSettledAsync(setup);

        var etag = (await setup.Container("in").GetBlobClient("x/y.json").GetPropertiesAsync()).Value.ETag.ToString("G").Trim('"');
        var receipt = new BlobClient(setup.Storage, "azure-webjobs-hosts", $"blobreceipts/{setup.Test}/Host.Functions.names/{etag}/{setup.Test}-in/x/y.json");
        Assert.True(await receipt.ExistsAsync());
    }

    internal static Task UntilSettledAsync(HostSetup setup) => HostSetup.UntilEmptyAsync(setup.RawQueue("azure-webjobs-blobtrigger-" + setup.Test));

    public sealed record Pointer(int Version, string Presentacion);

    public sealed class Bindings(Journal journal)
    {
        [Function("client")]
        public async Task Client([BlobTrigger("%test%-in/client/{name}.json", Source = BlobTriggerSource.EventGrid)] BlobClient blob, string name)
        {
            Assert.Equal(40, (await blob.GetPropertiesAsync()).Value.ContentLength);
            journal.Write("client " + name);
        }

        [Function("block")]
        public void Block([BlobTrigger("%test%-in/block/{name}")] BlockBlobClient blob, BlobProperties properties, Uri uri)
        {
            Assert.Equal(blob.Uri, uri);
            journal.Write($"block {properties.ContentLength}");
        }

        [Function("stream")]
        public async Task Read([BlobTrigger("%test%-in/stream/{name}")] Stream blob)
        {
            using var copy = new MemoryStream();
            await blob.CopyToAsync(copy);
            journal.Write($"stream {copy.Length}");
        }

        [Function("text")]
        public void Text([BlobTrigger("%test%-in/text/{name}")] string blob) => journal.Write("text " + blob);

        [Function("bytes")]
        public void Bytes([BlobTrigger("%test%-in/bytes/{name}")] byte[] blob) => journal.Write($"bytes {blob.Length}");

        [Function("record")]
        public void Record([BlobTrigger("%test%-in/record/{name}")] Pointer blob, string blobTrigger) => journal.Write($"record {blob} {blobTrigger}");
    }

    public sealed class Names(Journal journal)
    {
        [Function("names")]
        public async Task Run([BlobTrigger("%test%-in/{name}")] BlobClient blob, string name)
        {
            Assert.Equal(blob.Name, name);
            await Task.Delay(20);
            journal.Write(name);
        }
    }

    public sealed class Failing(Journal journal)
    {
        [Function("failing")]
        public void Run([BlobTrigger("%test%-in/{name}")] BlobClient blob, string name)
        {
            journal.Write("failed at " + name);
            throw new InvalidOperationException($"as the test wants, for {blob.Name}");
        }
    }

    public sealed class Gated(Journal journal)
    {
        [Function("gated")]
        public async Task Run([BlobTrigger("%test%-in/{name}")] BlobClient blob, string name, CancellationToken cancellationToken)
        {
            Assert.Equal(blob.Name, name);
            journal.Write("began " + name);
            await journal.Gate.WaitAsync(cancellationToken);
            journal.Write("ended " + name);
        }
    }
}
