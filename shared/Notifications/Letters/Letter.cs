using IntakePipeline.Receipts;

namespace IntakePipeline.Notifications.Letters;

/// <summary>An address a letter gives.</summary>
/// <param name="Label">What is there.</param>
/// <param name="Address">Absolute.</param>
internal sealed record LetterLink(LocalizedText Label, string Address);

/// <summary>A document that goes with a letter.</summary>
/// <param name="Name">ASCII file name.</param>
/// <param name="Pdf">Its bytes.</param>
internal sealed record LetterAttachment(string Name, ReadOnlyMemory<byte> Pdf);

/// <summary>What an applicant is told, in both languages, free of any form: plain text and HTML are made of it.</summary>
/// <param name="First">The applicant's language.</param>
/// <param name="Subject">One line.</param>
/// <param name="Paragraphs">Its text; lines of a paragraph are kept.</param>
internal sealed record Letter(Language First, LocalizedText Subject, IReadOnlyList<LocalizedText> Paragraphs)
{
    /// <summary>The other language.</summary>
    public Language Second => First.Other();

    /// <summary>Both, as headers name them.</summary>
    public string Languages => $"{Tag(First)}, {Tag(Second)}";

    /// <summary>Where to look.</summary>
    public IReadOnlyList<LetterLink> Links { get; init; } = [];

    /// <summary>The document; null when there is none.</summary>
    public LetterAttachment? Attachment { get; init; }

    /// <summary>True when a report of its reading is asked for.</summary>
    public bool AsksForReport { get; init; }

    /// <summary>The Message-ID of the message it answers; null when it answers none, or one whose name is none.</summary>
    public string? Answers { get; init; }

    /// <summary>True when the official time was shifted: it is no notice at all, and says so.</summary>
    public bool Simulated { get; init; }

    /// <summary>BCP 47.</summary>
    public static string Tag(Language language) => language == Language.Valencian ? "ca-valencia" : "es";
}
