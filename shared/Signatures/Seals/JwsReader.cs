namespace IntakePipeline.Signatures.Seals;

/// <summary>Checks the signatures that <see cref="JwsSigning"/> makes, over bytes that are at hand.</summary>
public static class JwsReader
{
    /// <summary>Characters of the longest signature that is looked at.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Checks a signature over <paramref name="payload"/>.</summary>
    /// <param name="compact">The signature, compact form, detached.</param>
    /// <param name="payload">What it is to be over.</param>
    public static SealReading Read(string compact, ReadOnlySpan<byte> payload)
    {
        using var check = new JwsCheck(compact);
        check.Append(payload);
        return check.Complete();
    }
}
