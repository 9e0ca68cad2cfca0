using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IntakePipeline.Signatures.Certificates;
using IntakePipeline.Signatures.Checking;
using IntakePipeline.Signatures.Revocation;
using IntakePipeline.Tests.Hosting;
using IntakePipeline.Tests.Local;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using static IntakePipeline.Tests.Signatures.Pki;

namespace IntakePipeline.Tests.Signatures;

/// <summary>Signatures and answers that somebody else's program made.</summary>
public sealed class OpenSslTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(null, "-md", "sha256")]
    [InlineData(null, "-md", "sha512")]
    [InlineData(null, "-md", "sha256", "-rsa")]
    [InlineData(null, "-md", "sha384", "-rsa", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:-1")]
    // The framework checks PSS with a salt as long as the digest and no other; that is what the standards recommend, so others are refused and told.
    [InlineData(SignatureFlaw.Incorrect, "-md", "sha256", "-rsa", "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:20")]
    [InlineData(SignatureFlaw.WeakAlgorithm, "-md", "sha1")]
    [InlineData(SignatureFlaw.NotDetached, "-md", "sha256", "-nodetach")]
    [InlineData(SignatureFlaw.CertificateMissing, "-md", "sha256", "-nocerts")]
    public async Task Its_cades_signatures_are_judged_alike(SignatureFlaw? flaw, params string[] options)
    {
        using var rsa = RSA.Create(2048);
        using var certificate = options.Contains("-rsa") ? Make(Intermediate, "CN=Prova, SERIALNUMBER=IDCES-12345678Z", key: rsa) : null;
        await WriteAsync("qui", certificate ?? Signer);
        await WriteAsync("intermedia", Intermediate);
        await File.WriteAllBytesAsync(folder["solicitud.json"], Form);
        await OpenSsl.RunAsync(folder.Location,
            ["cms", "-sign", "-cades", "-binary", "-in", "solicitud.json", "-outform", "DER", "-out", "firma.p7s", "-signer", "qui.pem", "-inkey", "qui.key", "-certfile", "intermedia.pem", .. options.Where(o => o != "-rsa")]);

        var verdict = await new SignatureVerifier(new TrustAnchors([Root], []), new RevocationCheck([], false))
            .VerifyAsync(await File.ReadAllBytesAsync(folder["firma.p7s"]), Form, Filed, false, default);
        if (flaw is { } expected)
            Assert.Equal(new SignatureVerdict.Flawed(expected), verdict);
        else
            Assert.Equal("12345678Z", Assert.Single(Assert.IsType<SignatureVerdict.Valid>(verdict).Signers).Person?.Value);
    }

    [Theory]
    [InlineData("V", null)]
    [InlineData("R", SignatureFlaw.Revoked)]
    // Not in the responder's book.
    [InlineData("", SignatureFlaw.RevocationUnknown)]
    public async Task Its_responder_is_asked_and_believed(string state, SignatureFlaw? flaw)
    {
        using var direct = Make(Root, "CN=Prova, SERIALNUMBER=IDCES-12345678Z");
        using var responder = Make(Root, "CN=Respon", purposes: ["1.3.6.1.5.5.7.3.9"]);
        await WriteAsync("arrel", Root);
        await WriteAsync("respon", responder);
        var serial = Convert.ToHexString(direct.SerialNumberBytes.Span);
        await File.WriteAllTextAsync(folder["index.txt"], state.Length == 0 ? "" : $"{state}\t450101000000Z\t{(state == "R" ? "120101000000Z" : "")}\t{serial}\tunknown\t/CN=Prova\n");

        var port = FreePort();
        var time = new ManualTime(TimeProvider.System.GetUtcNow());
        using var http = new HttpClient();
        OcspClient ocsp;
        using var process = OpenSsl.Start(folder.Location, "ocsp", "-index", "index.txt", "-port", port.ToString(CultureInfo.InvariantCulture), "-rsigner", "respon.pem", "-rkey", "respon.key", "-CA", "arrel.pem", "-ndays", "1");
        try
        {
            await ListensAsync(process);
            var now = SystemNow();
            ocsp = new OcspClient(http, $"http://127.0.0.1:{port}/", TimeSpan.FromSeconds(20), time, NullLogger<OcspClient>.Instance);
            var verifier = new SignatureVerifier(new TrustAnchors([Root], []), new RevocationCheck([ocsp], required: true));
            SignatureVerdict expected = flaw is { } wrong ? new SignatureVerdict.Flawed(wrong) : new SignatureVerdict.Valid([SignerIdentity.Of(direct)]);
            var verdict = await verifier.VerifyAsync(Sign(direct), Form, now, false, default);
            Assert.Equal((expected as SignatureVerdict.Flawed)?.Flaw, (verdict as SignatureVerdict.Flawed)?.Flaw);
            // An answer by somebody who is no responder of this issuer is none.
            using var stranger = Make(null, "CN=Arrel de prova", authority: true);
            Assert.IsType<RevocationStatus.Unknown>(await new OcspClient(http, $"http://127.0.0.1:{port}/", TimeSpan.FromSeconds(20), TimeProvider.System, NullLogger<OcspClient>.Instance)
                .AskAsync(direct, stranger, now, default));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        // What it said stands for a while, what it did not know does not; then it is asked again, and says nothing.
        Assert.Equal(flaw == SignatureFlaw.RevocationUnknown, await ocsp.AskAsync(direct, Root, SystemNow(), default) is RevocationStatus.Unknown);
        time.Set(time.GetUtcNow() + TimeSpan.FromMinutes(6));
        Assert.IsType<RevocationStatus.Unknown>(await ocsp.AskAsync(direct, Root, SystemNow(), default));
    }

    public void Dispose() => folder.Dispose();

    private static Instant SystemNow() => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    /// <summary>Waits for it to say so: it hangs for good on a connection that says nothing, as a probe would make.</summary>
    private static async Task ListensAsync(Process responder)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await responder.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains("waiting for OCSP client connections", StringComparison.Ordinal))
                return;
        }

        throw new InvalidOperationException("The responder ended.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WriteAsync(string name, X509Certificate2 certificate)
    {
        await File.WriteAllTextAsync(folder[name + ".pem"], certificate.ExportCertificatePem());
        using AsymmetricAlgorithm key = certificate.GetECDsaPrivateKey() ?? (AsymmetricAlgorithm)certificate.GetRSAPrivateKey()!;
        await File.WriteAllTextAsync(folder[name + ".key"], key.ExportPkcs8PrivateKeyPem());
    }
}
