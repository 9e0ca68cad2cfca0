using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Tests.Local;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Tests.Signatures.Seals;

public sealed class Pkcs12SealTests
{
    private static readonly byte[] Digest = SHA256.HashData("dades"u8);

    [Fact]
    public void A_development_seal_signs_the_same_each_time_and_says_what_it_is()
    {
        var seal = Pkcs12Seal.Open(DevelopmentSeal.Create(), null);
        Assert.Equal(seal.Sign(Digest), seal.Sign(Digest));
        Assert.True(seal.Certificate.GetRSAPublicKey()!.VerifyHash(Digest, seal.Sign(Digest), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.True(seal.Certificate.IsDevelopmentSeal());
        Assert.Contains("SENSE VALIDESA - SIN VALIDEZ", seal.Certificate.Subject, StringComparison.Ordinal);
        Assert.Empty(seal.Intermediates);
    }

    [Fact]
    public async Task Several_threads_may_seal_at_once()
    {
        var seal = DevelopmentSeal.OfThisProcess;
        var expected = seal.Sign(Digest);
        var made = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => seal.Sign(Digest))));
        Assert.All(made, m => Assert.Equal(expected, m));
    }

    [Fact]
    public void A_seal_of_an_authority_comes_with_its_chain_but_not_with_the_root()
    {
        using var chain = new TestChain();
        var seal = Pkcs12Seal.Open(chain.Container("clau"), "clau");
        Assert.Equal(chain.Leaf.Thumbprint, seal.Certificate.Thumbprint);
        Assert.Equal([chain.Intermediate.Thumbprint], seal.Intermediates.Select(c => c.Thumbprint));
        Assert.False(seal.Certificate.IsDevelopmentSeal());
    }

    [Fact]
    public void What_may_not_seal_is_refused_with_its_reason()
    {
        using var chain = new TestChain();
        Assert.Contains("password", Assert.Throws<InvalidOperationException>(() => Pkcs12Seal.Open(chain.Container("clau"), "altra")).Message, StringComparison.Ordinal);
        Assert.Contains("PKCS#12", Assert.Throws<InvalidOperationException>(() => Pkcs12Seal.Open("no"u8, null)).Message, StringComparison.Ordinal);
        Assert.Contains("holds 0", Assert.Throws<InvalidOperationException>(() => Pkcs12Seal.Open(new X509Certificate2Collection(chain.Intermediate).Export(X509ContentType.Pkcs12)!, null)).Message, StringComparison.Ordinal);
        Assert.Contains("2048", Assert.Throws<InvalidOperationException>(() => Pkcs12Seal.Open(DevelopmentSeal.Create(1024), null)).Message, StringComparison.Ordinal);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var curve = new CertificateRequest("CN=corba", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        Assert.Contains("RSA", Assert.Throws<InvalidOperationException>(() => Pkcs12Seal.Open(curve.Export(X509ContentType.Pkcs12), null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_settings_name_the_file_and_where_its_password_is()
    {
        using var folder = new TemporaryFolder();
        using var chain = new TestChain();
        var (file, password) = (folder["segell.p12"], folder["clau.txt"]);
        File.WriteAllBytes(file, chain.Container("clau"));
        File.WriteAllText(password, "clau\n");
        Assert.Equal(chain.Leaf.Thumbprint, Sealing.From(Settings((Sealing.FileSetting, file), (Sealing.PasswordSetting, "clau"))).Seal.Certificate.Thumbprint);
        var read = Sealing.From(Settings((Sealing.FileSetting, file), (Sealing.PasswordFileSetting, password), (Sealing.TimestampSetting, "https://tsa.example/")));
        Assert.Equal((chain.Leaf.Thumbprint, new Uri("https://tsa.example/")), (read.Seal.Certificate.Thumbprint, read.TimestampAuthority));

        Assert.Throws<InvalidOperationException>(() => Sealing.From(Settings()));
        Assert.Throws<InvalidOperationException>(() => Sealing.From(Settings((Sealing.FileSetting, file + "x"))));
        Assert.Throws<InvalidOperationException>(() => Sealing.From(Settings((Sealing.TimestampSetting, "tsa.example")), () => DevelopmentSeal.OfThisProcess));
        Assert.Null(Sealing.From(Settings(), () => DevelopmentSeal.OfThisProcess).TimestampAuthority);
    }

    private static IConfiguration Settings(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Name, (string?)v.Value))).Build();
}
