using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Signatures.Certificates;

/// <summary>Whether a certificate is one to sign documents with (RFC 5280 4.2.1.3, 4.2.1.12).</summary>
internal static class KeyUse
{
    private const X509KeyUsageFlags Signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;

    // anyExtendedKeyUsage, clientAuth, emailProtection, documentSigning (RFC 9336), and what two makers of readers call it.
    private static readonly HashSet<string> Purposes =
        ["2.5.29.37.0", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.2.840.113583.1.1.5", "1.3.6.1.4.1.311.10.3.12"];

    /// <summary>A person's or an entity's certificate for signing: no authority's, with a key usage that says so, and with no purposes but others.</summary>
    public static bool AllowsSigning(X509Certificate2 certificate)
    {
        var usage = false;
        foreach (var extension in certificate.Extensions)
        {
            switch (extension)
            {
                case X509BasicConstraintsExtension { CertificateAuthority: true }:
                    return false;
                case X509KeyUsageExtension { KeyUsages: var flags }:
                    usage = (flags & Signing) != X509KeyUsageFlags.None;
                    break;
                case X509EnhancedKeyUsageExtension { EnhancedKeyUsages: var purposes } when !purposes.Cast<System.Security.Cryptography.Oid>().Any(p => Purposes.Contains(p.Value ?? "")):
                    return false;
            }
        }

        return usage;
    }
}
