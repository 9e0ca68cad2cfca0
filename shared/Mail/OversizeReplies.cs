using System.Net.Mail;
using IntakePipeline.Calls;
using IntakePipeline.Mail.Mime;
using IntakePipeline.Notifications;

namespace IntakePipeline.Mail;

/// <summary>
/// Tells whoever sent a message over the limit that it was not taken (R4 8.3): the only mail that is answered by a machine (decision 0016), once a message, and
/// never one that a machine or a list wrote (RFC 3834). Only its beginning is read.
/// </summary>
/// <param name="mailbox">Where mail arrives.</param>
/// <param name="store">Says which mail of several copies was the first.</param>
/// <param name="notices">Takes note.</param>
/// <param name="transport">Tells our own address.</param>
/// <param name="calls">The programmes' mailboxes.</param>
public sealed class OversizeReplies(IMailbox mailbox, IMailStore store, INotices notices, IMailTransport transport, CallCatalogue calls)
{
    // Headers and, mostly, the words before the first attachment.
    private const int Beginning = 256 * 1024;

    // How automatic senders call themselves, without dots, dashes and underscores.
    private static readonly string[] Machines =
    [
        "noreply", "donotreply", "norespon", "nocontest", "mailerdaemon", "postmaster", "bounce", "autorespon", "autoreply", "listserv", "majordomo", "notification", "notificacion",
    ];

    /// <summary>What can be read of a message that is too large to be read whole; null when it is no message.</summary>
    public async Task<MimeMessage?> BeginningAsync(string path, CancellationToken cancellationToken) =>
        await mailbox.ReadBeginningAsync(path, Beginning, cancellationToken) is { } bytes && MimeReader.Read(bytes) is MimeReading.Ok { Message: var message } ? message : null;

    /// <summary>Takes note that the sender of a message has to be told; noting it again is harmless.</summary>
    public async Task NoteAsync(MailRecord record, CancellationToken cancellationToken)
    {
        if (await BeginningAsync(record.Path, cancellationToken) is { } message && SenderOf(message) is not null
            && await store.ClaimAsync(MailKey.OfBeginning(message), record.Path, cancellationToken) == record.Path)
            await notices.NoteAsync(new Notice.MailTooLarge(record.Id), cancellationToken);
    }

    /// <summary>Whom to answer; null when nobody may be.</summary>
    public EmailAddress? SenderOf(MimeMessage message)
    {
        if (AutomaticMail.ReasonOf(message, transport.Sender?.Domain) is not null || message.Headers.FindRaw("X-Auto-Response-Suppress") is not null)
            return null;
        // The way back is where mail servers would send their reports, if they wrote it down.
        var back = message.Headers.FindRaw("Return-Path") ?? message.Headers.FindRaw("From");
        return Single(back) is { } address && !IsMachine(address) && !IsOurs(address) ? address : null;
    }

    private static EmailAddress? Single(string? header)
    {
        try
        {
            var read = new MailAddressCollection { header ?? "" };
            return read is [var one] && EmailAddress.TryParse(one.Address, out var address) ? address : null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsMachine(EmailAddress address)
    {
        var local = string.Concat(address.Local.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return Machines.Any(m => local.Contains(m, StringComparison.Ordinal))
            || address.Local.StartsWith("owner-", StringComparison.OrdinalIgnoreCase) || address.Local.EndsWith("-request", StringComparison.OrdinalIgnoreCase);
    }

    private bool IsOurs(EmailAddress address) => calls.All.SelectMany(c => c.Programmes).Select(p => p.Mailbox).Append(transport.Sender?.ToString())
        .Any(own => own is not null && own.Equals(address.ToString(), StringComparison.OrdinalIgnoreCase));
}
