using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Signatures.Certificates;

namespace IntakePipeline.Signatures.Checking;

/// <summary>Whether one signer's signature is right as such: algorithms, what it signs, by which key. Whose key that is comes after.</summary>
internal static class SignerCheck
{
    private const string ContentType = "1.2.840.113549.1.9.3";
    private const string MessageDigest = "1.2.840.113549.1.9.4";

    /// <summary>Content that is just bytes (RFC 5652, 4).</summary>
    public const string Data = "1.2.840.113549.1.7.1";

    /// <summary>Checks it.</summary>
    /// <param name="signer">The signer.</param>
    /// <param name="certificate">The certificate that came for it.</param>
    /// <param name="content">What it should have signed.</param>
    /// <param name="policy">Which algorithms count.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static SignatureFlaw? Check(SignerInfo signer, X509Certificate2 certificate, byte[] content, AlgorithmPolicy policy)
    {
        if (policy.Digest(signer.DigestAlgorithm.Value) is not { } digest || !policy.AllowsSignature(signer.SignatureAlgorithm.Value) || !AlgorithmPolicy.AllowsKey(certificate))
            return SignatureFlaw.WeakAlgorithm;
        if (signer.SignedAttributes.Count == 0)
            return SignatureFlaw.NotCades;
        if (signer.SignedAttributes.Count > CmsLimits.Attributes || Only(signer, ContentType) is not { } type || Only(signer, MessageDigest) is not { } stated)
            return SignatureFlaw.Malformed;
        try
        {
            if (AsnDecoder.ReadObjectIdentifier(type, AsnEncodingRules.BER, out _) != Data)
                return SignatureFlaw.Malformed;
            // Said apart from the rest, because it has a cause of its own: the form was changed after it was signed.
            if (!AsnDecoder.ReadOctetString(stated, AsnEncodingRules.BER, out _).AsSpan().SequenceEqual(CryptographicOperations.HashData(digest, content)))
                return SignatureFlaw.Altered;
        }
        catch (AsnContentException)
        {
            return SignatureFlaw.Malformed;
        }

        if (SigningCertificateAttribute.Check(signer, certificate, policy) is { } unbound)
            return unbound;
        try
        {
            signer.CheckSignature(verifySignatureOnly: true);
            return null;
        }
        catch (CryptographicException)
        {
            return SignatureFlaw.Incorrect;
        }
    }

    /// <summary>The value of an attribute that stands there once, with one value; null otherwise.</summary>
    private static byte[]? Only(SignerInfo signer, string oid)
    {
        byte[]? found = null;
        foreach (var attribute in signer.SignedAttributes)
        {
            if (attribute.Oid.Value != oid)
                continue;
            if (found is not null || attribute.Values.Count != 1)
                return null;
            found = attribute.Values[0].RawData;
        }

        return found;
    }
}
