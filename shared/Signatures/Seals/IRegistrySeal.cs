using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Signatures.Seals;

/// <summary>
/// The registry's electronic seal (law 11/2007 art. 18.1.a: sello electrónico de órgano), which signs whatever the registry issues. The same data always
/// get the same seal: a receipt that a crash lets be made again comes out the same.
/// </summary>
public interface IRegistrySeal
{
    /// <summary>The seal's certificate, RSA of 2048 bits or more.</summary>
    X509Certificate2 Certificate { get; }

    /// <summary>The certificates between it and its root, for whoever has to build the chain; may be none.</summary>
    IReadOnlyList<X509Certificate2> Intermediates { get; }

    /// <summary>Seals data: RSASSA-PKCS1-v1_5 with SHA-256. May be called from several threads.</summary>
    /// <param name="digest">SHA-256 of the data.</param>
    byte[] Sign(ReadOnlySpan<byte> digest);
}
