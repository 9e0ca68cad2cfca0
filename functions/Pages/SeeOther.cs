using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Pages;

/// <summary>After something was done: go and look at a page of this site (303), so that loading it again does nothing again.</summary>
/// <param name="path">A path of this site, encoded.</param>
internal sealed class SeeOther(string path) : IResult
{
    /// <summary>Whether a text is a path of this site and of no other: what comes from forms and queries is asked first.</summary>
    public static bool IsLocal([NotNullWhen(true)] string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && path.Length <= 2000 && !path.Any(c => char.IsControl(c) || c is '\\' || c > '~');

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (!IsLocal(path))
            throw new InvalidOperationException("A redirection leads away from the site.");
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = path;
        SecureHeaders.Apply(httpContext.Response);
        return Task.CompletedTask;
    }
}
