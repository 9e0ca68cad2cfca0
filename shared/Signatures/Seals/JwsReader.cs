using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace IntakePipeline.Signatures.Seals;

/// <summary>Checks the signatures that <see cref="JwsSigning"/> makes. What it is given may be anything.</summary>
public static class JwsReader
{
    /// <summary>Characters of the longest signature that is looked at.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Checks a signature over <paramref name="payload"/>.</summary>
    /// <param name="compact">The signature, compact form, detached.</param>
    /// <param name="payload">What it is to be over.</param>
    public static SealReading Read(string compact, ReadOnlySpan<byte> payload)
    {
        if (compact.Length > MaxLength || compact.Trim().Split('.') is not [var header, "", var value])
            return new SealReading.Absent();
        try
        {
            var certificate = CertificateOf(Base64Url.DecodeFromChars(header));
            if (certificate?.GetRSAPublicKey() is not { } key)
                return new SealReading.Absent();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.ASCII.GetBytes(header));
            hash.AppendData("."u8);
            hash.AppendData(payload);
            return key.VerifyHash(hash.GetHashAndReset(), Base64Url.DecodeFromChars(value), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                ? new SealReading.Intact(certificate)
                : new SealReading.Altered();
        }
        catch (Exception e) when (e is FormatException or JsonException or CryptographicException or InvalidOperationException)
        {
            return new SealReading.Absent();
        }
    }

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
