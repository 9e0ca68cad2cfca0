using System.Globalization;
using System.Text;

namespace IntakePipeline.Notifications.Mime;

/// <summary>Builds a message: headers, and parts in base64, so that the whole is 7-bit ASCII in lines of at most 78 characters whatever it says.</summary>
internal sealed class MimeText
{
    private const int BytesPerLine = 57;
    private readonly StringBuilder text = new();

    /// <summary>A header; its value is encoded and folded already.</summary>
    public void Header(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");

    /// <summary>Ends a block of headers.</summary>
    public void Blank() => text.Append("\r\n");

    /// <summary>A boundary; <paramref name="last"/> closes its multipart.</summary>
    public void Boundary(string boundary, bool last = false) => text.Append(CultureInfo.InvariantCulture, $"--{boundary}{(last ? "--" : "")}\r\n");

    /// <summary>A leaf: its headers and its bytes.</summary>
    /// <param name="type">Content-Type with its parameters.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="fileName">ASCII name of an attachment; null for what is read in place.</param>
    /// <param name="language">Content-Language; null for none.</param>
    public void Leaf(string type, ReadOnlySpan<byte> content, string? fileName = null, string? language = null)
    {
        Header("Content-Type", type);
        Header("Content-Transfer-Encoding", "base64");
        if (fileName is not null)
            Header("Content-Disposition", $"attachment; filename=\"{fileName}\"");
        if (language is not null)
            Header("Content-Language", language);
        Blank();
        for (var at = 0; at < content.Length; at += BytesPerLine)
            text.Append(Convert.ToBase64String(content.Slice(at, Math.Min(BytesPerLine, content.Length - at)))).Append("\r\n");
    }

    /// <summary>The bytes. Only an international address is not ASCII (RFC 6532).</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(text.ToString());
}
