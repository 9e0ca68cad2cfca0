using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Signatures.Certificates;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Signatures.Revocation;
using IntakePipeline.Tests.Hosting;
using IntakePipeline.Tests.Local;
using Microsoft.Extensions.Logging.Abstractions;
using static IntakePipeline.Tests.Signatures.Pki;

namespace IntakePipeline.Tests.Signatures;

public sealed class RevocationTests : IDisposable
{
    private const string Subject = "CN=Prova, SERIALNUMBER=IDCES-12345678Z, C=ES";
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("2012-06-19", "2012-07-01", true, SignatureFlaw.Revoked)]
    [InlineData("2012-06-19", "2012-07-01", false, SignatureFlaw.Revoked)]
    // Revoked after it was filed: what was filed stands.
    [InlineData("2012-06-21", "2012-07-01", true, null)]
    [InlineData(null, "2012-07-01", true, null)]
    // The list had lapsed by then.
    [InlineData("2012-06-19", "2012-06-19", true, SignatureFlaw.RevocationUnknown)]
    [InlineData("2012-06-19", "2012-06-19", false, null)]
    public async Task A_list_says_who_was_revoked_when_it_was_filed(string? revoked, string next, bool required, SignatureFlaw? flaw)
    {
        using var certificate = Make(Intermediate, Subject);
        await WriteAsync("intermedia.crl", Intermediate, next, revoked is null ? null : certificate, revoked);
        await WriteAsync("arrel.crl", Root, "2012-07-01", null, null);
        await AssertAsync(flaw, certificate, required);
    }

    [Fact]
    public async Task An_intermediate_can_be_revoked_too()
    {
        await WriteAsync("intermedia.crl", Intermediate, "2012-07-01", null, null);
        await WriteAsync("arrel.crl", Root, "2012-07-01", Intermediate, "2012-01-01", pem: true);
        await AssertAsync(SignatureFlaw.Revoked, Signer, required: false);
    }

    [Fact]
    public async Task A_list_that_somebody_else_signed_or_that_is_none_says_nothing()
    {
        using var impostor = Make(null, "CN=Intermedia de prova", authority: true);
        await WriteAsync("fals.crl", impostor, "2012-07-01", Signer, "2012-01-01");
        await File.WriteAllTextAsync(folder["notes.txt"], "açò no és cap llista");
        await File.WriteAllBytesAsync(folder["buit.crl"], []);
        await AssertAsync(null, Signer, required: false);
        await AssertAsync(SignatureFlaw.RevocationUnknown, Signer, required: true);
    }

    [Fact]
    public async Task The_folder_is_looked_at_again_after_a_minute()
    {
        var time = new ManualTime(Day("2026-01-01"));
        var source = new RevocationFolder(folder.Location, time, NullLogger<RevocationFolder>.Instance);
        Assert.IsType<RevocationStatus.Unknown>(await source.AskAsync(Signer, Intermediate, Filed, default));
        await WriteAsync("intermedia.crl", Intermediate, "2012-07-01", Signer, "2012-01-01");
        Assert.IsType<RevocationStatus.Unknown>(await source.AskAsync(Signer, Intermediate, Filed, default));
        time.Set(Day("2026-01-02"));
        Assert.IsType<RevocationStatus.Revoked>(await source.AskAsync(Signer, Intermediate, Filed, default));
    }

    [Fact]
    public async Task Nobody_asked_and_required_is_unknown() => await AssertAsync(SignatureFlaw.RevocationUnknown, Signer, required: true);

    public void Dispose() => folder.Dispose();

    private async Task AssertAsync(SignatureFlaw? flaw, X509Certificate2 certificate, bool required)
    {
        var check = new RevocationCheck([new RevocationFolder(folder.Location, TimeProvider.System, NullLogger<RevocationFolder>.Instance)], required);
        var verdict = await new SignatureVerifier(new TrustAnchors([Root], []), check).VerifyAsync(Sign(certificate), Form, Filed, false, default);
        if (flaw is { } expected)
            Assert.Equal(new SignatureVerdict.Flawed(expected), verdict);
        else
            Assert.IsType<SignatureVerdict.Valid>(verdict);
    }

    private async Task WriteAsync(string name, X509Certificate2 issuer, string next, X509Certificate2? revoked, string? since, bool pem = false)
    {
        var builder = new CertificateRevocationListBuilder();
        if (revoked is not null)
            builder.AddEntry(revoked, Day(since!), X509RevocationReason.KeyCompromise);
        using var key = issuer.GetECDsaPrivateKey()!;
        var list = builder.Build(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(key), 1, Day(next), HashAlgorithmName.SHA256,
            X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier([1, 2, 3]), thisUpdate: Day("2012-06-01"));
        await File.WriteAllBytesAsync(folder[name], pem ? System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("X509 CRL", list)) : list);
    }

    private static DateTimeOffset Day(string text) => DateTimeOffset.Parse(text + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
}
