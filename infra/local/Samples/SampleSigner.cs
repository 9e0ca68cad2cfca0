using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Local.Samples;

/// <summary>Signs envelopes as an applicant would, with a certificate made for the occasion: a real signature that proves nothing about anybody.</summary>
public sealed class SampleSigner : IDisposable
{
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    private readonly X509Certificate2 certificate = CreateCertificate();

    /// <summary>The detached signature (CAdES-BES) over the exact bytes of an envelope: the content of <c>solicitud.json.p7s</c>.</summary>
    public byte[] Sign(byte[] envelope)
    {
        var cms = new SignedCms(new ContentInfo(envelope), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        signer.SignedAttributes.Add(new Pkcs9SigningTime());
        signer.SignedAttributes.Add(new AsnEncodedData(SigningCertificateV2, SigningCertificate()));
        cms.ComputeSignature(signer, silent: true);
        return cms.Encode();
    }

    /// <inheritdoc/>
    public void Dispose() => certificate.Dispose();

    /// <summary>The attribute that binds the signature to its certificate and makes it CAdES (RFC 5035).</summary>
    private byte[] SigningCertificate()
    {
        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSequence())
        using (asn.PushSequence())
        using (asn.PushSequence())
            asn.WriteOctetString(certificate.GetCertHash(HashAlgorithmName.SHA256));
        return asn.Encode();
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=Persona de mostra - Persona de muestra, O=Mostra sense validesa - Muestra sin validez, C=ES", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        // Valid in the years of the calls as well as today.
        return request.CreateSelfSigned(new DateTimeOffset(2009, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
