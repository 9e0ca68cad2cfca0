namespace IntakePipeline.Mail.Mime;

/// <summary>How much of a message is read at most. Nothing in a message unpacks, so its own size bounds the rest of what reading it can cost.</summary>
/// <param name="Bytes">Of the whole message as it arrived: "10 Mb" (R4 8.3), 10 × 1024 × 1024, inclusive.</param>
/// <param name="HeaderBytes">Of one block of headers.</param>
/// <param name="Headers">Headers in one block.</param>
/// <param name="Depth">Multiparts and messages inside each other.</param>
/// <param name="Parts">Parts in all.</param>
/// <param name="TextChars">Characters of readable text kept to look into.</param>
public sealed record MimeLimits(int Bytes, int HeaderBytes, int Headers, int Depth, int Parts, int TextChars)
{
    /// <summary>What the channel uses.</summary>
    public static MimeLimits Default { get; } = new(10 * 1024 * 1024, 256 * 1024, 1000, 10, 200, 256 * 1024);
}

/// <summary>Why a message could not be read.</summary>
public enum MimeFailure
{
    /// <summary>It has no header that could be one.</summary>
    NoMessage,

    /// <summary>Too large.</summary>
    TooLarge,

    /// <summary>Headers beyond the limits.</summary>
    TooManyHeaders,

    /// <summary>Too deep.</summary>
    TooDeep,

    /// <summary>Too many parts.</summary>
    TooManyParts,
}

/// <summary>What came of reading a message.</summary>
public abstract record MimeReading
{
    private MimeReading()
    {
    }

    /// <summary>It could be read.</summary>
    /// <param name="Message">The message.</param>
    public sealed record Ok(MimeMessage Message) : MimeReading;

    /// <summary>It could not.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Failed(MimeFailure Reason) : MimeReading;
}
