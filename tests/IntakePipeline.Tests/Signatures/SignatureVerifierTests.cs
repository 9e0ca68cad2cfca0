using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Signatures.Certificates;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Signatures.Revocation;
using static IntakePipeline.Tests.Signatures.Pki;

namespace IntakePipeline.Tests.Signatures;

public sealed class SignatureVerifierTests
{
    private const string Subject = "CN=Prova, SERIALNUMBER=IDCES-12345678Z, C=ES";
    private static readonly SignatureVerifier Verifier = new(new TrustAnchors([Root], []), new RevocationCheck([], required: false));

    [Fact]
    public async Task A_good_signature_names_its_signer_and_company()
    {
        var signer = Assert.Single(Assert.IsType<SignatureVerdict.Valid>(await VerifyAsync(Sign(Signer))).Signers);
        Assert.Equal(("12345678Z", "B12345674", "Il·lusió i Força, SL"), (signer.Person?.Value, signer.Company?.Value, signer.CompanyName));
    }

    [Fact]
    public async Task Several_signers_are_all_checked_and_all_named()
    {
        using var other = Make(Intermediate, "CN=Altra, SERIALNUMBER=IDCES-00000000T");
        var both = Assert.IsType<SignatureVerdict.Valid>(await VerifyAsync(Sign(Signer, other)));
        Assert.Equal(["00000000T", "12345678Z"], both.Signers.Select(s => s.Person!.Value.Value).Order());
        using var lapsed = Make(Intermediate, "CN=Altra, SERIALNUMBER=IDCES-00000000T", to: new DateTimeOffset(2012, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await FlawAsync(SignatureFlaw.Expired, Sign(Signer, lapsed));
        await FlawAsync(SignatureFlaw.Malformed, Sign([.. Enumerable.Repeat(Signer, CmsLimits.Signers + 1)]));
    }

    [Fact]
    public async Task Other_bytes_than_those_signed_are_told_from_a_forged_signature()
    {
        await FlawAsync(SignatureFlaw.Altered, Sign("{\"version\": 2}\n"u8.ToArray(), [Signer]));
        var signature = Sign(Signer);
        // The signature value ends the structure.
        signature[^3] ^= 1;
        await FlawAsync(SignatureFlaw.Incorrect, signature);
    }

    [Fact]
    public async Task What_is_no_detached_signature_is_malformed_or_said_apart()
    {
        foreach (var garbage in new byte[][] { [0x30, 0x00], [1], "-----BEGIN PKCS7-----"u8.ToArray(), [.. Sign(Signer), 0] })
            await FlawAsync(SignatureFlaw.Malformed, garbage);
        await FlawAsync(SignatureFlaw.NotDetached, Sign(Form, [Signer], detached: false));
        var nobody = new SignedCms(new(Form), detached: true);
        nobody.ComputeSignature(new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, Signer) { IncludeOption = X509IncludeOption.EndCertOnly }, silent: true);
        nobody.RemoveSignature(0);
        await FlawAsync(SignatureFlaw.NoSigner, nobody.Encode());
    }

    [Fact]
    public async Task The_signature_must_carry_and_bind_its_certificate()
    {
        await FlawAsync(SignatureFlaw.CertificateMissing, Sign(Form, [Signer], include: X509IncludeOption.None));
        await FlawAsync(SignatureFlaw.NotCades, Sign(Form, [Signer], bound: _ => null));
        await FlawAsync(SignatureFlaw.OtherCertificate, Sign(Form, [Signer], bound: _ => Bound(Root)));
        await FlawAsync(SignatureFlaw.Malformed, Sign(Form, [Signer], bound: c => new(Bound(c).Oid!, [0x30, 0x00])));
    }

    [Fact]
    public async Task Whom_nobody_trusted_certified_is_unknown()
    {
        using var self = Make(null, Subject);
        await FlawAsync(SignatureFlaw.UnknownIssuer, Sign(self));
        // Named like the intermediate that comes along, and not it.
        using var impostor = Make(null, "CN=Intermedia de prova", authority: true);
        using var forged = Make(impostor, Subject);
        await FlawAsync(SignatureFlaw.BrokenChain, Sign(forged));
        var nobody = new SignatureVerifier(new TrustAnchors([], []), new RevocationCheck([], required: false));
        Assert.Equal(new SignatureVerdict.Flawed(SignatureFlaw.NoAnchors), await nobody.VerifyAsync(Sign(Signer), Form, Filed, false, default));
    }

    [Fact]
    public async Task A_signer_is_no_authority()
    {
        // An end-entity certificate must not certify others.
        using var clerk = Make(Intermediate, "CN=Escrivent, SERIALNUMBER=IDCES-00000000T");
        using var friend = Make(clerk, Subject);
        var cms = new SignedCms(new(Form), detached: true);
        var signer = new CmsSigner(friend) { IncludeOption = X509IncludeOption.EndCertOnly };
        signer.Certificates.AddRange(new[] { clerk, Intermediate });
        signer.SignedAttributes.Add(Bound(friend));
        cms.ComputeSignature(signer, silent: true);
        await FlawAsync(SignatureFlaw.BrokenChain, cms.Encode());
    }

    [Theory]
    [InlineData("2012-06-21", "2014-01-01", SignatureFlaw.NotYetValid)]
    [InlineData("2010-06-21", "2012-06-19", SignatureFlaw.Expired)]
    [InlineData("2010-06-21", "2012-06-21", null)]
    public async Task The_certificate_must_be_valid_when_it_is_filed_not_today(string from, string to, SignatureFlaw? flaw)
    {
        using var certificate = Make(Intermediate, Subject, from: Day(from), to: Day(to));
        if (flaw is { } expected)
            await FlawAsync(expected, Sign(certificate));
        else
            Assert.IsType<SignatureVerdict.Valid>(await VerifyAsync(Sign(certificate)));
    }

    [Fact]
    public async Task A_certificate_for_something_else_does_not_sign()
    {
        using var cipher = Make(Intermediate, Subject, usage: X509KeyUsageFlags.KeyEncipherment);
        using var silent = Make(Intermediate, Subject, usage: null);
        using var server = Make(Intermediate, Subject, purposes: ["1.3.6.1.5.5.7.3.1"]);
        using var mail = Make(Intermediate, Subject, purposes: ["1.3.6.1.5.5.7.3.4"]);
        foreach (var wrong in new[] { cipher, silent, server })
            await FlawAsync(SignatureFlaw.WrongUsage, Sign(wrong));
        Assert.IsType<SignatureVerdict.Valid>(await VerifyAsync(Sign(mail)));
    }

    [Fact]
    public async Task Weak_keys_and_curves_do_not_count()
    {
        using var small = RSA.Create(1024);
        using var weak = Make(Intermediate, Subject, key: small);
        await FlawAsync(SignatureFlaw.WeakAlgorithm, Sign(weak));
        using var odd = ECDsa.Create(ECCurve.CreateFromValue("1.3.132.0.10"));
        using var koblitz = Make(Intermediate, Subject, key: odd);
        await FlawAsync(SignatureFlaw.WeakAlgorithm, Sign(koblitz));
        using var enough = RSA.Create(2048);
        using var good = Make(Intermediate, Subject, key: enough);
        Assert.IsType<SignatureVerdict.Valid>(await VerifyAsync(Sign(good)));
    }

    [Fact]
    public async Task Sha1_counts_only_where_it_is_allowed()
    {
        var old = Sign(Form, [Signer], digest: Sha1, bound: BoundBySha1);
        await FlawAsync(SignatureFlaw.WeakAlgorithm, old);
        Assert.IsType<SignatureVerdict.Valid>(await Verifier.VerifyAsync(old, Form, Filed, allowsSha1: true, default));
        // Bound by SHA-1 alone is not bound, where SHA-1 does not count.
        await FlawAsync(SignatureFlaw.NotCades, Sign(Form, [Signer], bound: BoundBySha1));
    }

    [Fact]
    public async Task A_certificate_without_a_tax_identifier_names_nobody()
    {
        using var nameless = Make(Intermediate, "CN=Algú, SERIALNUMBER=IDCES-12345678A");
        await FlawAsync(SignatureFlaw.NobodyNamed, Sign(nameless));
    }

    [Fact]
    public void Every_flaw_has_a_code_and_words_of_its_own()
    {
        var faults = Enum.GetValues<SignatureFlaw>().Select(SignatureFaults.Of).ToList();
        Assert.Distinct(faults.Select(f => f.Code));
        Assert.Distinct(faults.Select(f => f.Reason.Va));
        Assert.All(faults, f => Assert.All(new[] { f.Reason.Va, f.Reason.Es, f.Remedy.Va, f.Remedy.Es }, Assert.NotEmpty));
        Assert.All(faults, f => Assert.Matches("^[a-z0-9-]+$", f.Code));
    }

    private static ValueTask<SignatureVerdict> VerifyAsync(byte[] signature) => Verifier.VerifyAsync(signature, Form, Filed, allowsSha1: false, default);

    private static async Task FlawAsync(SignatureFlaw expected, byte[] signature) =>
        Assert.Equal(expected, Assert.IsType<SignatureVerdict.Flawed>(await VerifyAsync(signature)).Flaw);

    private static DateTimeOffset Day(string text) => DateTimeOffset.Parse(text + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
