using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Signatures.Certificates;

namespace IntakePipeline.Signatures.Revocation;

/// <summary>What certificates, revocation lists and OCSP answers have in common: something to be signed, an algorithm, a signature.</summary>
/// <param name="Content">What is signed, in DER.</param>
/// <param name="Algorithm">Object identifier of the signature algorithm.</param>
/// <param name="Signature">The signature.</param>
internal sealed record SignedStructure(ReadOnlyMemory<byte> Content, string Algorithm, byte[] Signature)
{
    /// <summary>Reads its three parts; what follows them is left to the caller.</summary>
    /// <exception cref="AsnContentException">It is no such structure.</exception>
    public static SignedStructure Read(AsnReader sequence) =>
        new(sequence.ReadEncodedValue(), sequence.ReadSequence().ReadObjectIdentifier(), sequence.ReadBitString(out _));

    /// <summary>Whether <paramref name="signer"/>'s key made the signature, by an algorithm that counts today.</summary>
    public bool IsSignedBy(X509Certificate2 signer)
    {
        if (!AlgorithmPolicy.AllowsKey(signer))
            return false;
        try
        {
            switch (Algorithm)
            {
                case "1.2.840.113549.1.1.11" or "1.2.840.113549.1.1.12" or "1.2.840.113549.1.1.13":
                    using (var rsa = signer.GetRSAPublicKey())
                        return rsa?.VerifyData(Content.Span, Signature, Digest, RSASignaturePadding.Pkcs1) == true;
                case "1.2.840.10045.4.3.2" or "1.2.840.10045.4.3.3" or "1.2.840.10045.4.3.4":
                    using (var curve = signer.GetECDsaPublicKey())
                        return curve?.VerifyData(Content.Span, Signature, Digest, DSASignatureFormat.Rfc3279DerSequence) == true;
                default:
                    return false;
            }
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private HashAlgorithmName Digest => Algorithm switch
    {
        "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
        "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };
}
