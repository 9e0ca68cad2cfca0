using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Signatures.Certificates;

/// <summary>Which algorithms count: SHA-256 and longer, RSA of 2048 to 8192 bits, elliptic curves of 256 bits and more that have a name.</summary>
/// <param name="allowsSha1">Also SHA-1: for calls of the years in which certificates still used it.</param>
internal sealed class AlgorithmPolicy(bool allowsSha1)
{
    /// <summary>The last year of a call whose signatures may rest on SHA-1, if the configuration allows it at all.</summary>
    public const int LastSha1Year = 2013;

    private const int LeastRsaBits = 2048;

    // A longer key is no safer in practice, and checking with it takes long.
    private const int MostRsaBits = 8192;

    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";
    private const string Sha1 = "1.3.14.3.2.26";

    private static readonly HashSet<string> Sha1Signatures = ["1.2.840.113549.1.1.5", "1.2.840.10045.4.1"];

    private static readonly Dictionary<string, HashAlgorithmName> Digests = new(StringComparer.Ordinal)
    {
        ["2.16.840.1.101.3.4.2.1"] = HashAlgorithmName.SHA256,
        ["2.16.840.1.101.3.4.2.2"] = HashAlgorithmName.SHA384,
        ["2.16.840.1.101.3.4.2.3"] = HashAlgorithmName.SHA512,
        [Sha1] = HashAlgorithmName.SHA1,
    };

    // RSA by its key alone (the digest is named beside it), PSS, and each with its digest.
    private static readonly HashSet<string> Signatures =
    [
        Rsa, "1.2.840.113549.1.1.10", "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13",
        EllipticCurve, "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4",
    ];

    // NIST P-256, P-384, P-521; Brainpool of 256, 384 and 512 bits. Curves spelt out by their parameters can be forged, and are slow.
    private static readonly HashSet<string> Curves =
        ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35", "1.3.36.3.3.2.8.1.1.7", "1.3.36.3.3.2.8.1.1.11", "1.3.36.3.3.2.8.1.1.13"];

    /// <summary>Whether SHA-1 counts.</summary>
    public bool AllowsSha1 => allowsSha1;

    /// <summary>The digest under an object identifier; null when it does not count.</summary>
    public HashAlgorithmName? Digest(string? oid) =>
        oid is not null && Digests.TryGetValue(oid, out var name) && (allowsSha1 || oid != Sha1) ? name : null;

    /// <summary>Whether a signature algorithm counts.</summary>
    public bool AllowsSignature(string? oid) => oid is not null && (Signatures.Contains(oid) || (allowsSha1 && Sha1Signatures.Contains(oid)));

    /// <summary>Whether a certificate's key is strong enough, and no stronger than can be checked quickly.</summary>
    public static bool AllowsKey(X509Certificate2 certificate)
    {
        try
        {
            switch (certificate.PublicKey.Oid.Value)
            {
                case Rsa:
                    using (var key = certificate.GetRSAPublicKey())
                        return key?.KeySize is >= LeastRsaBits and <= MostRsaBits;
                case EllipticCurve:
                    return AsnDecoder.ReadObjectIdentifier(certificate.PublicKey.EncodedParameters?.RawData, AsnEncodingRules.DER, out _) is var curve && Curves.Contains(curve);
                default:
                    return false;
            }
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return false;
        }
    }
}
