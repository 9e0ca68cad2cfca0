using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace IntakePipeline.Signatures.Seals;

/// <summary>A check of a signature that <see cref="JwsSigning"/> made, over bytes that come in pieces. What it is given may be anything.</summary>
public sealed class JwsCheck : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly X509Certificate2? certificate;
    private readonly byte[] signature = [];

    /// <summary>Begins.</summary>
    /// <param name="compact">The signature, compact form, detached.</param>
    public JwsCheck(string compact)
    {
        if (compact.Length > JwsReader.MaxLength || compact.Trim().Split('.') is not [var header, "", var value])
            return;
        try
        {
            certificate = CertificateOf(Base64Url.DecodeFromChars(header));
            signature = Base64Url.DecodeFromChars(value);
            hash.AppendData(Encoding.ASCII.GetBytes(header));
            hash.AppendData("."u8);
        }
        catch (Exception e) when (e is FormatException or JsonException or CryptographicException or InvalidOperationException)
        {
            certificate = null;
        }
    }

    /// <summary>Takes the next bytes of what it is to be over.</summary>
    public void Append(ReadOnlySpan<byte> payload) => hash.AppendData(payload);

    /// <summary>Says what the signature is worth over what came.</summary>
    public SealReading Complete()
    {
        if (certificate?.GetRSAPublicKey() is not { } key)
            return new SealReading.Absent();
        try
        {
            return key.VerifyHash(hash.GetHashAndReset(), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                ? new SealReading.Intact(certificate)
                : new SealReading.Altered();
        }
        catch (CryptographicException)
        {
            return new SealReading.Absent();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    // Strict: a header that says anything but what ours say is not understood, and what is not understood proves nothing (RFC 7515, 4.1.11).
    private static X509Certificate2? CertificateOf(byte[] header)
    {
        using var json = JsonDocument.Parse(header, new JsonDocumentOptions { MaxDepth = 3, AllowDuplicateProperties = false });
        var root = json.RootElement;
        return root.EnumerateObject().All(p => p.Name is "alg" or "b64" or "crit" or "x5c" or "x5t#S256")
            && root.GetOptional("alg") == "RS256"
            && root.TryGetProperty("b64", out var b64) && b64.ValueKind == JsonValueKind.False
            && root.TryGetProperty("crit", out var crit) && crit.EnumerateArray().Select(c => c.GetString()).SequenceEqual(["b64"])
            && root.TryGetProperty("x5c", out var chain) && chain.GetArrayLength() == 1
                ? X509CertificateLoader.LoadCertificate(chain[0].GetBytesFromBase64())
                : null;
    }
}
