using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Signatures.Seals;

/// <summary>What the seal on something turned out to be. Whose certificate it is, and whether to trust it, is another question.</summary>
public abstract record SealReading
{
    private SealReading()
    {
    }

    /// <summary>Sealed, and not a byte has changed since.</summary>
    /// <param name="Certificate">With which certificate.</param>
    public sealed record Intact(X509Certificate2 Certificate) : SealReading;

    /// <summary>It bears a seal, but not over these bytes.</summary>
    public sealed record Altered : SealReading;

    /// <summary>It bears none that can be read.</summary>
    public sealed record Absent : SealReading;
}
