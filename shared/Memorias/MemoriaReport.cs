using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Memorias.Pdf;
using IntakePipeline.Validation;

namespace IntakePipeline.Memorias;

/// <summary>Whether a memoria could be read.</summary>
public enum MemoriaOutcome
{
    /// <summary>As it is.</summary>
    Ok,

    /// <summary>Its structure was wrong, but everything was found.</summary>
    Repaired,

    /// <summary>No PDF.</summary>
    NotPdf,

    /// <summary>Asks for a password.</summary>
    Encrypted,

    /// <summary>Cannot be opened, even by looking for its parts.</summary>
    Damaged,

    /// <summary>Reading it takes more than the reader's bounds allow.</summary>
    LimitExceeded,
}

/// <summary>What was found out about a memoria.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Outcome">Whether it could be read.</param>
/// <param name="Limit">The bound it ran into; null unless the outcome says so.</param>
/// <param name="Pages">Its pages; null when it does not open.</param>
/// <param name="Facts">Each page; empty when it could not be read through.</param>
/// <param name="Extras">Form, metadata, attachments, scripts, signatures; null when it could not be read through.</param>
/// <param name="Findings">What is wrong with it or worth knowing, defects first.</param>
public sealed record MemoriaReport(
    long Bytes, MemoriaOutcome Outcome, PdfLimit? Limit, int? Pages, IReadOnlyList<PageFacts> Facts, PdfExtras? Extras, IReadOnlyList<Finding> Findings)
{
    /// <summary>It is encrypted and opens without a password.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>The words of its pages in the order of the file, pages parted by form feeds.</summary>
    public string Text() => string.Join('\f', Facts.Select(page => string.Join(' ', page.Words.Select(word => word.Text))));

    /// <summary>What it says of the application.</summary>
    public ExtractedFields Fields { get; init; } = ExtractedFields.None;
}
