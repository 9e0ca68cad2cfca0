using IntakePipeline.Mail.Mime;

namespace IntakePipeline.Mail;

/// <summary>Tells mail that machines wrote (RFC 3834, RFC 2369 and what senders do besides). None of it is answered (<see cref="OversizeReplies"/>), so no loop begins here; it is told apart for the people who read.</summary>
internal static class AutomaticMail
{
    /// <summary>By what one can tell, one of <see cref="MailReasons"/>; null when a person seems to have written it.</summary>
    public static string? ReasonOf(MimeMessage message, string? ownDomain)
    {
        var headers = message.Headers;
        if (ownDomain is not null && headers.FindRaw("Message-ID") is { } id && id.StartsWith("<aviso.", StringComparison.Ordinal) && id.TrimEnd('>').EndsWith("@" + ownDomain, StringComparison.OrdinalIgnoreCase))
            return MailReasons.OwnMessage;
        if (headers.FindRaw("List-Id") is not null || headers.FindRaw("List-Unsubscribe") is not null || Says("Precedence", "list", "bulk", "junk"))
            return MailReasons.MailingList;
        var automatic = (headers.FindRaw("Auto-Submitted") is { } auto && !ParameterList.Parse(auto).Value.Equals("no", StringComparison.Ordinal))
            || Says("Precedence", "auto_reply") || headers.FindRaw("X-Autoreply") is not null || headers.FindRaw("X-Autorespond") is not null
            || headers.FindRaw("Return-Path")?.Replace(" ", "", StringComparison.Ordinal) == "<>"
            || message.Root.MediaType == "multipart/report";
        return automatic ? MailReasons.AutoReply : null;

        bool Says(string header, params string[] values) => headers.FindRaw(header) is { } value && values.Contains(value.Trim().ToLowerInvariant(), StringComparer.Ordinal);
    }
}
