namespace IntakePipeline.Signatures.Checking;

/// <summary>What can be wrong with a signature. Each has its own code and remedy in <see cref="SignatureFaults"/>.</summary>
public enum SignatureFlaw
{
    /// <summary>No CMS signature, or one beyond <see cref="CmsLimits"/>.</summary>
    Malformed,

    /// <summary>It holds what it signs: only a detached signature says that the form beside it is the one signed.</summary>
    NotDetached,

    /// <summary>A CMS structure that nobody signed.</summary>
    NoSigner,

    /// <summary>The signer's certificate did not come with it.</summary>
    CertificateMissing,

    /// <summary>Digest, signature or key below the policy, in the signature or in its chain.</summary>
    WeakAlgorithm,

    /// <summary>It signs other bytes.</summary>
    Altered,

    /// <summary>The certificate's key did not make it.</summary>
    Incorrect,

    /// <summary>It does not bind its certificate (ESS signing-certificate): no CAdES-BES.</summary>
    NotCades,

    /// <summary>It binds another certificate than the one that came with it.</summary>
    OtherCertificate,

    /// <summary>The registry trusts nobody: no anchors are configured.</summary>
    NoAnchors,

    /// <summary>Nobody the registry trusts issued the certificate.</summary>
    UnknownIssuer,

    /// <summary>The path from the certificate to its anchor breaks a rule (X.509): constraints, a forged or lapsed link.</summary>
    BrokenChain,

    /// <summary>Filed before the certificate began to be valid.</summary>
    NotYetValid,

    /// <summary>Filed after the certificate lapsed.</summary>
    Expired,

    /// <summary>The certificate is not for signing.</summary>
    WrongUsage,

    /// <summary>Revoked, or suspended, when it was filed.</summary>
    Revoked,

    /// <summary>Nobody could say whether it is revoked, and the registry's configuration insists on knowing.</summary>
    RevocationUnknown,

    /// <summary>The certificate names nobody by a tax identifier.</summary>
    NobodyNamed,

    /// <summary>Neither the applicant nor its representative signed.</summary>
    WrongPerson,
}
