using NodaTime;

namespace IntakePipeline.Notifications;

/// <summary>Where a notification stands.</summary>
public abstract record NotificationState
{
    private NotificationState()
    {
    }

    /// <summary>The state's stable name, in storage and in what the routes answer.</summary>
    public abstract string Code { get; }

    /// <summary>To be sent.</summary>
    /// <param name="NotBefore">Real time of the next attempt.</param>
    public sealed record Pending(Instant NotBefore) : NotificationState
    {
        internal const string Name = "pendiente";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Somebody is sending it.</summary>
    /// <param name="Until">Real time from which on nobody is: whoever claimed it has ended.</param>
    /// <param name="HandingOver">True from just before the mail server is told to take it: from then on it may have it.</param>
    public sealed record Sending(Instant Until, bool HandingOver) : NotificationState
    {
        internal const string Name = "enviando";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>The mail server took it.</summary>
    /// <param name="At">When, official time.</param>
    /// <param name="Answer">Its answer.</param>
    public sealed record Sent(Instant At, string Answer) : NotificationState
    {
        internal const string Name = "enviada";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Nobody knows whether the mail server took it: not sent again but by a person, see the decision 0016.</summary>
    /// <param name="At">When that was seen, official time.</param>
    public sealed record Doubtful(Instant At) : NotificationState
    {
        internal const string Name = "dudosa";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Refused for good, or tried too often.</summary>
    /// <param name="At">When, official time.</param>
    public sealed record Failed(Instant At) : NotificationState
    {
        internal const string Name = "fallida";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>There is no address to send it to: a person tells the applicant some other way.</summary>
    /// <param name="At">When that was seen, official time.</param>
    public sealed record NoAddress(Instant At) : NotificationState
    {
        internal const string Name = "sin-direccion";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>What it would have said is true no longer: answered, decided or superseded meanwhile.</summary>
    /// <param name="At">When that was seen, official time.</param>
    public sealed record Moot(Instant At) : NotificationState
    {
        internal const string Name = "sin-objeto";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>Whether the outbox still has something to do with it.</summary>
    public bool IsOpen => this is Pending or Sending;

    /// <summary>Whether a person has to look at it.</summary>
    public bool NeedsPerson => this is Doubtful or Failed or NoAddress;
}
