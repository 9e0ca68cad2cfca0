namespace IntakePipeline.Signatures.Checking;

/// <summary>How much a signature may hold before anybody looks into it. All inclusive.</summary>
public static class CmsLimits
{
    /// <summary>ASN.1 values inside one another.</summary>
    public const int Depth = 32;

    /// <summary>ASN.1 values in all: a signature with every certificate and revocation list of its chain stays below.</summary>
    public const int Values = 50_000;

    /// <summary>Certificates that came with it.</summary>
    public const int Certificates = 16;

    /// <summary>Signers.</summary>
    public const int Signers = 8;

    /// <summary>Attributes one signer signed.</summary>
    public const int Attributes = 32;
}
