using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Signatures.Revocation;

/// <summary>A question to an OCSP responder about one certificate (RFC 6960).</summary>
internal sealed class OcspRequest
{
    private const string Sha1 = "1.3.14.3.2.26";
    private const string Nonce = "1.3.6.1.5.5.7.48.1.2";
    private const int NonceBytes = 16;

    /// <summary>Asks about <paramref name="certificate"/>.</summary>
    public OcspRequest(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        CertificateId = Identify(certificate, issuer);
        // As it stands in the extension: an octet string of its own.
        var nonce = new AsnWriter(AsnEncodingRules.DER);
        nonce.WriteOctetString(RandomNumberGenerator.GetBytes(NonceBytes));
        NonceValue = nonce.Encode();

        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSequence())
        using (asn.PushSequence())
        {
            using (asn.PushSequence())
            using (asn.PushSequence())
                asn.WriteEncodedValue(CertificateId);
            using (asn.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
            using (asn.PushSequence())
            using (asn.PushSequence())
            {
                asn.WriteObjectIdentifier(Nonce);
                asn.WriteOctetString(NonceValue);
            }
        }

        Encoded = asn.Encode();
    }

    /// <summary>The certificate in the responder's terms, DER.</summary>
    public byte[] CertificateId { get; }

    /// <summary>What a responder that repeats nonces must repeat.</summary>
    public byte[] NonceValue { get; }

    /// <summary>The request, DER.</summary>
    public byte[] Encoded { get; }

    private static byte[] Identify(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSequence())
        {
            using (asn.PushSequence())
            {
                asn.WriteObjectIdentifier(Sha1);
                asn.WriteNull();
            }

            // Only a name for the issuer: every responder knows this one, and nothing rests on its strength.
#pragma warning disable CA5350
            asn.WriteOctetString(SHA1.HashData(issuer.SubjectName.RawData));
            asn.WriteOctetString(SHA1.HashData(issuer.PublicKey.EncodedKeyValue.RawData));
#pragma warning restore CA5350
            asn.WriteInteger(certificate.SerialNumberBytes.Span);
        }

        return asn.Encode();
    }
}
