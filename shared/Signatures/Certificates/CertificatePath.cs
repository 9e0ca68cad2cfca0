using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Signatures.Checking;
using NodaTime;

namespace IntakePipeline.Signatures.Certificates;

/// <summary>The way from a signer's certificate to an anchor, at the time of filing. Nothing is fetched, whatever a certificate asks for.</summary>
/// <param name="anchors">Whom the registry trusts.</param>
internal sealed class CertificatePath(TrustAnchors anchors)
{
    /// <summary>Finds the way and judges every certificate on it.</summary>
    /// <param name="certificate">The signer's.</param>
    /// <param name="others">What came with it: links, perhaps.</param>
    /// <param name="at">Time of filing.</param>
    /// <param name="policy">Which algorithms count.</param>
    /// <param name="path">From the signer's certificate to the anchor, both included; to be disposed of. Null when there is a flaw.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public SignatureFlaw? Find(
        X509Certificate2 certificate, X509Certificate2Collection others, Instant at, AlgorithmPolicy policy, out X509Chain? path)
    {
        path = null;
        if (anchors.IsEmpty)
            return SignatureFlaw.NoAnchors;
        var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                VerificationTime = at.ToDateTimeUtc(),
            },
        };
        chain.ChainPolicy.CustomTrustStore.AddRange(anchors.Roots.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(anchors.Intermediates.ToArray());
        // A key that would take long to check with is no link.
        chain.ChainPolicy.ExtraStore.AddRange(others.Where(AlgorithmPolicy.AllowsKey).ToArray());
        chain.Build(certificate);

        var flaw = Judge(chain, certificate, at, policy);
        if (flaw is null)
            path = chain;
        else
            Release(chain);
        return flaw;
    }

    /// <summary>Disposes of a path and its certificates.</summary>
    public static void Release(X509Chain path)
    {
        foreach (var element in path.ChainElements)
            element.Certificate.Dispose();
        path.Dispose();
    }

    private SignatureFlaw? Judge(X509Chain chain, X509Certificate2 certificate, Instant at, AlgorithmPolicy policy)
    {
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if ((status & (X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot)) != X509ChainStatusFlags.NoError)
            return SignatureFlaw.UnknownIssuer;
        var last = chain.ChainElements[^1].Certificate;
        if (!anchors.Roots.Any(root => root.RawDataMemory.Span.SequenceEqual(last.RawDataMemory.Span)))
            return SignatureFlaw.UnknownIssuer;
        if (at < Instant.FromDateTimeUtc(certificate.NotBefore.ToUniversalTime()))
            return SignatureFlaw.NotYetValid;
        if (at > Instant.FromDateTimeUtc(certificate.NotAfter.ToUniversalTime()))
            return SignatureFlaw.Expired;
        // The anchor's own signature proves nothing: it is trusted because it is configured.
        if (chain.ChainElements.SkipLast(1).Any(e => !policy.AllowsSignature(e.Certificate.SignatureAlgorithm.Value) || !AlgorithmPolicy.AllowsKey(e.Certificate)))
            return SignatureFlaw.WeakAlgorithm;
        if (status != X509ChainStatusFlags.NoError)
            return SignatureFlaw.BrokenChain;
        return KeyUse.AllowsSigning(certificate) ? null : SignatureFlaw.WrongUsage;
    }
}
