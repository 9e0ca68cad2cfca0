using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Signatures.Certificates;
using IntakePipeline.Signatures.Revocation;
using NodaTime;

namespace IntakePipeline.Signatures.Checking;

/// <summary>
/// Checks a detached CAdES signature (BES and up) by one signer or several, as of a time it is told: every signer's signature must be right. Never throws on
/// bad input.
/// </summary>
/// <param name="anchors">Whom the registry trusts.</param>
/// <param name="revocation">Who is asked whether a certificate is revoked.</param>
public sealed class SignatureVerifier(TrustAnchors anchors, RevocationCheck revocation)
{
    private readonly CertificatePath paths = new(anchors);

    /// <summary>Checks it.</summary>
    /// <param name="signature">The CMS structure; nothing may follow it.</param>
    /// <param name="content">The exact bytes it should have signed.</param>
    /// <param name="at">Time of filing: what a certificate was worth then counts.</param>
    /// <param name="allowsSha1">Whether SHA-1 counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<SignatureVerdict> VerifyAsync(
        ReadOnlyMemory<byte> signature, byte[] content, Instant at, bool allowsSha1, CancellationToken cancellationToken)
    {
        if (Decode(signature.Span, content, out var cms) is { } flaw)
            return new SignatureVerdict.Flawed(flaw);

        var policy = new AlgorithmPolicy(allowsSha1);
        var certificates = cms!.Certificates;
        try
        {
            var signers = new List<SignerIdentity>();
            foreach (var signer in cms.SignerInfos)
            {
                using var certificate = signer.Certificate;
                if (certificate is null)
                    return new SignatureVerdict.Flawed(SignatureFlaw.CertificateMissing);
                if (await CheckAsync(signer, certificate, certificates, content, at, policy, cancellationToken) is { } wrong)
                    return new SignatureVerdict.Flawed(wrong);
                var identity = SignerIdentity.Of(certificate);
                if (!identity.NamesSomebody)
                    return new SignatureVerdict.Flawed(SignatureFlaw.NobodyNamed);
                signers.Add(identity);
            }

            return new SignatureVerdict.Valid(signers);
        }
        catch (CryptographicException)
        {
            // Parts are only parsed when they are asked for.
            return new SignatureVerdict.Flawed(SignatureFlaw.Malformed);
        }
        finally
        {
            foreach (var certificate in certificates)
                certificate.Dispose();
        }
    }

    private async ValueTask<SignatureFlaw?> CheckAsync(
        SignerInfo signer, X509Certificate2 certificate, X509Certificate2Collection certificates, byte[] content, Instant at, AlgorithmPolicy policy,
        CancellationToken cancellationToken)
    {
        if (SignerCheck.Check(signer, certificate, content, policy) is { } flaw)
            return flaw;
        if (paths.Find(certificate, certificates, at, policy, out var path) is { } untrusted)
            return untrusted;
        try
        {
            return await revocation.CheckAsync([.. path!.ChainElements.Select(e => e.Certificate)], at, cancellationToken);
        }
        finally
        {
            CertificatePath.Release(path!);
        }
    }

    private static SignatureFlaw? Decode(ReadOnlySpan<byte> signature, byte[] content, out SignedCms? cms)
    {
        cms = null;
        if (Asn1Bounds.Measure(signature) != signature.Length)
            return SignatureFlaw.Malformed;
        try
        {
            if (HoldsContent(signature.ToArray()))
                return SignatureFlaw.NotDetached;
            var read = new SignedCms(new ContentInfo(content), detached: true);
            read.Decode(signature);
            if (read.SignerInfos.Count == 0)
                return SignatureFlaw.NoSigner;
            if (read.ContentInfo.ContentType.Value != SignerCheck.Data || read.SignerInfos.Count > CmsLimits.Signers)
                return SignatureFlaw.Malformed;
            var certificates = read.Certificates;
            foreach (var certificate in certificates)
                certificate.Dispose();
            if (certificates.Count > CmsLimits.Certificates)
                return SignatureFlaw.Malformed;
            cms = read;
            return null;
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return SignatureFlaw.Malformed;
        }
    }

    /// <summary>Whether the structure brings its own content: the framework's class would look past it.</summary>
    private static bool HoldsContent(byte[] signature)
    {
        var cms = new AsnReader(signature, AsnEncodingRules.BER).ReadSequence();
        cms.ReadObjectIdentifier();
        var signed = cms.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        signed.ReadInteger();
        signed.ReadSetOf(skipSortOrderValidation: true);
        var content = signed.ReadSequence();
        content.ReadObjectIdentifier();
        return content.HasData;
    }
}
