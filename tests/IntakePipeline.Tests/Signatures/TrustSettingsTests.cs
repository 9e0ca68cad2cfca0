using IntakePipeline.Signatures;
using IntakePipeline.Signatures.Certificates;
using IntakePipeline.Tests.Local;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Tests.Signatures;

public sealed class TrustSettingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_defaults_trust_nobody_and_ask_nobody()
    {
        var settings = Read();
        Assert.Equal(new SignatureSettings(), settings);
        Assert.False(settings.AsksForRevocation || settings.AllowSha1);
        Assert.True(CertificateFolder.Load(settings.TrustAnchors).IsEmpty);
    }

    [Fact]
    public void What_is_set_is_read() => Assert.Equal(
        new SignatureSettings { TrustAnchors = "/ca", AllowSha1 = true, RevocationLists = "/crl", Ocsp = "http://ocsp.example/", RevocationRequired = true, OcspSeconds = 0.5 },
        Read(("TrustAnchors", "/ca"), ("AllowSha1", "true"), ("RevocationLists", "/crl"), ("Ocsp", "http://ocsp.example/"), ("RevocationRequired", "True"), ("OcspSeconds", "0.5")));

    [Theory]
    [InlineData("AllowSha1", "sí")]
    [InlineData("RevocationRequired", "1")]
    [InlineData("Ocsp", "ocsp.example")]
    [InlineData("Ocsp", "file:///etc/passwd")]
    [InlineData("OcspSeconds", "0")]
    [InlineData("OcspSeconds", "31")]
    [InlineData("OcspSeconds", "NaN")]
    public void What_makes_no_sense_is_said_by_name(string name, string value)
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => Read((name, value)));
        Assert.Contains($"Intake__{name}", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(value, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anchors_come_as_pem_or_der_once_each_and_links_are_told_from_them()
    {
        File.WriteAllText(folder["bundle.pem"], Pki.Root.ExportCertificatePem() + "\n" + Pki.Intermediate.ExportCertificatePem());
        File.WriteAllBytes(folder["root.cer"], Pki.Root.RawData);
        File.WriteAllText(folder[".gitkeep"], "");
        var anchors = CertificateFolder.Load(folder.Location);
        Assert.Equal([Pki.Root.Thumbprint], anchors.Roots.Select(c => c.Thumbprint));
        Assert.Equal([Pki.Intermediate.Thumbprint], anchors.Intermediates.Select(c => c.Thumbprint));
        Assert.Contains("Arrel de prova", anchors.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_trusts_nobody_and_says_so_in_one_line()
    {
        var anchors = CertificateFolder.Load(folder.Location);
        Assert.True(anchors.IsEmpty);
        Assert.StartsWith("NO TRUST ANCHORS", anchors.Notice, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', anchors.Notice);
        // A link leads nowhere by itself.
        File.WriteAllBytes(folder["link.der"], Pki.Intermediate.RawData);
        Assert.True(CertificateFolder.Load(folder.Location).IsEmpty);
    }

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\n#### no base64 ####\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n")]
    [InlineData("notes")]
    [InlineData("")]
    public void A_file_that_is_no_certificate_does_not_pass_for_nobody(string content)
    {
        File.WriteAllText(folder["mal.pem"], content);
        Assert.Contains("mal.pem", Assert.Throws<InvalidOperationException>(() => CertificateFolder.Load(folder.Location)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_does_not_either() =>
        Assert.Contains(SignatureSettings.TrustAnchorsVariable, Assert.Throws<InvalidOperationException>(() => CertificateFolder.Load(folder["enlloc"])).Message, StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

    private static SignatureSettings Read(params (string Name, string Value)[] settings) => SignatureSettings.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Intake:" + s.Name, (string?)s.Value))).Build());
}
