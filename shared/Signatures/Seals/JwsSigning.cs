using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IntakePipeline.Signatures.Seals;

/// <summary>
/// A detached JSON web signature in the making (RFC 7515, RFC 7797: <c>b64</c> false): over bytes as they are, in pieces, kept beside them. It carries
/// the seal's certificate, so that whoever has the two needs nothing else.
/// </summary>
public sealed class JwsSigning : IDisposable
{
    private readonly IRegistrySeal seal;
    private readonly string header;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins.</summary>
    public JwsSigning(IRegistrySeal seal)
    {
        this.seal = seal;
        header = Base64Url.EncodeToString(Header(seal));
        hash.AppendData(Encoding.ASCII.GetBytes(header));
        hash.AppendData("."u8);
    }

    /// <summary>Signs bytes that are at hand.</summary>
    /// <returns>Compact form: header, nothing, signature, between points.</returns>
    public static string Sign(IRegistrySeal seal, ReadOnlySpan<byte> payload)
    {
        using var signing = new JwsSigning(seal);
        signing.Append(payload);
        return signing.Complete();
    }

    /// <summary>Takes the next bytes of what is to be signed.</summary>
    public void Append(ReadOnlySpan<byte> payload) => hash.AppendData(payload);

    /// <summary>Signs what came.</summary>
    /// <returns>Compact form.</returns>
    public string Complete() => $"{header}..{Base64Url.EncodeToString(seal.Sign(hash.GetHashAndReset()))}";

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    private static byte[] Header(IRegistrySeal seal) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("alg", "RS256");
        json.WriteBoolean("b64", false);
        json.WriteStartArray("crit");
        json.WriteStringValue("b64");
        json.WriteEndArray();
        json.WriteStartArray("x5c");
        json.WriteStringValue(Convert.ToBase64String(seal.Certificate.RawDataMemory.Span));
        json.WriteEndArray();
        json.WriteString("x5t#S256", Base64Url.EncodeToString(SHA256.HashData(seal.Certificate.RawDataMemory.Span)));
        json.WriteEndObject();
    });
}
