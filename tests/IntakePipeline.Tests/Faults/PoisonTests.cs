using System.Net;
using System.Text.Json;
using IntakePipeline.Functions.Access;
using IntakePipeline.Panel;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Pages;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Faults;

/// <summary>What cannot be processed is seen by staff, and tried again by them once its cause is mended.</summary>
public sealed class PoisonTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_entry_whose_original_is_lost_ends_among_the_poison_and_is_processed_when_it_is_back()
    {
        var account = await azurite.NewAccountAsync();
        await using var desk = await Desk.OpenAsync(azurite, account: account);
        var entry = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("RT-1"))).Entry;
        var original = desk.Storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Custody).GetBlobClient(entry.Draft.Documents[0].Digest.Hex);
        var bytes = (await original.DownloadContentAsync()).Value.Content;
        await original.DeleteAsync();

        await using var host = await RunningHost.StartAsync(azurite, account);
        await RunningHost.EventuallyAsync(async () => (await PoisonAsync(host)).Contains("2012/000001", StringComparison.Ordinal) ? true : (bool?)null);
        Assert.Equal(
            [AuditCodes.MessagePoisoned, AuditCodes.OriginalMissing, AuditCodes.OutboxStuck], (await AuditAsync(desk)).Select(f => f.Code).Distinct().Order(StringComparer.Ordinal));

        Assert.Contains("\"error\":\"incoherencia\",\"tipo\":\"InvalidOperationException\",\"intentos\":5", await PoisonAsync(host), StringComparison.Ordinal);
        // The page says why, in words, how often it was tried, and what it is about.
        using (var reader = await Caller.SignInAsync(host.Host.Address, StaffRole.Read, "núria"))
        {
            using var answer = await reader.GetAsync("/panel/averias");
            var page = await Caller.TextAsync(answer);
            Assert.Contains("El que hi ha guardat es contradiu", page, StringComparison.Ordinal);
            Assert.Contains("5 intents; l'últim", page, StringComparison.Ordinal);
            Assert.Contains("/panel/expedientes?texto=2012%2F000001\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await original.UploadAsync(bytes);
        Assert.Equal(1, await RetryAsync(host, "tramitacion-poison"));
        await RunningHost.EventuallyAsync(async () => await desk.Ledger.ListUnfinishedAsync(default).AnyAsync() ? (bool?)null : true);
        Assert.Empty(await AuditAsync(desk));
        Assert.Equal(0, await RetryAsync(host, "tramitacion-poison"));
    }

    [Fact]
    public async Task What_the_blob_trigger_gave_up_is_taken_in_by_hand()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        await desk.DropAsync(Posting.Clean("RT-1"));
        var poison = desk.Storage.Queues.GetQueueClient(Pipeline.Queues.BlobPoison);
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync("""{"Type":"BlobTrigger","FunctionId":"registrar-entrada","BlobType":"BlockBlob","ContainerName":"entrada","BlobName":"RT-1/solicitud.json","ETag":"0x1"}""");

        Assert.Equal(1, await desk.Get<PoisonRetry>().RunAsync(Pipeline.Queues.BlobPoison, default));
        Assert.Equal(1, await desk.EntriesAsync());
        Assert.Equal(0, await desk.Get<PoisonRetry>().RunAsync(Pipeline.Queues.BlobPoison, default));
    }

    [Fact]
    public async Task What_fails_again_stays_with_the_reason_and_does_not_hold_up_the_others()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        await desk.DropAsync(Posting.Clean("RT-1"));
        var poison = desk.Storage.Queues.GetQueueClient(Pipeline.Queues.BlobPoison);
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync("""{"ContainerName":"elsewhere","BlobName":"x/y"}""");
        await poison.SendMessageAsync("""{"ContainerName":"entrada","BlobName":"RT-1/solicitud.json"}""");

        Assert.Equal(1, await desk.Get<PoisonRetry>().RunAsync(Pipeline.Queues.BlobPoison, default));
        Assert.Equal(1, await desk.EntriesAsync());
        var left = Assert.Single(Assert.Single(await desk.Get<PoisonQueues>().ListAsync(default), q => q.Name == Pipeline.Queues.BlobPoison).Messages);
        Assert.Equal("elsewhere/x/y", left.Subject);
        var failure = (await desk.Get<IFailureStore>().FindAsync(left.Subject, default))!;
        Assert.Equal((1, FailureCodes.Unreadable, nameof(FormatException)), (failure.Attempts, failure.Code, failure.Kind));
        Assert.False(await desk.Get<PoisonRetry>().RunOneAsync(Pipeline.Queues.BlobPoison, left.Id, default));
    }

    [Theory]
    [InlineData("tramitacion")]
    [InlineData("notificaciones")]
    [InlineData("sellos-de-tiempo")]
    public async Task What_was_given_up_goes_back_to_the_queue_it_came_from(string queue)
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var poison = desk.Storage.Queues.GetQueueClient(queue + "-poison");
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync("{}");
        var id = (await poison.PeekMessageAsync()).Value.MessageId;
        Assert.False(await desk.Get<PoisonRetry>().RunOneAsync(poison.Name, "other", default));
        Assert.True(await desk.Get<PoisonRetry>().RunOneAsync(poison.Name, id, default));
        Assert.Null((await poison.PeekMessageAsync()).Value);
        Assert.Equal("{}", (await desk.Storage.Queues.GetQueueClient(queue).PeekMessageAsync()).Value.Body.ToString());
    }

    [Fact]
    public async Task Only_poison_queues_of_the_pipeline_are_tried_again()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        Assert.Null(await desk.Get<PoisonRetry>().RunAsync("tramitacion", default));
        Assert.Null(await desk.Get<PoisonRetry>().RunAsync("tramitacion-poison", default));
    }

    [Fact]
    public async Task A_message_that_nobody_can_decode_does_not_hide_the_others()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var poison = desk.Storage.Queues.GetQueueClient("tramitacion-poison");
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync("{}");
        var raw = new Azure.Storage.Queues.QueueClient(poison.Uri, new Azure.Storage.StorageSharedKeyCredential(poison.AccountName, AccountKey));
        await raw.SendMessageAsync("¡no es base64!");

        var queue = Assert.Single(await desk.Get<PoisonQueues>().ListAsync(default));
        Assert.Equal((2, 1), (queue.Count, queue.Messages.Count));
    }

    // The emulator's published account: a constant of the tool, no secret.
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static async Task<string> PoisonAsync(RunningHost host)
    {
        using var reader = await Caller.SignInAsync(host.Host.Address, StaffRole.Read, "núria");
        using var listed = await reader.GetAsync("/api/panel/poison");
        return await listed.Content.ReadAsStringAsync();
    }

    private static async Task<int> RetryAsync(RunningHost host, string queue)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/panel/poison/{queue}/reintento");
        using var admin = await Caller.SignInAsync(host.Host.Address, StaffRole.Admin, "núria");
        request.Headers.Add(CrossSite.Header, admin.Token);
        using var response = await admin.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("reintentados").GetInt32();
    }

    private static async Task<IReadOnlyList<AuditFinding>> AuditAsync(Desk desk)
    {
        var found = new List<AuditFinding>();
        await desk.Get<RegisterAudit>().RunAsync(NodaTime.Duration.Zero, found.Add, default);
        return found;
    }
}
