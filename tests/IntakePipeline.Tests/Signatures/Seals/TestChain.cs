using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Tests.Signatures.Seals;

/// <summary>A root, an authority under it and a certificate of that authority, made for a test.</summary>
internal sealed class TestChain : IDisposable
{
    private readonly DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1), to = DateTimeOffset.UtcNow.AddDays(30);

    public TestChain(string? usage = null)
    {
        using var rootKey = RSA.Create(2048);
        using var intermediateKey = RSA.Create(2048);
        using var leafKey = RSA.Create(2048);
        var request = Request("CN=Arrel de prova", rootKey, true);
        Root = request.CreateSelfSigned(from, to);
        Intermediate = Request("CN=Autoritat de prova", intermediateKey, true).Create(Root, from, to, [1, 2]);
        using var issuer = Intermediate.CopyWithPrivateKey(intermediateKey);
        var leaf = Request("CN=Segell de prova, O=IMPIVA, C=ES", leafKey, false);
        if (usage is not null)
            leaf.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: true));
        using var bare = leaf.Create(issuer, from, to, [3, 4]);
        Leaf = bare.CopyWithPrivateKey(leafKey);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    public X509Certificate2 Leaf { get; }

    public byte[] Container(string password) => new X509Certificate2Collection { Leaf, Intermediate, X509CertificateLoader.LoadCertificate(Root.RawData) }.Export(X509ContentType.Pkcs12, password)!;

    public void Dispose()
    {
        Root.Dispose();
        Intermediate.Dispose();
        Leaf.Dispose();
    }

    private static CertificateRequest Request(string name, RSA key, bool authority)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            authority ? X509KeyUsageFlags.KeyCertSign : X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        return request;
    }
}
