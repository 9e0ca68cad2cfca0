using System.Globalization;
using System.Text;

namespace IntakePipeline.Tests.Mail;

/// <summary>Messages as mail programs write them, made by hand: what is read was not written by the house's own writer.</summary>
internal sealed record Eml
{
    public string Subject { get; init; } = "Documentació de l'expedient EBT/2012/1";

    public string From { get; init; } = "Núria Peris <x@example.org>";

    public string? MessageId { get; init; } = "<m1@example.org>";

    public string Text { get; init; } = "Adjunte el que falta.";

    public IReadOnlyList<(string Name, byte[] Content)> Files { get; init; } = [];

    public IReadOnlyList<string> Headers { get; init; } = [];

    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        foreach (var header in Headers)
            text.Append(header).Append("\r\n");
        text.Append("Date: Thu, 21 Jun 2012 12:00:00 +0200\r\n").Append("From: ").Append(From).Append("\r\nTo: base.tecnologica@impiva.gva.es\r\n");
        if (MessageId is not null)
            text.Append("Message-ID: ").Append(MessageId).Append("\r\n");
        text.Append("Subject: =?UTF-8?B?").Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(Subject))).Append("?=\r\n");
        text.Append("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"frontera\"\r\n\r\nPreàmbul que ningú llig\r\n--frontera\r\n");
        text.Append("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n").Append(Text).Append("\r\n");
        foreach (var (name, content) in Files)
            text.Append("--frontera\r\n").Append(Attachment(name, content));
        return Encoding.UTF8.GetBytes(text.Append("--frontera--\r\nEpíleg\r\n").ToString());
    }

    public static string Attachment(string name, byte[] content)
    {
        var type = name.EndsWith(".pdf", StringComparison.Ordinal) ? "application/pdf" : "application/octet-stream";
        return string.Create(CultureInfo.InvariantCulture,
            $"Content-Type: {type}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\r\n");
    }
}
