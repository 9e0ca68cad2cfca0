using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Notifications;

/// <summary>A notice and what became of it: the evidence of its delivery.</summary>
/// <param name="Notice">What it tells.</param>
/// <param name="Token">128 random bits, hexadecimal, drawn once: its Message-ID is made of it, so every attempt has the same one and none can be guessed.</param>
/// <param name="CreatedAt">When it was noted, official time; the message's date.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How often somebody began to send it.</param>
public sealed record Notification(Notice Notice, string Token, Instant CreatedAt, NotificationState State, int Attempts)
{
    /// <summary>What went wrong last; null when nothing did.</summary>
    public MailTrouble? Trouble { get; init; }

    /// <summary>To which address it went, or was about to go; null before the first attempt.</summary>
    public string? Recipient { get; init; }

    /// <summary>SHA-256 of the message as handed over, which is kept (<see cref="INotificationEvidence"/>); null before.</summary>
    public Sha256Digest? Message { get; init; }

    /// <summary>What came back: delivery and reading reports.</summary>
    public IReadOnlyList<DeliveryReport> Reports { get; init; } = [];

    /// <summary>The state it has in the store; null before it is stored.</summary>
    public NotificationState? Stored { get; init; }

    /// <summary>The store's mark; empty before it is stored.</summary>
    public string Version { get; init; } = "";
}

/// <summary>Why a notification could not be sent.</summary>
/// <param name="Code">Stable code, e.g. <c>smtp-550</c> or <c>smtp-conexion</c>; may be logged.</param>
/// <param name="Detail">The server's own words, which may name people: for staff, never for a log.</param>
public sealed record MailTrouble(string Code, string Detail);

/// <summary>A report that came back by mail (RFC 3464, RFC 8098).</summary>
/// <param name="What"><c>entregado</c>, <c>leido</c>, <c>no-entregado</c>, <c>retrasado</c> or <c>otro</c>. What a report says is its sender's word.</param>
/// <param name="At">When it arrived, official time.</param>
/// <param name="Mail">SHA-256 of the report, which is in custody.</param>
public sealed record DeliveryReport(string What, Instant At, Sha256Digest Mail);
