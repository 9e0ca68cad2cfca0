using System.Text;

namespace IntakePipeline.Mail.Mime;

/// <summary>Reads messages (RFC 5322, 2045–2047, 2231) within limits. Never throws on any bytes: it reads or says why not.</summary>
public sealed class MimeReader
{
    private readonly MimeLimits limits;
    private readonly List<MimePart> all = [];

    private MimeReader(MimeLimits limits) => this.limits = limits;

    /// <summary>Reads a message.</summary>
    public static MimeReading Read(ReadOnlyMemory<byte> message, MimeLimits? limits = null)
    {
        var reader = new MimeReader(limits ?? MimeLimits.Default);
        if (message.Length > reader.limits.Bytes)
            return new MimeReading.Failed(MimeFailure.TooLarge);
        if (MimeHeaders.Read(message.Span, reader.limits, out var bodyStart) is not { } headers)
            return new MimeReading.Failed(MimeFailure.TooManyHeaders);
        if (headers.All.Count == 0)
            return new MimeReading.Failed(MimeFailure.NoMessage);
        var root = reader.Read(headers, message[bodyStart..], 0, out var failure);
        return root is null
            ? new MimeReading.Failed(failure)
            : new MimeReading.Ok(new MimeMessage(root, reader.all, message[bodyStart..], reader.limits.TextChars));
    }

    private MimePart? Read(ReadOnlyMemory<byte> bytes, int depth, out MimeFailure failure)
    {
        failure = MimeFailure.TooManyHeaders;
        return MimeHeaders.Read(bytes.Span, limits, out var bodyStart) is { } headers ? Read(headers, bytes[bodyStart..], depth, out failure) : null;
    }

    // As deep as the limit at most: the call stack is bounded by it.
    private MimePart? Read(MimeHeaders headers, ReadOnlyMemory<byte> body, int depth, out MimeFailure failure)
    {
        failure = default;
        var type = ParameterList.Parse(headers.FindRaw("Content-Type"));
        var part = new MimePart(headers, type, body);
        all.Add(part);
        if (all.Count > limits.Parts)
        {
            failure = MimeFailure.TooManyParts;
            return null;
        }

        List<ReadOnlyMemory<byte>> inside = part.MediaType switch
        {
            var t when t.StartsWith("multipart/", StringComparison.Ordinal) && type.Find("boundary") is { Length: > 0 and <= 200 } boundary => Split(body, boundary, limits.Parts + 1),
            "message/rfc822" or "message/global" => [part.Content()],
            _ => [],
        };
        if (inside.Count > 0 && depth >= limits.Depth)
        {
            failure = MimeFailure.TooDeep;
            return null;
        }

        var parts = new List<MimePart>(inside.Count);
        foreach (var bytes in inside)
        {
            if (Read(bytes, depth + 1, out failure) is not { } child)
                return null;
            parts.Add(child);
        }

        part.Parts = parts;
        return part;
    }

    // RFC 2046 5.1.1: lines "--boundary"; the last one ends in "--". What never ends ends with the message.
    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, string boundary, int most)
    {
        var mark = Encoding.UTF8.GetBytes("--" + boundary);
        var parts = new List<ReadOnlyMemory<byte>>();
        var span = body.Span;
        var (at, start) = (0, -1);
        while (at < span.Length && parts.Count < most)
        {
            var end = span[at..].IndexOf((byte)'\n');
            var next = end < 0 ? span.Length : at + end + 1;
            var line = span[at..next].TrimEnd(" \t\r\n"u8);
            if (line.StartsWith(mark) && (line.Length == mark.Length || line[mark.Length..].SequenceEqual("--"u8)))
            {
                if (start >= 0)
                    parts.Add(body[start..WithoutBreak(span, start, at)]);
                start = next;
                if (line.Length > mark.Length)
                    return parts;
            }

            at = next;
        }

        if (start >= 0 && parts.Count < most)
            parts.Add(body[Math.Min(start, body.Length)..]);
        return parts;
    }

    // The line break before a boundary belongs to the boundary.
    private static int WithoutBreak(ReadOnlySpan<byte> span, int start, int end)
    {
        if (end > start && span[end - 1] == '\n')
            end--;
        if (end > start && span[end - 1] == '\r')
            end--;
        return end;
    }
}
