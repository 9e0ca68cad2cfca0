using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Signatures.Revocation;
using static IntakePipeline.Tests.Signatures.Pki;

namespace IntakePipeline.Tests.Signatures;

/// <summary>Lists that speak for some of an issuer's certificates only: of the others they say nothing.</summary>
public sealed class PartialListTests
{
    private const string Subject = "CN=Prova, SERIALNUMBER=IDCES-12345678Z, C=ES";
    private static readonly X509Certificate2 First = At("http://crl.example/CRL1.crl");
    private static readonly X509Certificate2 Tenth = At("http://crl.example/CRL1.crl0");
    private static readonly X509Certificate2 Nowhere = Make(Intermediate, Subject);

    [Fact]
    public void A_part_speaks_for_the_certificates_that_name_its_whole_address()
    {
        var part = List(Crl.At("http://crl.example/CRL1.crl"), revoked: First);
        Assert.IsType<RevocationStatus.Revoked>(part(First));
        Assert.IsType<RevocationStatus.Unknown>(part(Tenth));
        Assert.IsType<RevocationStatus.Unknown>(part(Nowhere));
        Assert.IsType<RevocationStatus.Good>(List(Crl.At("http://crl.example/CRL1.crl0"))(Tenth));
    }

    [Fact]
    public void One_for_users_or_for_authorities_says_nothing_of_the_others()
    {
        using var authority = Make(Intermediate, "CN=Una altra intermedia", authority: true);
        Assert.IsType<RevocationStatus.Good>(List(Crl.Flag(1))(Nowhere));
        Assert.IsType<RevocationStatus.Unknown>(List(Crl.Flag(1))(authority));
        Assert.IsType<RevocationStatus.Good>(List(Crl.Flag(2))(authority));
        Assert.IsType<RevocationStatus.Unknown>(List(Crl.Flag(2))(Nowhere));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Indirect_lists_and_lists_of_attributes_are_not_read(int flag) => Assert.Throws<NotSupportedException>(() => List(Crl.Flag(flag)));

    private static Func<X509Certificate2, RevocationStatus> List(Action<System.Formats.Asn1.AsnWriter> scope, X509Certificate2? revoked = null)
    {
        var list = RevocationList.Read(Crl.Partial(Intermediate, revoked, scope));
        return certificate => list.StatusOf(certificate, Intermediate, Filed);
    }

    private static X509Certificate2 At(string address) =>
        Make(Intermediate, Subject, change: r => r.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([address])));
}
