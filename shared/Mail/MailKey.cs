using System.Text;
using IntakePipeline.Mail.Mime;
using IntakePipeline.Submissions;

namespace IntakePipeline.Mail;

/// <summary>A message's submission key: the same however often, and along whatever way, the message arrives; of its Message-ID and its body, so that no other can take its place.</summary>
internal static class MailKey
{
    private const string Prefix = "correo-";

    /// <summary>The key of a message. One without a Message-ID is told by its date, sender and subject.</summary>
    public static SubmissionKey Of(MimeMessage message)
    {
        var headers = message.Headers;
        var name = headers.FindRaw("Message-ID") is { Length: > 0 } id ? id : $"{headers.FindRaw("Date")}\n{headers.FindRaw("From")}\n{headers.FindRaw("Subject")}";
        var digest = Sha256Digest.Of(Encoding.UTF8.GetBytes($"{name}\n{Sha256Digest.Of(message.Body.Span)}"));
        return SubmissionKey.TryParse(Prefix + digest.Hex[..40], out var key) ? key : throw new System.Diagnostics.UnreachableException("A key that is none.");
    }
}
