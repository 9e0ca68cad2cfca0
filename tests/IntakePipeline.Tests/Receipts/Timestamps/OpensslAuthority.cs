using IntakePipeline.Tests.Local;
using IntakePipeline.Tests.Signatures.Seals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Tests.Receipts.Timestamps;

/// <summary>How an authority behaves.</summary>
internal enum Mood
{
    Serving,
    Away,
    Nonsense,
    OtherData,
}

/// <summary>A timestamp authority (RFC 3161) on this machine: openssl behind HTTP.</summary>
internal sealed class OpensslAuthority : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;

    private OpensslAuthority()
    {
        using var chain = new TestChain("1.3.6.1.5.5.7.3.8");
        File.WriteAllText(folder["root.pem"], chain.Root.ExportCertificatePem());
        File.WriteAllText(folder["chain.pem"], chain.Intermediate.ExportCertificatePem());
        File.WriteAllText(folder["tsa.pem"], chain.Leaf.ExportCertificatePem());
        using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(chain.Leaf)!;
        File.WriteAllText(folder["tsa.key"], key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(folder["tsa.cnf"], $"""
            [tsa]
            default_tsa = config
            [config]
            serial = {folder["serial"]}
            signer_cert = {folder["tsa.pem"]}
            certs = {folder["chain.pem"]}
            signer_key = {folder["tsa.key"]}
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256
            ess_cert_id_chain = no
            ess_cert_id_alg = sha256
            """);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/", AnswerAsync);
    }

    public Mood Mood { get; set; }

    public Uri Address => new(app.Urls.First());

    public static async Task<OpensslAuthority> StartAsync()
    {
        var authority = new OpensslAuthority();
        await authority.app.StartAsync();
        return authority;
    }

    /// <summary>Has openssl itself check a token against the root.</summary>
    public async Task VerifyAsync(byte[] token, byte[] data)
    {
        await File.WriteAllBytesAsync(folder["data"], data);
        var verified = await ExternalTool.RunAsync(
            "openssl", token, "ts", "-verify", "-data", folder["data"], "-in", "{}", "-token_in", "-CAfile", folder["root.pem"], "-untrusted", folder["chain.pem"]);
        Assert.Contains("Verification: OK", verified, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Dispose();
    }

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        Assert.Equal("application/timestamp-query", request.ContentType);
        using var query = new MemoryStream();
        await request.Body.CopyToAsync(query);
        switch (Mood)
        {
            case Mood.Away:
                return Results.StatusCode(503);
            case Mood.Nonsense:
                return Results.Bytes([0x30, 0x03, 0x02, 0x01, 0x00], "application/timestamp-reply");
            case Mood.OtherData:
                var other = System.Security.Cryptography.Pkcs.Rfc3161TimestampRequest.CreateFromData("altres dades"u8, System.Security.Cryptography.HashAlgorithmName.SHA256, requestSignerCertificates: true);
                return Results.Bytes(await ReplyAsync(other.Encode()), "application/timestamp-reply");
            default:
                return Results.Bytes(await ReplyAsync(query.ToArray()), "application/timestamp-reply");
        }
    }

    private async Task<byte[]> ReplyAsync(byte[] query)
    {
        await ExternalTool.RunForBytesAsync("openssl", query, "ts", "-reply", "-queryfile", "{}", "-config", folder["tsa.cnf"], "-out", folder["reply"]);
        return await File.ReadAllBytesAsync(folder["reply"]);
    }
}
