using System.Buffers;
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
    private const int MaxPartBytes = 64 * 1024;
    private const string EmptyLine = "\r\n\r\n";

    /// <summary>Reads the new versions, in the order of the operations; <c>default</c> for deletions.</summary>
    /// <param name="response">The service's 202.</param>
    /// <param name="count">How many operations were asked for.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="TableTransactionFailedException">The service refused the transaction.</exception>
    /// <exception cref="RequestFailedException">The answer cannot be read: the transaction may or may not have been done.</exception>
    public static async Task<IReadOnlyList<ETag>> ReadAsync(Response response, int count, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxPartBytes);
        try
        {
            var batch = new MultipartReader(Boundary(response.Headers.ContentType), response.ContentStream ?? Stream.Null) { BodyLengthLimit = MaxBytes };
            var changeSet = await batch.ReadNextSectionAsync(cancellationToken) ?? throw new InvalidDataException("No change set.");
            var parts = new MultipartReader(Boundary(changeSet.ContentType), changeSet.Body) { BodyLengthLimit = MaxPartBytes };
            var versions = new List<ETag>(count);
            while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
            {
                var length = await part.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
                versions.Add(ReadPart(Encoding.UTF8.GetString(buffer.AsSpan(0, length)), count));
            }

            return versions.Count == count ? versions : throw new InvalidDataException($"{versions.Count} answers to {count} operations.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw TablePipeline.Unreadable(response, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static ETag ReadPart(string part, int count)
    {
        var headEnd = part.IndexOf(EmptyLine, StringComparison.Ordinal);
        var (head, body) = headEnd < 0 ? (part, string.Empty) : (part[..headEnd], part[(headEnd + EmptyLine.Length)..]);
        var status = Status(head);
        if (status is < 200 or > 299)
            throw Failure(status, body, count);
        foreach (var header in head.AsSpan().EnumerateLines())
        {
            if (header.StartsWith("ETag:", StringComparison.OrdinalIgnoreCase))
                return new ETag(header["ETag:".Length..].Trim().ToString());
        }

        return default;
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
    private static int Status(string head) =>
        head.StartsWith("HTTP/1.", StringComparison.Ordinal) && head.IndexOf(' ', StringComparison.Ordinal) is > 0 and var start && head.Length >= start + 4
        && int.TryParse(head.AsSpan(start + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : throw new InvalidDataException("No status line.");

    private static string Boundary(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 256 } boundary
            ? boundary.ToString()
            : throw new InvalidDataException("No multipart content.");
}
