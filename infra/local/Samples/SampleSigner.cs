using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Local.Samples;

/// <summary>Signs envelopes as applicants would, each with a certificate of its own from a demo authority: real signatures that prove nothing about anybody.</summary>
/// <param name="authority">Certifies the signers; stays its owner's.</param>
public sealed class SampleSigner(DemoAuthority authority) : IDisposable
{
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    private readonly ConcurrentDictionary<Signatory, Lazy<X509Certificate2>> certificates = new();

    /// <summary>A signer of the authority that lives as long as this process.</summary>
    public SampleSigner() : this(DemoAuthority.OfThisProcess)
    {
    }

    /// <summary>The detached signature (CAdES-BES) over the exact bytes of an envelope: the content of <c>solicitud.json.p7s</c>.</summary>
    public byte[] Sign(byte[] envelope, Signatory who) =>
        Sign(envelope, certificates.GetOrAdd(who, w => new Lazy<X509Certificate2>(() => authority.Issue(w))).Value);

    /// <summary>The same with a given certificate and its key.</summary>
    public static byte[] Sign(byte[] envelope, X509Certificate2 certificate)
    {
        var cms = new SignedCms(new ContentInfo(envelope), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new Pkcs9SigningTime());
        signer.SignedAttributes.Add(new AsnEncodedData(SigningCertificateV2, SigningCertificate(certificate)));
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var certificate in certificates.Values)
            certificate.Value.Dispose();
    }

    /// <summary>The attribute that binds the signature to its certificate and makes it CAdES (RFC 5035).</summary>
    private static byte[] SigningCertificate(X509Certificate2 certificate)
    {
        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSequence())
        using (asn.PushSequence())
        using (asn.PushSequence())
            asn.WriteOctetString(certificate.GetCertHash(HashAlgorithmName.SHA256));
        return asn.Encode();
    }
}
