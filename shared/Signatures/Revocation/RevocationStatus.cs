using NodaTime;

namespace IntakePipeline.Signatures.Revocation;

/// <summary>What a source says of a certificate.</summary>
public abstract record RevocationStatus
{
    private RevocationStatus()
    {
    }

    /// <summary>Not revoked.</summary>
    public sealed record Good : RevocationStatus;

    /// <summary>Revoked, or suspended.</summary>
    /// <param name="Since">From when on; what was signed and filed before stands.</param>
    public sealed record Revoked(Instant Since) : RevocationStatus;

    /// <summary>The source cannot say.</summary>
    public sealed record Unknown : RevocationStatus;
}
