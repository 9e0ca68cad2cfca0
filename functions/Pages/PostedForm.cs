using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace IntakePipeline.Functions.Pages;

/// <summary>The fields of a small form, at most 64 KiB and 300 of them.</summary>
public sealed class PostedForm
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxFields = 300;

    private readonly Dictionary<string, StringValues> fields;

    private PostedForm(Dictionary<string, StringValues> fields) => this.fields = fields;

    /// <summary>Reads a request's form; null when it is none, or too large.</summary>
    public static async Task<PostedForm?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return null;
        var buffer = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MaxBytes)
            return null;
        var read = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(buffer, 0, length));
        return read.Sum(f => f.Value.Count) <= MaxFields ? new PostedForm(read) : null;
    }

    /// <summary>A field without spaces around it; empty when it is not there.</summary>
    public string this[string name] => fields.TryGetValue(name, out var values) && values is [{ } value, ..] ? value.Trim() : "";

    /// <summary>All values of a field that may be there more than once.</summary>
    public IReadOnlyList<string> All(string name) => fields.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];
}
