namespace IntakePipeline.Mail.Mime;

/// <summary>A part of a message: headers and either more parts or a body.</summary>
public sealed class MimePart
{
    private readonly ReadOnlyMemory<byte> body;
    private readonly ParameterList disposition;

    internal MimePart(MimeHeaders headers, ParameterList type, ReadOnlyMemory<byte> body)
    {
        (Headers, this.body) = (headers, body);
        MediaType = type.Value.Length == 0 ? "text/plain" : type.Value;
        Charset = type.Find("charset");
        ReportType = type.Find("report-type");
        disposition = ParameterList.Parse(headers.FindRaw("Content-Disposition"));
        FileName = Named(disposition.Find("filename")) ?? Named(type.Find("name"));
    }

    /// <summary>Its headers.</summary>
    public MimeHeaders Headers { get; }

    /// <summary>Type and subtype, lower case.</summary>
    public string MediaType { get; }

    /// <summary>The charset it claims.</summary>
    public string? Charset { get; }

    /// <summary>Of a report, which (RFC 6522).</summary>
    public string? ReportType { get; }

    /// <summary>The name of the file it is, as its sender wrote it; null when it has none.</summary>
    public string? FileName { get; }

    /// <summary>The parts inside, in order.</summary>
    public IReadOnlyList<MimePart> Parts { get; internal set; } = [];

    /// <summary>A picture that belongs to the text, such as a letterhead or a signature's logo.</summary>
    public bool IsInlinePicture => MediaType.StartsWith("image/", StringComparison.Ordinal) && disposition.Value != "attachment" && Headers.FindRaw("Content-ID") is not null;

    /// <summary>A document, as far as one can tell from outside: it has a name, or is of a kind nobody reads in place.</summary>
    public bool IsAttachment => Parts.Count == 0 && !IsInlinePicture
        && (FileName is not null || disposition.Value == "attachment"
            || !(MediaType.StartsWith("text/", StringComparison.Ordinal) || MediaType.StartsWith("multipart/", StringComparison.Ordinal) || MediaType.StartsWith("message/", StringComparison.Ordinal)));

    /// <summary>Its bytes, decoded.</summary>
    public ReadOnlyMemory<byte> Content() => TransferDecoding.Decode(body, Headers.FindRaw("Content-Transfer-Encoding"));

    /// <summary>Its bytes as text, at most so many characters.</summary>
    public string Text(int most)
    {
        var content = Content();
        // A character takes at most four bytes in any charset decoded here.
        var text = Charsets.Decode(content.Span[..(int)Math.Min(content.Length, 4L * most)], Charset);
        return text.Length <= most ? text : text[..most];
    }

    private static string? Named(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();
}
