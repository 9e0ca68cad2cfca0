using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using IntakePipeline.Signatures.Seals;

namespace IntakePipeline.Tests.Signatures.Seals;

public sealed class JwsTests
{
    private static readonly IRegistrySeal Seal = DevelopmentSeal.OfThisProcess;

    [Fact]
    public void It_is_what_rfc_7797_says_read_by_hand()
    {
        var payload = "{\"registro\":\"2012/000017\"}"u8.ToArray();
        var parts = JwsSigning.Sign(Seal, payload).Split('.');
        Assert.Equal(["", "3"], [parts[1], $"{parts.Length}"]);
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        Assert.Equal("RS256", header.RootElement.GetProperty("alg").GetString());
        Assert.False(header.RootElement.GetProperty("b64").GetBoolean());
        var certificate = X509CertificateLoader.LoadCertificate(header.RootElement.GetProperty("x5c")[0].GetBytesFromBase64());
        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(certificate.RawData)), header.RootElement.GetProperty("x5t#S256").GetString());
        byte[] signed = [.. Encoding.ASCII.GetBytes(parts[0]), (byte)'.', .. payload];
        Assert.True(certificate.GetRSAPublicKey()!.VerifyData(signed, Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void In_pieces_it_comes_out_the_same()
    {
        using var signing = new JwsSigning(Seal);
        signing.Append("ab"u8);
        signing.Append(""u8);
        signing.Append("c"u8);
        Assert.Equal(JwsSigning.Sign(Seal, "abc"u8), signing.Complete());
    }

    [Fact]
    public void It_holds_for_these_bytes_and_no_others()
    {
        var jws = JwsSigning.Sign(Seal, "abc"u8);
        Assert.Equal(Seal.Certificate.RawData, Assert.IsType<SealReading.Intact>(JwsReader.Read(jws, "abc"u8)).Certificate.RawData);
        Assert.IsType<SealReading.Intact>(JwsReader.Read(jws + "\n", "abc"u8));
        Assert.IsType<SealReading.Altered>(JwsReader.Read(jws, "abd"u8));
        var other = JwsSigning.Sign(Pkcs12Seal.Open(DevelopmentSeal.Create(), null), "abc"u8);
        Assert.IsType<SealReading.Altered>(JwsReader.Read($"{jws.Split('.')[0]}..{other.Split('.')[2]}", "abc"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("..")]
    [InlineData("e30..AAAA")]
    [InlineData("%%%..AAAA")]
    [InlineData("W10..AAAA")]
    public void What_is_no_signature_is_none(string jws) => Assert.IsType<SealReading.Absent>(JwsReader.Read(jws, "abc"u8));

    [Theory]
    [InlineData("{\"alg\":\"none\"", "\"alg\":\"RS256\"")]
    [InlineData("\"crit\":[\"b64\",\"exp\"]", "\"crit\":[\"b64\"]")]
    [InlineData("\"b64\":true", "\"b64\":false")]
    [InlineData("\"kid\":\"x\",\"alg\":\"RS256\"", "\"alg\":\"RS256\"")]
    public void A_header_that_is_not_understood_proves_nothing(string replacement, string original)
    {
        var jws = JwsSigning.Sign(Seal, "abc"u8).Split('.');
        var header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(jws[0])).Replace(original, replacement.TrimStart('{'), StringComparison.Ordinal);
        Assert.IsType<SealReading.Absent>(JwsReader.Read($"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}..{jws[2]}", "abc"u8));
    }
}
