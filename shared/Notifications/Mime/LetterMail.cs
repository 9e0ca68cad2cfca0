using System.Text;
using IntakePipeline.Notifications.Letters;
using NodaTime;

namespace IntakePipeline.Notifications.Mime;

/// <summary>A letter as a mail message: plain text and HTML with the same words, and its document attached. Same letter, same bytes.</summary>
internal static class LetterMail
{
    private const string SenderName = "Registre Telemàtic · Registro Telemático";

    /// <summary>Writes the message.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="token">The notification's token: the Message-ID and the boundaries are made of it.</param>
    /// <param name="date">The notification's date.</param>
    /// <param name="from">Who sends.</param>
    /// <param name="to">Who gets it.</param>
    public static byte[] Write(Letter letter, string token, Instant date, EmailAddress from, EmailAddress to)
    {
        var mime = new MimeText();
        mime.Header("Date", MailDate.Write(date));
        mime.Header("From", HeaderText.Mailbox(SenderName, from));
        mime.Header("To", $"<{to}>");
        mime.Header("Subject", HeaderText.Encode($"{letter.Subject.In(letter.First)} · {letter.Subject.In(letter.Second)}"));
        mime.Header("Message-ID", MessageId.Of(token, from));
        // Told by a machine (RFC 3834): other machines need not answer, and ours knows its own when they come back.
        mime.Header("Auto-Submitted", letter.Answers is null ? "auto-generated" : "auto-replied");
        if (letter.Answers is { } answered)
            mime.Header("In-Reply-To", answered);
        mime.Header("X-Auto-Response-Suppress", "OOF, AutoReply");
        if (letter.AsksForReport)
            mime.Header("Disposition-Notification-To", $"<{from}>");
        mime.Header("MIME-Version", "1.0");
        var (mixed, alternative) = ($"={token}m", $"={token}a");
        mime.Header("Content-Type", $"multipart/mixed;\r\n boundary=\"{mixed}\"");
        mime.Blank();
        mime.Boundary(mixed);
        mime.Header("Content-Type", $"multipart/alternative;\r\n boundary=\"{alternative}\"");
        mime.Blank();
        mime.Boundary(alternative);
        mime.Leaf("text/plain; charset=utf-8", Encoding.UTF8.GetBytes(LetterText.Of(letter).ReplaceLineEndings("\r\n")), language: letter.Languages);
        mime.Boundary(alternative);
        mime.Leaf("text/html; charset=utf-8", Encoding.UTF8.GetBytes(LetterHtml.Of(letter)), language: letter.Languages);
        mime.Boundary(alternative, last: true);
        if (letter.Attachment is { } attachment)
        {
            mime.Boundary(mixed);
            mime.Leaf($"application/pdf; name=\"{attachment.Name}\"", attachment.Pdf.Span, attachment.Name);
        }

        mime.Boundary(mixed, last: true);
        return mime.ToBytes();
    }
}
