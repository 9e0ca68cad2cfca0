using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Signatures.Seals;

/// <summary>A seal whose key and certificates came in a PKCS#12 container: a file, or a secret of a vault. The key stays in memory.</summary>
public sealed class Pkcs12Seal : IRegistrySeal
{
    private const int ShortestKey = 2048;

    // A key object is for one thread at a time; each holds a reference to the same key.
    private readonly ConcurrentBag<RSA> keys = [];

    private Pkcs12Seal(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> intermediates) =>
        (Certificate, Intermediates) = (certificate, intermediates);

    /// <inheritdoc/>
    public X509Certificate2 Certificate { get; }

    /// <inheritdoc/>
    public IReadOnlyList<X509Certificate2> Intermediates { get; }

    /// <summary>Opens a container.</summary>
    /// <param name="container">PKCS#12: one certificate with its RSA key, and its chain if there is one.</param>
    /// <param name="password">The container's password; null or empty when it has none.</param>
    /// <exception cref="InvalidOperationException">It cannot be opened, or holds no key that may seal; the message says which.</exception>
    public static Pkcs12Seal Open(ReadOnlySpan<byte> container, string? password)
    {
        X509Certificate2Collection held;
        try
        {
            held = X509CertificateLoader.LoadPkcs12Collection(container, password, X509KeyStorageFlags.EphemeralKeySet);
        }
        catch (CryptographicException e)
        {
            throw new InvalidOperationException("The registry's seal cannot be opened: not a PKCS#12 container, or not its password.", e);
        }

        var withKey = held.Where(c => c.HasPrivateKey).ToList();
        if (withKey is not [var certificate])
            throw new InvalidOperationException($"The registry's seal must hold one certificate with its private key; it holds {withKey.Count}.");
        if (certificate.GetRSAPublicKey() is not { KeySize: >= ShortestKey })
            throw new InvalidOperationException($"The registry's seal must be an RSA key of {ShortestKey} bits or more.");
        // The root is what a verifier trusts beforehand: sending it proves nothing.
        return new Pkcs12Seal(certificate, [.. held.Where(c => !c.HasPrivateKey && !c.SubjectName.RawData.AsSpan().SequenceEqual(c.IssuerName.RawData))]);
    }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> digest)
    {
        var key = keys.TryTake(out var idle) ? idle : Certificate.GetRSAPrivateKey()!;
        try
        {
            return key.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            keys.Add(key);
        }
    }
}
