using IntakePipeline.Signatures.Certificates;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Signatures.Revocation;

namespace IntakePipeline.Tests.Signatures;

/// <summary>Damaged signatures must end in verdicts: an exception of any kind fails the test. Seeded, so that a failure comes again.</summary>
public sealed class CmsFuzzTests
{
    private const int Cases = 200;

    private static readonly SignatureVerifier Verifier = new(new TrustAnchors([Pki.Root], []), new RevocationCheck([], required: false));

    [Fact]
    public async Task Mutated_signatures_end_in_verdicts_and_never_in_another_signer()
    {
        var original = Pki.Sign(Pki.Signer);
        for (var seed = 0; seed < Cases; seed++)
        {
            var verdict = await Verifier.VerifyAsync(CmsMutator.Mutate(original, new Random(seed)), Pki.Form, Pki.Filed, allowsSha1: true, default);
            if (verdict is SignatureVerdict.Valid { Signers: var signers })
                Assert.True(signers is [{ Person.Value: "12345678Z", Company.Value: "B12345674" }], $"seed {seed}");
        }
    }

    [Fact]
    public void Depth_and_number_are_bounded_without_recursion()
    {
        var deep = new byte[200_000];
        for (var i = 0; i < deep.Length; i += 2)
            (deep[i], deep[i + 1]) = (0x30, 0x80);
        Assert.Null(Asn1Bounds.Measure(deep));
        byte[] many = [0x30, 0x83, 0x03, 0x0D, 0x40, .. Enumerable.Repeat(new byte[] { 0x05, 0x00 }, 100_000).SelectMany(b => b)];
        Assert.Null(Asn1Bounds.Measure(many));
        Assert.Equal(4, Asn1Bounds.Measure([0x30, 0x02, 0x05, 0x00, 0xFF]));
        Assert.Equal(6, Asn1Bounds.Measure([0x30, 0x80, 0x05, 0x00, 0x00, 0x00]));
        Assert.Equal(2, Asn1Bounds.Measure([0x30, 0x00]));
        foreach (var cut in new byte[][] { [], [0x30], [0x30, 0x03, 0x05, 0x00], [0x30, 0x80, 0x05, 0x00], [0x30, 0x02, 0x05, 0x01], [0x1F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00], [0x05, 0x80], [0x30, 0x85, 0, 0, 0, 0, 0] })
            Assert.Null(Asn1Bounds.Measure(cut));
    }
}
