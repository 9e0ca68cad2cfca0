using System.Text;
using Azure.Core;

namespace IntakePipeline.Storage;

/// <summary>A request that may change storage, as far as it takes to know which one it is.</summary>
internal sealed class StorageWrite(Request request)
{
    private readonly string path = Uri.UnescapeDataString(request.Uri.Path);
    private readonly Lazy<string> body = new(() => BodyOf(request));

    /// <summary>Writes a blob or a row whose address has this in it.</summary>
    public bool Puts(string what) => (request.Method == RequestMethod.Put || request.Method == RequestMethod.Patch) && path.Contains(what, StringComparison.Ordinal);

    /// <summary>Adds a message or a row.</summary>
    public bool Posts(string what) => request.Method == RequestMethod.Post && path.Contains(what, StringComparison.Ordinal);

    /// <summary>Deletes a row.</summary>
    public bool Deletes(string what) => request.Method == RequestMethod.Delete && path.Contains(what, StringComparison.Ordinal);

    /// <summary>Is a transaction on a table.</summary>
    public bool Commits(string table) => Posts("/$batch") && (Says($"{table} HTTP/1.1") || Says($"{table}("));

    /// <summary>Whether the address ends so.</summary>
    public bool EndsWith(string end) => path.EndsWith(end, StringComparison.Ordinal);

    /// <summary>Whether the body has this in it.</summary>
    public bool Says(string what) => body.Value.Contains(what, StringComparison.Ordinal);

    private static string BodyOf(Request request)
    {
        using var buffer = new MemoryStream();
        request.Content?.WriteTo(buffer, CancellationToken.None);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
