using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using IntakePipeline.Local.Samples;

namespace IntakePipeline.Tests.Local.Samples;

public sealed class SampleSignerTests
{
    private static readonly Signatory Somebody = new(SampleTaxIds.Person(1).Value, "Algú");

    [Fact]
    public void The_signature_is_detached_and_covers_the_exact_bytes()
    {
        using var signer = new SampleSigner();
        var envelope = "{\"version\": 1}"u8.ToArray();
        var signature = signer.Sign(envelope, Somebody);

        Check(signature, envelope);
        Assert.True(signature.AsSpan().IndexOf(envelope) < 0);
        Assert.Throws<CryptographicException>(() => Check(signature, "{\"version\":1}"u8.ToArray()));
    }

    [Fact]
    public void It_is_bound_to_its_certificate_which_says_that_it_is_a_sample()
    {
        using var signer = new SampleSigner();
        var cms = new SignedCms();
        cms.Decode(signer.Sign([1], Somebody));
        var info = Assert.Single(cms.SignerInfos.Cast<SignerInfo>());
        Assert.Contains(info.SignedAttributes.Cast<CryptographicAttributeObject>(), a => a.Oid.Value == "1.2.840.113549.1.9.16.2.47");
        Assert.Contains("sense validesa", info.Certificate!.Subject, StringComparison.Ordinal);
    }

    private static void Check(byte[] signature, byte[] content)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        cms.Decode(signature);
        cms.CheckSignature(verifySignatureOnly: true);
    }
}
