using IntakePipeline.Signatures.Certificates;

namespace IntakePipeline.Signatures.Checking;

/// <summary>What the check of a signature found. Whether its signers may file is decided elsewhere: <see cref="Signatories"/>.</summary>
public abstract record SignatureVerdict
{
    private SignatureVerdict()
    {
    }

    /// <summary>Every signature in it is right, on certificates the registry trusts.</summary>
    /// <param name="Signers">Who signed, at least one.</param>
    public sealed record Valid(IReadOnlyList<SignerIdentity> Signers) : SignatureVerdict;

    /// <summary>One of its signatures is not.</summary>
    /// <param name="Flaw">What is wrong first.</param>
    public sealed record Flawed(SignatureFlaw Flaw) : SignatureVerdict;
}
