using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IntakePipeline.Functions.Intake;

/// <summary>The parts of a multipart request, streamed: nothing is buffered beyond the reader's own few kilobytes.</summary>
internal sealed class MultipartParts : IIncomingParts
{
    private const int MaxBoundaryLength = 100;
    private const int MaxHeaders = 8;
    private const int MaxHeaderBytes = 2048;

    private readonly MultipartReader reader;

    private MultipartParts(MultipartReader reader) => this.reader = reader;

    /// <summary>The parts of <paramref name="request"/>; null when it is no multipart form.</summary>
    public static MultipartParts? From(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        return boundary is { Length: > 0 and <= MaxBoundaryLength }
            ? new(new MultipartReader(boundary.Value!, request.Body) { HeadersCountLimit = MaxHeaders, HeadersLengthLimit = MaxHeaderBytes })
            : null;
    }

    /// <inheritdoc/>
    public async Task<IncomingPart?> NextAsync(CancellationToken cancellationToken)
    {
        var section = await GuardedStream.ReadAsync(() => reader.ReadNextSectionAsync(cancellationToken));
        return section is null ? null : new IncomingPart(NameOf(section), new GuardedStream(section.Body));
    }

    // Files are named by their part; a client library that only lets the file name be set is understood as well.
    private static string? NameOf(MultipartSection section)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            return null;
        var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value;
        var file = HeaderUtilities.RemoveQuotes(disposition.FileName).Value;
        return name is null or "" or "file" or "fichero" ? file : name;
    }
}
