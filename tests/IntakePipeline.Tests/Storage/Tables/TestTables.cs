using Azure.Core.Pipeline;
using IntakePipeline.Storage.Tables;
using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Storage.Tables;

/// <summary>New tables in the emulator, and a look at what goes over the wire.</summary>
internal static class TestTables
{
    /// <summary>A table that nobody else knows.</summary>
    public static async Task<TableClient> NewTableAsync(this AzuriteFixture azurite, TableClientOptions? options = null)
    {
        var table = new TableServiceClient(await azurite.ConnectionStringAsync(), options).GetTableClient(NewName());
        await table.CreateIfNotExistsAsync();
        return table;
    }

    public static string NewName() => $"t{Guid.NewGuid():N}";

    public static async Task<List<TableEntity>> ToListAsync(this IAsyncEnumerable<TableEntity> rows)
    {
        var list = new List<TableEntity>();
        await foreach (var row in rows)
            list.Add(row);
        return list;
    }

    public static TableTransactionAction Add(string partitionKey, string rowKey, string? name = null) =>
        new(TableTransactionActionType.Add, new TableEntity(partitionKey, rowKey) { ["Name"] = name });
}

/// <summary>Stands between the client and the network.</summary>
/// <param name="intercept">Gets the request and the way on; may look, answer itself or fail.</param>
internal sealed class Wire(Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> intercept)
    : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>Options of a client that goes through <paramref name="intercept"/> and waits for nothing between its tries.</summary>
    public static TableClientOptions Options(Func<HttpRequestMessage, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> intercept)
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(new Wire(intercept)) };
        options.Retry.Delay = options.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        return options;
    }

    /// <summary>Options of a client that never reaches the network.</summary>
    public static TableClientOptions Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) =>
        Options((request, _) => Task.FromResult(answer(request)));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        intercept(request, () => base.SendAsync(request, cancellationToken));
}
