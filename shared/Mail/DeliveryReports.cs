using IntakePipeline.Calendar;
using IntakePipeline.Mail.Mime;
using IntakePipeline.Notifications;
using IntakePipeline.Notifications.Mime;
using IntakePipeline.Submissions;

namespace IntakePipeline.Mail;

/// <summary>Brings reports on our notifications to them: evidence of delivery (RFC 3464) and of reading (RFC 8098). That a request was received a person puts on record (R4 7.5).</summary>
/// <param name="notifications">The notifications.</param>
/// <param name="clock">The official time.</param>
public sealed class DeliveryReports(INotificationStore notifications, OfficialClock clock)
{
    private const int MaxReports = 20;
    private const int MaxText = 256 * 1024;

    /// <summary>Keeps a message with the notification it reports on.</summary>
    /// <returns>The notification; null when it reports on none of ours.</returns>
    public async Task<Notice?> KeepAsync(MimeMessage message, Sha256Digest digest, CancellationToken cancellationToken)
    {
        foreach (var token in MessageId.TokensIn(TextOf(message)))
        {
            if (await notifications.FindByTokenAsync(token, cancellationToken) is not { } notice)
                continue;
            var report = new DeliveryReport(WhatOf(message), clock.Now, digest);
            while (await notifications.FindAsync(notice, cancellationToken) is { } found)
            {
                if (found.Reports.Count >= MaxReports || found.Reports.Any(r => r.Mail == digest)
                    || await notifications.TryChangeAsync(found with { Reports = [.. found.Reports, report] }, cancellationToken) is not null)
                    return notice;
            }
        }

        return null;
    }

    private static string WhatOf(MimeMessage message)
    {
        var text = string.Concat(message.All.Where(p => p.MediaType is "message/delivery-status" or "message/disposition-notification").Select(p => p.Text(MaxText))).ToLowerInvariant();
        return text switch
        {
            _ when Has("action: failed") => "no-entregado",
            _ when Has("action: delayed") => "retrasado",
            _ when Has("action: delivered") || Has("action: relayed") || Has("action: expanded") => "entregado",
            _ when Has("disposition:") && (Has("; displayed") || Has(";displayed")) => "leido",
            _ => "otro",
        };

        bool Has(string words) => text.Contains(words, StringComparison.Ordinal);
    }

    // What was sent comes back whole, as its headers, or named in a field.
    private static string TextOf(MimeMessage message)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in message.All)
        {
            foreach (var name in (string[])["Message-ID", "In-Reply-To", "References"])
                text.Append(part.Headers.FindRaw(name)).Append('\n');
            if (part.Parts.Count == 0 && text.Length < MaxText && (part.MediaType.StartsWith("message/", StringComparison.Ordinal) || part.MediaType is "text/rfc822-headers"))
                text.Append(part.Text(MaxText)).Append('\n');
        }

        return text.ToString();
    }
}
