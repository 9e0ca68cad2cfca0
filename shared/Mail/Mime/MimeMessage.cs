using System.Text;

namespace IntakePipeline.Mail.Mime;

/// <summary>A message as it was read.</summary>
public sealed class MimeMessage
{
    private readonly int textChars;

    internal MimeMessage(MimePart root, IReadOnlyList<MimePart> all, ReadOnlyMemory<byte> body, int textChars) =>
        (Root, All, Body, this.textChars) = (root, all, body, textChars);

    /// <summary>The whole.</summary>
    public MimePart Root { get; }

    /// <summary>Every part, the whole first, outer before inner.</summary>
    public IReadOnlyList<MimePart> All { get; }

    /// <summary>Everything after the headers, as it arrived: what stays the same however often it is relayed.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The message's headers.</summary>
    public MimeHeaders Headers => Root.Headers;

    /// <summary>The documents it brings, those of messages inside it too, in order.</summary>
    public IEnumerable<MimePart> Attachments => All.Where(p => p.IsAttachment);

    /// <summary>What a person would read in it: plain text where there is any, else the words of the HTML; bounded.</summary>
    public string ReadableText()
    {
        var leaves = All.Where(p => p.Parts.Count == 0 && p.FileName is null).ToList();
        var plain = leaves.Where(p => p.MediaType == "text/plain").ToList();
        var text = new StringBuilder();
        foreach (var part in plain.Count > 0 ? plain : leaves.Where(p => p.MediaType == "text/html"))
            Append(part.MediaType == "text/html" ? WordsOf(part.Text(textChars)) : part.Text(textChars));
        return text.ToString();

        void Append(string more) => text.Append(more.AsSpan(0, Math.Min(more.Length, textChars - text.Length))).Append(text.Length < textChars ? "\n" : "");
    }

    // Enough to find a number in: tags become blanks.
    private static string WordsOf(string html)
    {
        var words = new StringBuilder(html.Length);
        var inside = false;
        foreach (var c in html)
        {
            inside = c == '<' || (inside && c != '>');
            words.Append(inside || c == '>' ? ' ' : c);
        }

        return System.Net.WebUtility.HtmlDecode(words.ToString());
    }
}
