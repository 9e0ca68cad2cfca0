using System.Text;
using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions.Pages;

/// <summary>A whole page as an answer.</summary>
/// <param name="page">The page, from its doctype on.</param>
/// <param name="language">Its language.</param>
/// <param name="status">The answer's status.</param>
internal sealed class HtmlPage(Markup page, PageLanguage language, int status = StatusCodes.Status200OK) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = Encoding.UTF8.GetBytes(page.ToString());
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.Vary = "Cookie, Accept-Language";
        SecureHeaders.Apply(response);
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
