using System.Text.Json;
using Azure;

namespace IntakePipeline.Storage.Tables;

/// <summary>Some rows of a query and where the next ones begin.</summary>
/// <param name="Rows">May be empty although there is a next page.</param>
/// <param name="Next"><c>default</c> after the last page.</param>
internal sealed record TablePage(IReadOnlyList<TableEntity> Rows, TableContinuation Next)
{
    /// <summary>Reads a page.</summary>
    /// <param name="response">The service's 200.</param>
    /// <param name="place">Where this page begins.</param>
    /// <exception cref="RequestFailedException">It cannot be read, or leads back to itself.</exception>
    public static TablePage Read(Response response, TableContinuation place)
    {
        var next = TableContinuation.Read(response.Headers);
        if (next != default && next == place)
            throw TablePipeline.Unreadable(response, null);
        return new(TablePipeline.Read(response, Rows), next);

        static List<TableEntity> Rows(JsonElement page) => [.. page.GetProperty("value").EnumerateArray().Select(TableEntityJson.Read)];
    }
}

/// <summary>Where a page begins, in the service's own words; <c>default</c> is the beginning or, as what comes next, the end.</summary>
internal readonly record struct TableContinuation(string? PartitionKey, string? RowKey)
{
    public static TableContinuation Read(Azure.Core.ResponseHeaders headers)
    {
        headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey);
        headers.TryGetValue("x-ms-continuation-NextRowKey", out var rowKey);
        return new(partitionKey, rowKey);
    }
}
