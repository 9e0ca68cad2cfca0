using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Signatures.Certificates;

namespace IntakePipeline.Signatures.Checking;

/// <summary>The signed attribute that binds a signature to its certificate (ESS, RFC 5035) and makes it CAdES-BES.</summary>
internal static class SigningCertificateAttribute
{
    private const string Version1 = "1.2.840.113549.1.9.16.2.12";
    private const string Version2 = "1.2.840.113549.1.9.16.2.47";

    /// <summary>Whether <paramref name="signer"/> binds itself to <paramref name="certificate"/>.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static SignatureFlaw? Check(SignerInfo signer, X509Certificate2 certificate, AlgorithmPolicy policy)
    {
        var bound = false;
        foreach (var attribute in signer.SignedAttributes)
        {
            var isVersion2 = attribute.Oid.Value == Version2;
            // The first version knows SHA-1 only.
            if (!isVersion2 && (attribute.Oid.Value != Version1 || !policy.AllowsSha1))
                continue;
            if (attribute.Values.Count != 1)
                return SignatureFlaw.Malformed;
            try
            {
                if (!Names(attribute.Values[0].RawData, isVersion2, certificate, policy))
                    return SignatureFlaw.OtherCertificate;
            }
            catch (AsnContentException)
            {
                return SignatureFlaw.Malformed;
            }

            bound = true;
        }

        return bound ? null : SignatureFlaw.NotCades;
    }

    /// <summary>Whether the first identifier names the certificate; the others are its chain's.</summary>
    private static bool Names(byte[] attribute, bool isVersion2, X509Certificate2 certificate, AlgorithmPolicy policy)
    {
        var identifier = new AsnReader(attribute, AsnEncodingRules.BER).ReadSequence().ReadSequence().ReadSequence();
        var digest = isVersion2 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;
        if (isVersion2 && identifier.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            if (policy.Digest(identifier.ReadSequence().ReadObjectIdentifier()) is not { } named)
                return false;
            digest = named;
        }

        if (!CryptographicOperations.FixedTimeEquals(identifier.ReadOctetString(), certificate.GetCertHash(digest)))
            return false;
        if (!identifier.HasData)
            return true;
        // The digest names the certificate already; what is said besides must not contradict it.
        var issuerSerial = identifier.ReadSequence();
        issuerSerial.ReadSequence();
        return issuerSerial.ReadIntegerBytes().Span.SequenceEqual(certificate.SerialNumberBytes.Span);
    }
}
