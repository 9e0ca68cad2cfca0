using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Signatures.Seals;

/// <summary>Seals for development and tests, signed by themselves: a real signature that proves nothing, and says so in its certificate.</summary>
public static class DevelopmentSeal
{
    private static readonly Lazy<IRegistrySeal> Shared = new(() => Pkcs12Seal.Open(Create(), null));

    /// <summary>A seal that lives as long as this process; made on first use.</summary>
    public static IRegistrySeal OfThisProcess => Shared.Value;

    /// <summary>A new seal as a PKCS#12 container without a password.</summary>
    /// <param name="bits">Length of the RSA key.</param>
    public static byte[] Create(int bits = 2048)
    {
        using var key = RSA.Create(bits);
        var name = new X500DistinguishedNameBuilder();
        name.AddCountryOrRegion("ES");
        name.AddOrganizationName("IntakePipeline");
        name.AddOrganizationalUnitName($"DESENVOLUPAMENT - DESARROLLO, {SealCertificate.DevelopmentMark}");
        name.AddCommonName("Segell de desenvolupament - Sello de desarrollo");
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        // Valid in the years of the calls as well as today.
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2009, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return certificate.Export(X509ContentType.Pkcs12);
    }
}
