using System.Buffers;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace IntakePipeline.Storage.Tables;

/// <summary>One operation on a row as a request, the same alone and inside a transaction.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Path">The table or row, below the service's address.</param>
/// <param name="IfMatch">The version asked for; null when the row may be absent.</param>
/// <param name="Body">The row to send; null for a deletion.</param>
internal readonly record struct EntityWrite(RequestMethod Method, string Path, string? IfMatch, TableEntity? Body)
{
    /// <summary>What a row, or anything else that is no transaction, is sent as.</summary>
    public const string ContentType = "application/json";

    /// <summary>An insert's answer need not repeat the row.</summary>
    public const string Prefer = "return-no-content";

    /// <summary>The headers that this operation has besides those of every request.</summary>
    public IEnumerable<(string Name, string Value)> Headers
    {
        get
        {
            if (IfMatch is not null)
                yield return ("If-Match", IfMatch);
            if (Body is not null)
                yield return ("Content-Type", ContentType);
            if (Method == RequestMethod.Post)
                yield return ("Prefer", Prefer);
        }
    }

    public static EntityWrite Create(string table, TableTransactionAction action)
    {
        var entity = action.Entity;
        // An update without If-Match would be an upsert: any version is asked for by name. Tags are sent as they came, W/"…" and all.
        var version = action.IfMatch == default ? ETag.All.ToString() : action.IfMatch.ToString();
        return action.ActionType switch
        {
            TableTransactionActionType.Add => new(RequestMethod.Post, table, null, entity),
            TableTransactionActionType.UpdateMerge => new(RequestMethod.Patch, RowPath(table, entity.PartitionKey, entity.RowKey), version, entity),
            TableTransactionActionType.UpdateReplace => new(RequestMethod.Put, RowPath(table, entity.PartitionKey, entity.RowKey), version, entity),
            TableTransactionActionType.UpsertMerge => new(RequestMethod.Patch, RowPath(table, entity.PartitionKey, entity.RowKey), null, entity),
            TableTransactionActionType.UpsertReplace => new(RequestMethod.Put, RowPath(table, entity.PartitionKey, entity.RowKey), null, entity),
            TableTransactionActionType.Delete => new(RequestMethod.Delete, RowPath(table, entity.PartitionKey, entity.RowKey), version, null),
            _ => throw new ArgumentOutOfRangeException(nameof(action), action.ActionType, "No such action."),
        };
    }

    /// <summary>A row's path: the keys are quoted as literals, then escaped as parts of an address.</summary>
    public static string RowPath(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    /// <summary>The body as bytes, which live as long as the request and may be sent again. No pooled buffer: a try given up may still be reading it.</summary>
    public RequestContent Content()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
            TableEntityJson.Write(json, Body!);
        return RequestContent.Create(buffer.WrittenMemory);
    }

    private static string Escape(string key) => Uri.EscapeDataString(TableQueryFilter.Escape(key));
}
