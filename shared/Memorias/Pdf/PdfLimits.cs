namespace IntakePipeline.Memorias.Pdf;

/// <summary>Every bound of the reader in one place. A file that needs more ends in <see cref="PdfFailure.LimitExceeded"/>, never in an exception.</summary>
/// <remarks>The defaults hold for memorias (at most 8 Mb): twenty times what the largest honest ones need, and still below 200 MB of memory in all.</remarks>
public sealed record PdfLimits
{
    /// <summary>The bounds used unless a caller asks for others.</summary>
    public static PdfLimits Default { get; } = new();

    /// <summary>Arrays and dictionaries inside one another, page tree levels, forms inside forms, saved graphics states count four to one.</summary>
    public int Nesting { get; init; } = 100;

    /// <summary>Indirect objects a file may list.</summary>
    public int Objects { get; init; } = 500_000;

    /// <summary>Pages of a file.</summary>
    public int Pages { get; init; } = 5_000;

    /// <summary>Forms drawn on one page, counting every repetition.</summary>
    public int FormsPerPage { get; init; } = 2_000;

    /// <summary>Operators run on one page, those of its forms included.</summary>
    public int OperatorsPerPage { get; init; } = 2_000_000;

    /// <summary>Images placed on one page, counting every repetition.</summary>
    public int ImagesPerPage { get; init; } = 20_000;

    /// <summary>Bytes that one stream may decode to.</summary>
    public int DecodedBytesPerStream { get; init; } = 32 << 20;

    /// <summary>Bytes that all streams of a file may decode to, counting every repetition.</summary>
    public long DecodedBytesPerFile { get; init; } = 512L << 20;

    /// <summary>Estimated bytes of what is kept while reading: parsed objects, object streams, fonts, words.</summary>
    public long Memory { get; init; } = 48L << 20;

    /// <summary>
    /// The part of these bounds that all but hostile files keep to: in these many files are read at once, and what does not fit is read again in the full ones, alone.
    /// </summary>
    internal PdfLimits Shared => this with
    {
        DecodedBytesPerStream = Math.Min(DecodedBytesPerStream, 4 << 20),
        Memory = Math.Min(Memory, 20L << 20),
    };

    /// <summary>Time from opening until the last page is read.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>Names the bound of <see cref="PdfLimits"/> that a file ran into.</summary>
public enum PdfLimit
{
    /// <summary><see cref="PdfLimits.Nesting"/>.</summary>
    Nesting,

    /// <summary><see cref="PdfLimits.Objects"/>.</summary>
    Objects,

    /// <summary><see cref="PdfLimits.Pages"/>.</summary>
    Pages,

    /// <summary><see cref="PdfLimits.FormsPerPage"/>.</summary>
    FormsPerPage,

    /// <summary><see cref="PdfLimits.OperatorsPerPage"/>.</summary>
    OperatorsPerPage,

    /// <summary><see cref="PdfLimits.ImagesPerPage"/>.</summary>
    ImagesPerPage,

    /// <summary><see cref="PdfLimits.DecodedBytesPerStream"/>.</summary>
    DecodedBytesPerStream,

    /// <summary><see cref="PdfLimits.DecodedBytesPerFile"/>.</summary>
    DecodedBytesPerFile,

    /// <summary><see cref="PdfLimits.Memory"/>.</summary>
    Memory,

    /// <summary><see cref="PdfLimits.Deadline"/>.</summary>
    Deadline,
}
