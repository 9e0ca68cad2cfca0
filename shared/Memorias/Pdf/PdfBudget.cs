namespace IntakePipeline.Memorias.Pdf;

/// <summary>Counts what one file has cost so far against its <see cref="PdfLimits"/>.</summary>
internal sealed class PdfBudget(PdfLimits limits, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private long _decoded;
    private long _memory;

    /// <summary>The bounds.</summary>
    public PdfLimits Limits { get; } = limits;

    /// <summary>To be called in every loop over the file's content, at least every few hundred steps.</summary>
    public void CheckDeadline()
    {
        if (time.GetElapsedTime(_started) > Limits.Deadline)
            throw new PdfLimitException(PdfLimit.Deadline);
    }

    /// <summary>Counts bytes that a filter put out.</summary>
    public void SpendDecoded(int bytes)
    {
        var before = _decoded;
        _decoded += bytes;
        if (_decoded > Limits.DecodedBytesPerFile)
            throw new PdfLimitException(PdfLimit.DecodedBytesPerFile);
        // Some filters come here with every few bytes: look at the clock once in 64 KiB.
        if (before >> 16 != _decoded >> 16)
            CheckDeadline();
    }

    /// <summary>Counts bytes kept until the file is done with.</summary>
    public void Retain(long bytes)
    {
        _memory += bytes;
        if (_memory > Limits.Memory)
            throw new PdfLimitException(PdfLimit.Memory);
    }

    /// <summary>Ends the reading when <paramref name="count"/> is above <paramref name="bound"/>.</summary>
    public static void Require(int count, int bound, PdfLimit limit)
    {
        if (count > bound)
            throw new PdfLimitException(limit);
    }
}

/// <summary>
/// Unwinds the reader when a bound is reached. It never leaves <see cref="PdfDocument"/>, which turns it into a value: a bound can be met at
/// any depth of any loop, and threading a result through each of them would bury the reading itself.
/// </summary>
#pragma warning disable CA1032, CA1064 // Not for callers: it carries one value from the bound to the public method.
internal sealed class PdfLimitException(PdfLimit limit) : Exception("A bound of the PDF reader was reached: " + limit)
#pragma warning restore CA1032, CA1064
{
    /// <summary>The bound.</summary>
    public PdfLimit Limit { get; } = limit;
}
