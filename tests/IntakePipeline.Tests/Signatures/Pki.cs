using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using NodaTime;

namespace IntakePipeline.Tests.Signatures;

/// <summary>A root, an intermediate, and whatever certificates and signatures a test wants of them. Keys are P-256 and made once a process.</summary>
internal static class Pki
{
    public const string Sha256 = "2.16.840.1.101.3.4.2.1";
    public const string Sha1 = "1.3.14.3.2.26";
    public static readonly byte[] Form = "{\"version\": 1}\n"u8.ToArray();
    public static readonly Instant Filed = Instant.FromUtc(2012, 6, 20, 7, 0);

    private static readonly DateTimeOffset From = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2045, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static int serial = 1000;

    public static X509Certificate2 Root { get; } = Make(null, "CN=Arrel de prova", authority: true);

    public static X509Certificate2 Intermediate { get; } = Make(Root, "CN=Intermedia de prova", authority: true);

    /// <summary>A representative of B12345674, under the intermediate.</summary>
    public static X509Certificate2 Signer { get; } = Make(Intermediate, "CN=12345678Z NÚRIA PERIS (R: B12345674), SERIALNUMBER=IDCES-12345678Z, O=\"Il·lusió i Força, SL\", OID.2.5.4.97=VATES-B12345674, C=ES");

    public static X509Certificate2 Make(
        X509Certificate2? issuer, string subject, bool authority = false, DateTimeOffset? from = null, DateTimeOffset? to = null,
        X509KeyUsageFlags? usage = X509KeyUsageFlags.DigitalSignature, string[]? purposes = null, Action<CertificateRequest>? change = null, AsymmetricAlgorithm? key = null)
    {
        using var made = key is null ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : null;
        var name = new X500DistinguishedName(subject);
        var request = (key ?? made) switch
        {
            ECDsa curve => new CertificateRequest(name, curve, HashAlgorithmName.SHA256),
            RSA rsa => new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => throw new ArgumentException("A key of another kind.", nameof(key)),
        };
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, true));
        if (authority)
            usage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign;
        if (usage is { } flags)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(flags, true));
        if (purposes is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. purposes.Select(p => new Oid(p))], false));
        change?.Invoke(request);
        if (issuer is null)
            return request.CreateSelfSigned(from ?? From, to ?? To);
        var number = BitConverter.GetBytes(Interlocked.Increment(ref serial));
        Array.Reverse(number);
        // By a generator of the issuer's kind: the subject's key may be of another.
        using var issuerKey = issuer.GetECDsaPrivateKey()!;
        using var issued = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), from ?? From.AddDays(1), to ?? To.AddDays(-1), number);
        return (key ?? made) is RSA withRsa ? issued.CopyWithPrivateKey(withRsa) : issued.CopyWithPrivateKey((ECDsa)(key ?? made)!);
    }

    /// <summary>A detached signature by each of <paramref name="signers"/>, with the intermediate.</summary>
    public static byte[] Sign(params X509Certificate2[] signers) => Sign(Form, signers);

    public static byte[] Sign(byte[] content, X509Certificate2[] signers, bool detached = true, string digest = Sha256, Func<X509Certificate2, AsnEncodedData?>? bound = null, X509IncludeOption include = X509IncludeOption.EndCertOnly)
    {
        var cms = new SignedCms(new ContentInfo(content), detached);
        foreach (var certificate in signers)
        {
            var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate) { DigestAlgorithm = new Oid(digest), IncludeOption = include };
            if (include != X509IncludeOption.None)
                signer.Certificates.Add(Intermediate);
            signer.SignedAttributes.Add(new Pkcs9SigningTime(new DateTime(2012, 6, 20, 6, 0, 0, DateTimeKind.Utc)));
            if ((bound is null ? Bound(certificate) : bound(certificate)) is { } attribute)
                signer.SignedAttributes.Add(attribute);
            cms.ComputeSignature(signer, silent: true);
        }

        return cms.Encode();
    }

    /// <summary>The attribute that binds the signature to its certificate.</summary>
    public static AsnEncodedData Bound(X509Certificate2 certificate) => Bound("1.2.840.113549.1.9.16.2.47", certificate.GetCertHash(HashAlgorithmName.SHA256));

    /// <summary>The same in its first version.</summary>
    public static AsnEncodedData BoundBySha1(X509Certificate2 certificate) => Bound("1.2.840.113549.1.9.16.2.12", certificate.GetCertHash());

    private static AsnEncodedData Bound(string attribute, byte[] hash)
    {
        var asn = new AsnWriter(AsnEncodingRules.DER);
        using (asn.PushSequence())
        using (asn.PushSequence())
        using (asn.PushSequence())
            asn.WriteOctetString(hash);
        return new AsnEncodedData(attribute, asn.Encode());
    }
}
