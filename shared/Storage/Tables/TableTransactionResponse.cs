using System.Globalization;
using System.Text;
using Azure;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace IntakePipeline.Storage.Tables;

/// <summary>
/// Reads the answer to a transaction: a multipart body holding a change set, whose parts are HTTP responses: one for each operation, or a single one
/// for the operation that failed, its index before its message ("2:The specified entity already exists.").
/// </summary>
internal static class TableTransactionResponse
{
    private const long MaxBytes = 8 * 1024 * 1024;
    private const long MaxPartBytes = 64 * 1024;

    /// <summary>Reads the new versions, in the order of the operations; <c>default</c> for deletions.</summary>
    /// <param name="response">The service's 202.</param>
    /// <param name="count">How many operations were asked for.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="TableTransactionFailedException">The service refused the transaction.</exception>
    /// <exception cref="RequestFailedException">The answer cannot be read: the transaction may or may not have been done.</exception>
    public static async Task<IReadOnlyList<ETag>> ReadAsync(Response response, int count, CancellationToken cancellationToken)
    {
        try
        {
            var batch = new MultipartReader(Boundary(response.Headers.ContentType), response.ContentStream ?? Stream.Null) { BodyLengthLimit = MaxBytes };
            var changeSet = await batch.ReadNextSectionAsync(cancellationToken) ?? throw new InvalidDataException("No change set.");
            var parts = new MultipartReader(Boundary(changeSet.ContentType), changeSet.Body) { BodyLengthLimit = MaxPartBytes };
            var versions = new List<ETag>(count);
            while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
                versions.Add(await ReadPartAsync(part.Body, count, cancellationToken));
            return versions.Count == count ? versions : throw new InvalidDataException($"{versions.Count} answers to {count} operations.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException)
        {
            throw TablePipeline.Unreadable(response, e);
        }
    }

    private static async Task<ETag> ReadPartAsync(Stream part, int count, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(part, Encoding.UTF8);
        var status = Status(await reader.ReadLineAsync(cancellationToken));
        ETag version = default;
        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } header)
        {
            if (header.StartsWith("ETag:", StringComparison.OrdinalIgnoreCase))
                version = new ETag(header["ETag:".Length..].Trim());
        }

        return status is >= 200 and < 300 ? version : throw Failure(status, await reader.ReadToEndAsync(cancellationToken), count);
    }

    private static TableTransactionFailedException Failure(int status, string body, int count)
    {
        if (!TableErrorParser.TryParse(Encoding.UTF8.GetBytes(body), out var error))
            return new(status, "The table service refused the transaction without saying why.", null, null);
        var message = error.Message ?? string.Empty;
        var separator = message.IndexOf(':', StringComparison.Ordinal);
        var named = separator > 0 && int.TryParse(message.AsSpan(0, separator), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count
            ? index
            : (int?)null;
        return new(status, message, error.Code, named);
    }

    // HTTP/1.1 204 No Content
    private static int Status(string? line) =>
        line?.Split(' ', 3) is [var version, { Length: 3 } status, ..] && version.StartsWith("HTTP/", StringComparison.Ordinal)
        && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code
            : throw new InvalidDataException("No status line.");

    private static string Boundary(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 256 } boundary
            ? boundary.ToString()
            : throw new InvalidDataException("No multipart content.");
}
