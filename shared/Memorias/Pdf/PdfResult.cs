namespace IntakePipeline.Memorias.Pdf;

/// <summary>What reading gave: a value, or the reason there is none.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
public abstract record PdfResult<T>
{
    private PdfResult()
    {
    }

    /// <summary>It was read.</summary>
    /// <param name="Value">What was asked for.</param>
    public sealed record Ok(T Value) : PdfResult<T>;

    /// <summary>It cannot be read.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Failed(PdfFailure Reason) : PdfResult<T>;
}

/// <summary>Why a file cannot be read. These are the only ways in which reading fails.</summary>
public abstract record PdfFailure
{
    private PdfFailure()
    {
    }

    /// <summary>The bytes are no PDF at all.</summary>
    public sealed record NotPdf : PdfFailure;

    /// <summary>The file opens only with a password, or with an encryption that is not the standard one.</summary>
    public sealed record Encrypted : PdfFailure;

    /// <summary>It was a PDF once, but its catalog or its pages cannot be found even by scanning.</summary>
    public sealed record Damaged : PdfFailure;

    /// <summary>Reading it needs more than a bound allows.</summary>
    /// <param name="Limit">The bound.</param>
    public sealed record LimitExceeded(PdfLimit Limit) : PdfFailure;
}
