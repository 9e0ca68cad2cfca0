using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Mail;
using IntakePipeline.Registry;
using NodaTime;

namespace IntakePipeline.Notifications;

/// <summary>
/// Something that has to be told to an applicant (R4 7.5), as a pointer: what it says is made from the register and the expediente when it is sent. Its
/// <see cref="Id"/> is a function of what happened, so that telling it again tells nothing twice.
/// </summary>
public abstract record Notice
{
    private const string Rejections = "rechazos";
    private const string Mail = "correo";

    private Notice()
    {
    }

    /// <summary>The notice's stable kind, in storage and in what the routes answer.</summary>
    public abstract string Kind { get; }

    /// <summary>What it is about: notices of one matter have ids that begin with it. <c>{call}|{programme}:{year}:{number}</c>, or <c>rechazos|{presentacion}</c>, or <c>correo|{mail}</c>.</summary>
    public abstract string Matter { get; }

    /// <summary>Matter, kind and detail between bars: part of a row key and the whole of a queue message. Holds no personal data.</summary>
    public string Id => $"{Matter}|{Kind}|{Detail}";

    private protected abstract string Detail { get; }

    /// <summary>Reads an id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? id, [NotNullWhen(true)] out Notice? notice)
    {
        notice = id?.Split('|') is [var call, var matter, var kind, var detail] ? Read(call, matter, kind, detail) : null;
        return notice is not null && notice.Id == id;
    }

    /// <summary>The matter of an expediente.</summary>
    public static string MatterOf(ExpedienteKey key) => $"{key.Call}|{Colons(key.Number.ToString())}";

    private static Notice? Read(string call, string matter, string kind, string detail)
    {
        if (call == Rejections)
            return kind == Rejected.Name && matter.Length > 0 && detail.Length > 0 ? new Rejected(matter, detail) : null;
        if (call == Mail)
            return kind == MailTooLarge.Name && MailRecord.IsId(matter) ? new MailTooLarge(matter) : null;
        if (!ExpedienteNumber.TryParse(Slashes(matter), out var number))
            return null;
        var key = new ExpedienteKey(new CallId(call), number);
        var (round, rest) = detail.Split('@') is [var r, var t] ? (r, t) : (detail, null);
        var request = CorrectionRequestNumber.TryParse($"{number}-R{round}", out var asked) ? asked : (CorrectionRequestNumber?)null;
        return (kind, request) switch
        {
            (Receipt.Name, _) when RegistryNumber.TryParse(Slashes(detail), out var entry) => new Receipt(key, entry),
            (Correction.Name, { } asking) when rest is null => new Correction(key, asking),
            (Cured.Name, { } asking) when rest is null => new Cured(key, asking),
            (Reminder.Name, { } asking) when NodaTime.Text.LocalDatePattern.Iso.Parse(rest ?? "") is { Success: true } day => new Reminder(key, asking, day.Value),
            (WithdrawalProposed.Name, { } asking) when Ticks(rest) is { } at => new WithdrawalProposed(key, asking, at),
            (Accepted.Name, { } asking) when rest is null => new Accepted(key, asking),
            (ProposalRetracted.Name, { } asking) when Ticks(rest) is { } at => new ProposalRetracted(key, asking, at),
            (Transferred.Name, _) when Ticks(detail) is { } at => new Transferred(key, at),
            _ => null,
        };
    }

    private static Instant? Ticks(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks < DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks
            ? Instant.FromUnixTimeTicks(ticks)
            : null;

    private static string Ticks(Instant at) => at.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture);

    // A row key has no slashes, and none of these has colons.
    private static string Colons(string text) => text.Replace('/', ':');

    private static string Slashes(string text) => text.Replace(':', '/');

    /// <summary>Something about an expediente.</summary>
    /// <param name="Key">The expediente.</param>
    public abstract record OfExpediente(ExpedienteKey Key) : Notice
    {
        /// <inheritdoc/>
        public sealed override string Matter => MatterOf(Key);
    }

    /// <summary>Something about a correction request.</summary>
    /// <param name="Key">The expediente.</param>
    /// <param name="Request">The request.</param>
    public abstract record OfRequest(ExpedienteKey Key, CorrectionRequestNumber Request) : OfExpediente(Key)
    {
        private protected override string Detail => Request.Round.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>An entry is in the book: here is its receipt.</summary>
    /// <param name="Key">The expediente.</param>
    /// <param name="Entry">The entry.</param>
    public sealed record Receipt(ExpedienteKey Key, RegistryNumber Entry) : OfExpediente(Key)
    {
        internal const string Name = "resguardo";

        /// <inheritdoc/>
        public override string Kind => Name;

        private protected override string Detail => Colons(Entry.ToString());
    }

    /// <summary>An attempt was refused, with reasons.</summary>
    /// <param name="Folder">The rejection's folder.</param>
    /// <param name="Rejection">Its id.</param>
    public sealed record Rejected(string Folder, string Rejection) : Notice
    {
        internal const string Name = "rechazo";

        /// <inheritdoc/>
        public override string Kind => Name;

        /// <inheritdoc/>
        public override string Matter => $"{Rejections}|{Folder}";

        private protected override string Detail => Rejection;
    }

    /// <summary>A message was too large to be taken (R4 8.3): whoever sent it is told.</summary>
    /// <param name="Message">The id of its record.</param>
    public sealed record MailTooLarge(string Message) : Notice
    {
        internal const string Name = MailReasons.TooLarge;

        /// <inheritdoc/>
        public override string Kind => Name;

        /// <inheritdoc/>
        public override string Matter => $"{Mail}|{Message}";

        private protected override string Detail => "remitente";
    }

    /// <summary>Something has to be cured.</summary>
    public sealed record Correction(ExpedienteKey Key, CorrectionRequestNumber Request) : OfRequest(Key, Request)
    {
        internal const string Name = "requerimiento";

        /// <inheritdoc/>
        public override string Kind => Name;
    }

    /// <summary>A period to cure is about to end.</summary>
    /// <param name="LastDay">Its last day, inclusive.</param>
    public sealed record Reminder(ExpedienteKey Key, CorrectionRequestNumber Request, LocalDate LastDay) : OfRequest(Key, Request)
    {
        internal const string Name = "recordatorio";

        /// <inheritdoc/>
        public override string Kind => Name;

        private protected override string Detail => $"{base.Detail}@{JsonText.Iso(LastDay)}";
    }

    /// <summary>Everything was cured.</summary>
    public sealed record Cured(ExpedienteKey Key, CorrectionRequestNumber Request) : OfRequest(Key, Request)
    {
        internal const string Name = "subsanado";

        /// <inheritdoc/>
        public override string Kind => Name;
    }

    /// <summary>Withdrawal is proposed.</summary>
    /// <param name="At">When: it may be proposed, undone by an answer in time, and proposed again.</param>
    public sealed record WithdrawalProposed(ExpedienteKey Key, CorrectionRequestNumber Request, Instant At) : OfRequest(Key, Request)
    {
        internal const string Name = "desistimiento-propuesto";

        /// <inheritdoc/>
        public override string Kind => Name;

        private protected override string Detail => $"{base.Detail}@{Ticks(At)}";
    }

    /// <summary>A proposal of withdrawal was taken back.</summary>
    /// <param name="At">When.</param>
    public sealed record ProposalRetracted(ExpedienteKey Key, CorrectionRequestNumber Request, Instant At) : OfRequest(Key, Request)
    {
        internal const string Name = "desistimiento-retirado";

        /// <inheritdoc/>
        public override string Kind => Name;

        private protected override string Detail => $"{base.Detail}@{Ticks(At)}";
    }

    /// <summary>The department takes the application as it is after a request, a late answer included.</summary>
    public sealed record Accepted(ExpedienteKey Key, CorrectionRequestNumber Request) : OfRequest(Key, Request)
    {
        internal const string Name = "admitido";

        /// <inheritdoc/>
        public override string Kind => Name;
    }

    /// <summary>It was moved to another programme or call (R4 9.4).</summary>
    /// <param name="At">When: it may be moved again.</param>
    public sealed record Transferred(ExpedienteKey Key, Instant At) : OfExpediente(Key)
    {
        internal const string Name = "traslado";

        /// <inheritdoc/>
        public override string Kind => Name;

        private protected override string Detail => Ticks(At);
    }
}
