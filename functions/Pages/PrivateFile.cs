using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IntakePipeline.Functions.Pages;

/// <summary>A file for one person: kept by no cache, and never taken for anything but what it is.</summary>
/// <param name="content">The file.</param>
/// <param name="type">Its media type.</param>
/// <param name="name">What it is saved as.</param>
/// <param name="inline">Whether it may be shown in place; else it is saved.</param>
internal sealed class PrivateFile(ReadOnlyMemory<byte> content, string type, string name, bool inline = false) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = type;
        response.ContentLength = content.Length;
        SecureHeaders.Apply(response);
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
        await response.Body.WriteAsync(content, httpContext.RequestAborted);
    }
}
