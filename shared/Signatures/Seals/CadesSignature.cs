using System.Formats.Asn1;
using System.Security.Cryptography;

namespace IntakePipeline.Signatures.Seals;

/// <summary>
/// A detached CMS signature of the form that PAdES asks for (ETSI EN 319 142-1, baseline B-B): content type, digest and the certificate's own digest are
/// signed; the time is the document's own and stands outside. Written without a clock or chance: same digest and seal, same bytes.
/// </summary>
public static class CadesSignature
{
    internal const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    private const string Data = "1.2.840.113549.1.7.1", SignedData = "1.2.840.113549.1.7.2", Sha256 = "2.16.840.1.101.3.4.2.1", Rsa = "1.2.840.113549.1.1.1";
    private const string ContentType = "1.2.840.113549.1.9.3", MessageDigest = "1.2.840.113549.1.9.4";

    // What a signature holds besides certificates and signature value: three names of the issuer at most, object identifiers, digests.
    private const int Rest = 1024;

    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Context4 = new(TagClass.ContextSpecific, 4);

    /// <summary>Signs data.</summary>
    /// <param name="seal">Who signs.</param>
    /// <param name="digest">SHA-256 of the data.</param>
    /// <returns>The signature, DER.</returns>
    public static byte[] Sign(IRegistrySeal seal, ReadOnlySpan<byte> digest)
    {
        var attributes = Attributes(seal, digest);
        var value = seal.Sign(SHA256.HashData(attributes));
        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSequence())
        {
            asn.WriteObjectIdentifier(SignedData);
            using (asn.PushSequence(Context0))
            using (asn.PushSequence())
            {
                asn.WriteInteger(1);
                using (asn.PushSetOf())
                    Algorithm(asn, Sha256);
                using (asn.PushSequence())
                    asn.WriteObjectIdentifier(Data);
                using (asn.PushSetOf(Context0))
                {
                    asn.WriteEncodedValue(seal.Certificate.RawDataMemory.Span);
                    foreach (var intermediate in seal.Intermediates)
                        asn.WriteEncodedValue(intermediate.RawDataMemory.Span);
                }

                using (asn.PushSetOf())
                    Signer(asn, seal, attributes, value);
            }
        }

        return asn.Encode();
    }

    /// <summary>More bytes than <see cref="Sign"/> ever returns for a seal: room to be left in a file that is signed in its own midst.</summary>
    public static int SizeOf(IRegistrySeal seal) =>
        Rest + (4 * seal.Certificate.IssuerName.RawData.Length) + seal.Certificate.PublicKey.EncodedKeyValue.RawData.Length
        + seal.Certificate.RawDataMemory.Length + seal.Intermediates.Sum(c => c.RawDataMemory.Length);

    private static byte[] Attributes(IRegistrySeal seal, ReadOnlySpan<byte> digest)
    {
        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSetOf())
        {
            using (asn.PushSequence())
            {
                asn.WriteObjectIdentifier(ContentType);
                using (asn.PushSetOf())
                    asn.WriteObjectIdentifier(Data);
            }

            using (asn.PushSequence())
            {
                asn.WriteObjectIdentifier(MessageDigest);
                using (asn.PushSetOf())
                    asn.WriteOctetString(digest);
            }

            using (asn.PushSequence())
            {
                asn.WriteObjectIdentifier(SigningCertificateV2);
                using (asn.PushSetOf())
                    CertificateIdentifier(asn, seal);
            }
        }

        return asn.Encode();
    }

    // RFC 5035: the digest's algorithm is SHA-256 when left out.
    private static void CertificateIdentifier(AsnWriter asn, IRegistrySeal seal)
    {
        using (asn.PushSequence())
        using (asn.PushSequence())
        using (asn.PushSequence())
        {
            asn.WriteOctetString(SHA256.HashData(seal.Certificate.RawDataMemory.Span));
            using (asn.PushSequence())
            {
                using (asn.PushSequence())
                using (asn.PushSequence(Context4))
                    asn.WriteEncodedValue(seal.Certificate.IssuerName.RawData);
                asn.WriteInteger(seal.Certificate.SerialNumberBytes.Span);
            }
        }
    }

    private static void Signer(AsnWriter asn, IRegistrySeal seal, byte[] attributes, byte[] value)
    {
        using (asn.PushSequence())
        {
            asn.WriteInteger(1);
            using (asn.PushSequence())
            {
                asn.WriteEncodedValue(seal.Certificate.IssuerName.RawData);
                asn.WriteInteger(seal.Certificate.SerialNumberBytes.Span);
            }

            Algorithm(asn, Sha256);
            // Signed as a SET, kept as [0]: only the tag differs (RFC 5652, 5.4).
            var tagged = (byte[])attributes.Clone();
            tagged[0] = 0xA0;
            asn.WriteEncodedValue(tagged);
            Algorithm(asn, Rsa);
            asn.WriteOctetString(value);
        }
    }

    private static void Algorithm(AsnWriter asn, string algorithm)
    {
        using (asn.PushSequence())
        {
            asn.WriteObjectIdentifier(algorithm);
            asn.WriteNull();
        }
    }
}
