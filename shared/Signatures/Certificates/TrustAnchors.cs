using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Signatures.Certificates;

/// <summary>Whom the registry trusts to say who somebody is: the certification providers that the configuration names, and nobody else.</summary>
/// <param name="roots">Self-issued certificates: the anchors themselves.</param>
/// <param name="intermediates">Certificates below them that signers often leave out. They are links, and trusted only through an anchor.</param>
public sealed class TrustAnchors(IReadOnlyList<X509Certificate2> roots, IReadOnlyList<X509Certificate2> intermediates)
{
    /// <summary>The anchors.</summary>
    public IReadOnlyList<X509Certificate2> Roots => roots;

    /// <summary>The links below them.</summary>
    public IReadOnlyList<X509Certificate2> Intermediates => intermediates;

    /// <summary>True when nobody is trusted: every application that must be signed is refused.</summary>
    public bool IsEmpty => roots.Count == 0;

    /// <summary>What the host says of it at start, in one line.</summary>
    public string Notice => IsEmpty
        ? $"NO TRUST ANCHORS ({SignatureSettings.TrustAnchorsVariable} names no folder of certificates): every application that must be signed is refused."
        : $"Signatures are checked against {roots.Count} trust anchor(s): {string.Join("; ", roots.Select(r => r.GetNameInfo(X509NameType.SimpleName, forIssuer: false)))}.";
}
