using Microsoft.AspNetCore.Http;

namespace IntakePipeline.Functions;

/// <summary>Answers whose body is JSON that is kept as bytes.</summary>
internal sealed class Json(int status, ReadOnlyMemory<byte> body, string? location = null) : IResult
{
    public static Json Ok(ReadOnlyMemory<byte> body) => new(StatusCodes.Status200OK, body);

    public static Json Created(string location, ReadOnlyMemory<byte> body) => new(StatusCodes.Status201Created, body, location);

    public static Json Unavailable(ReadOnlyMemory<byte> body) => new(StatusCodes.Status503ServiceUnavailable, body);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = body.Length;
        if (location is not null)
            httpContext.Response.Headers.Location = location;
        await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
