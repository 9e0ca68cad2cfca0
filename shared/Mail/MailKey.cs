using System.Text;
using IntakePipeline.Mail.Mime;
using IntakePipeline.Submissions;

namespace IntakePipeline.Mail;

/// <summary>A message's submission key: the same however often, and along whatever way, the message arrives; of its Message-ID and its body, so that no other can take its place.</summary>
internal static class MailKey
{
    private const string Prefix = "correo-";
    private const string OversizePrefix = "correo-grande-";

    /// <summary>The key of a message. One without a Message-ID is told by its date, sender and subject.</summary>
    public static SubmissionKey Of(MimeMessage message) => Of(Prefix, $"{NameOf(message)}\n{Sha256Digest.Of(message.Body.Span)}");

    /// <summary>The key of a message of which only the beginning was read: it is never registered, only told of.</summary>
    public static SubmissionKey OfBeginning(MimeMessage message) => Of(OversizePrefix, NameOf(message));

    private static string NameOf(MimeMessage message)
    {
        var headers = message.Headers;
        return headers.FindRaw("Message-ID") is { Length: > 0 } id ? id : $"{headers.FindRaw("Date")}\n{headers.FindRaw("From")}\n{headers.FindRaw("Subject")}";
    }

    private static SubmissionKey Of(string prefix, string text) => SubmissionKey.TryParse(prefix + Sha256Digest.Of(Encoding.UTF8.GetBytes(text)).Hex[..40], out var key)
        ? key
        : throw new System.Diagnostics.UnreachableException("A key that is none.");
}
