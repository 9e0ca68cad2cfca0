using System.Buffers;
using System.Text;
using System.Text.Json;
using Azure.Core;

namespace IntakePipeline.Storage.Tables;

/// <summary>Writes a transaction: one multipart/mixed body holding one change set, whose parts are HTTP requests.</summary>
internal static class TableTransactionRequest
{
    // Fixed boundaries are safe: rows are written as one line of ASCII, so that no line of theirs can begin with a boundary.
    public const string ContentType = $"multipart/mixed; boundary={Batch}";

    private const string Batch = "batch_intake";
    private const string ChangeSet = "changeset_intake";

    /// <summary>Writes the body.</summary>
    /// <param name="pipeline">Gives the rows' full addresses.</param>
    /// <param name="table">The table.</param>
    /// <param name="actions">The operations.</param>
    public static RequestContent Write(TablePipeline pipeline, string table, IReadOnlyList<TableTransactionAction> actions)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 * actions.Count);
        // The default encoder escapes all that is not ASCII, line separators included.
        using var json = new Utf8JsonWriter(buffer);
        Write(buffer, $"--{Batch}\r\nContent-Type: multipart/mixed; boundary={ChangeSet}\r\n\r\n");
        foreach (var action in actions)
        {
            var write = EntityWrite.Create(table, action);
            Write(buffer, $"--{ChangeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            Write(buffer, $"{write.Method} {pipeline.Locate(write.Path)} HTTP/1.1\r\n");
            Write(buffer, $"Accept: {TablePipeline.Json}\r\nDataServiceVersion: {TablePipeline.DataServiceVersion}\r\n");
            foreach (var (name, value) in write.Headers)
                Write(buffer, $"{name}: {value}\r\n");
            Write(buffer, "\r\n");
            if (write.Body is not null)
            {
                TableEntityJson.Write(json, write.Body);
                json.Flush();
                json.Reset();
                Write(buffer, "\r\n");
            }
        }

        Write(buffer, $"--{ChangeSet}--\r\n--{Batch}--\r\n");
        return RequestContent.Create(buffer.WrittenMemory);
    }

    private static void Write(ArrayBufferWriter<byte> buffer, string text) => Encoding.ASCII.GetBytes(text, buffer);
}
