using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using IntakePipeline.Storage;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Tests.Azurite;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Tests.Storage;

public sealed class StorageConnectionTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("AzureWebJobsStorage", StorageConnection.DefaultName)]
    [InlineData("Telematico", "Telematico")]
    [InlineData("AzureWebJobsTelematico", "Telematico")]
    public async Task A_connection_string_reaches_blobs_queues_and_tables(string setting, string name)
    {
        var connection = StorageConnection.FromConfiguration(Settings((setting, await azurite.ConnectionStringAsync())), name);
        var unique = $"c{Guid.NewGuid():N}";

        await connection.Blobs.GetBlobContainerClient(unique).CreateIfNotExistsAsync();
        var queue = connection.Queues.GetQueueClient(unique);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync("<ñ>");
        var table = connection.Tables.GetTableClient(unique);
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(new TableEntity("p", "1"));

        Assert.True(await connection.Blobs.GetBlobContainerClient(unique).ExistsAsync());
        Assert.Equal("<ñ>", (await queue.PeekMessageAsync()).Value.Body.ToString());
        Assert.NotNull(await table.GetEntityIfExistsAsync("p", "1"));
        var asSent = new Azure.Storage.Queues.QueueClient(await azurite.ConnectionStringAsync(), unique);
        Assert.Equal("PMOxPg==", (await asSent.PeekMessageAsync()).Value.Body.ToString());
    }

    [Fact]
    public void The_prefixed_setting_wins()
    {
        const string Account = "AccountKey=AAEC;AccountName=";
        var connection = StorageConnection.FromConfiguration(Settings(("X", Account + "second"), ("AzureWebJobsX", Account + "first")), "X");

        Assert.Equal("https://first.table.core.windows.net/", connection.Tables.Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("X:")]
    [InlineData("X__")]
    [InlineData("AzureWebJobsX__")]
    public void An_account_name_stands_for_its_three_services(string prefix)
    {
        var connection = StorageConnection.FromConfiguration(Settings((prefix + "accountName", "acc")), "X");

        Assert.Equal(
            ["https://acc.blob.core.windows.net/", "https://acc.queue.core.windows.net/", "https://acc.table.core.windows.net/"],
            new[] { connection.Blobs.Uri, connection.Queues.Uri, connection.Tables.Uri }.Select(u => u.AbsoluteUri));
    }

    [Fact]
    public void Each_service_may_have_its_own_address()
    {
        var settings = Settings(
            ("X__blobServiceUri", "https://b.example"), ("X__queueServiceUri", "https://q.example"), ("X__tableServiceUri", "https://t.example"));

        var connection = StorageConnection.FromConfiguration(settings, "X");

        Assert.Equal(["b.example", "q.example", "t.example"], new[] { connection.Blobs.Uri, connection.Queues.Uri, connection.Tables.Uri }.Select(u => u.Host));
    }

    [Fact]
    public void A_connection_that_is_not_set_is_named()
    {
        var settings = Settings(("Y", "UseDevelopmentStorage=true"), ("X__blobServiceUri", "https://b.example"));

        var refusal = Assert.Throws<InvalidOperationException>(() => StorageConnection.FromConfiguration(settings, "X"));

        Assert.Contains("\"X\"", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_sees_the_calls_of_all_three()
    {
        var calls = new ConcurrentQueue<string>();
        var connection = new StorageConnection(
            await azurite.ConnectionStringAsync(), options => options.AddPolicy(new Recorder(calls, options.GetType()), HttpPipelinePosition.PerRetry));
        var unique = $"c{Guid.NewGuid():N}";

        await connection.Blobs.GetBlobContainerClient(unique).CreateAsync();
        await connection.Queues.GetQueueClient(unique).CreateAsync();
        await connection.Tables.GetTableClient(unique).CreateIfNotExistsAsync();

        Assert.Equal(["BlobClientOptions PUT", "QueueClientOptions PUT", "TableClientOptions POST"], calls);
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();

    private sealed class Recorder(ConcurrentQueue<string> calls, Type client) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => calls.Enqueue($"{client.Name} {message.Request.Method}");
    }
}
