using IntakePipeline.Evaluation;
using IntakePipeline.Notifications;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Mail;

/// <summary>What became of a mail that arrived. Every one has a record, and stays.</summary>
public abstract record MailState
{
    private MailState()
    {
    }

    /// <summary>The state's stable name, in storage and in what the routes answer.</summary>
    public abstract string Code { get; }

    /// <summary>Its documents are in the book.</summary>
    /// <param name="Entry">The entry.</param>
    /// <param name="Expediente">The expediente it belongs to.</param>
    public sealed record Registered(RegistryNumber Entry, ExpedienteKey Expediente) : MailState
    {
        internal const string Name = "registrado";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>The same message had arrived before.</summary>
    /// <param name="Entry">The entry it has.</param>
    public sealed record Duplicate(RegistryNumber Entry) : MailState
    {
        internal const string Name = "repetido";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>A machine wrote it, and it brings nothing: an absence note, a newsletter.</summary>
    /// <param name="Reason">By what one can tell; one of <see cref="MailReasons"/>.</param>
    public sealed record Automatic(string Reason) : MailState
    {
        internal const string Name = "automatico";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>It reports on a notification of ours, which keeps it as evidence.</summary>
    /// <param name="Notice">The notification.</param>
    public sealed record Report(Notice Notice) : MailState
    {
        internal const string Name = "acuse";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>A person has to look at it.</summary>
    /// <param name="Reason">Why; one of <see cref="MailReasons"/>.</param>
    public sealed record ForPerson(string Reason) : MailState
    {
        internal const string Name = "para-una-persona";

        /// <inheritdoc/>
        public override string Code => Name;
    }

    /// <summary>A person looked at it, and it needs nothing more.</summary>
    /// <param name="By">Who.</param>
    /// <param name="Why">What the person says.</param>
    /// <param name="At">When, official time.</param>
    public sealed record Settled(Actor By, string Why, Instant At) : MailState
    {
        internal const string Name = "atendido";

        /// <inheritdoc/>
        public override string Code => Name;
    }
}

/// <summary>A mail that arrived.</summary>
/// <param name="Path">Its blob: <c>{mailbox}/{name}.eml</c>.</param>
/// <param name="Version">The blob's version the record is of.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ArrivedAt">When storage held it, official time.</param>
/// <param name="State">What became of it.</param>
public sealed record MailRecord(string Path, string Version, long Bytes, Instant ArrivedAt, MailState State)
{
    /// <summary>Names the record in routes and rows.</summary>
    public string Id => IdOf(Path);

    /// <summary>SHA-256 of its bytes, and their name in custody; null when it was too large to be read.</summary>
    public Sha256Digest? Digest { get; init; }

    /// <summary>Who says to have sent it, as written; null when nobody does. Anybody can write anything here.</summary>
    public string? From { get; init; }

    /// <summary>Its subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The expedientes it names, as written in the register.</summary>
    public IReadOnlyList<string> Expedientes { get; init; } = [];

    /// <summary>Names of the files it brings.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The record's name for a path: 32 hexadecimal digits.</summary>
    public static string IdOf(string path) => Sha256Digest.Of(System.Text.Encoding.UTF8.GetBytes(path)).Hex[..32];

    /// <summary>Whether a text could be a record's name.</summary>
    public static bool IsId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);
}
