using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Signatures.Certificates;

/// <summary>Reads trust anchors from a folder of PEM or DER files, once, when the host starts.</summary>
internal static class CertificateFolder
{
    private const int MaxFileBytes = 4 * 1024 * 1024;

    /// <summary>The anchors of <paramref name="folder"/>; none when it is null.</summary>
    /// <exception cref="InvalidOperationException">The folder is not there, or a file in it is no certificate. Names the file: a mistake here must not pass for "nobody".</exception>
    public static TrustAnchors Load(string? folder)
    {
        if (folder is null)
            return new TrustAnchors([], []);
        if (!Directory.Exists(folder))
            throw new InvalidOperationException($"{SignatureSettings.TrustAnchorsVariable} names a folder that is not there: {folder}");
        var certificates = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Where(f => !Path.GetFileName(f).StartsWith('.')).SelectMany(Read)
            .DistinctBy(c => c.Thumbprint).ToList();
        var roots = certificates.ToLookup(c => c.SubjectName.RawData.AsSpan().SequenceEqual(c.IssuerName.RawData));
        return new TrustAnchors([.. roots[true]], [.. roots[false]]);
    }

    private static X509Certificate2Collection Read(string file)
    {
        try
        {
            if (new FileInfo(file).Length > MaxFileBytes)
                throw new CryptographicException("it is too large");
            var bytes = File.ReadAllBytes(file);
            var found = new X509Certificate2Collection();
            if (bytes.AsSpan().IndexOf("-----BEGIN CERTIFICATE-----"u8) >= 0)
                found.ImportFromPem(System.Text.Encoding.Latin1.GetString(bytes));
            else
                found.Add(X509CertificateLoader.LoadCertificate(bytes));
            // What is not quite PEM is passed over in silence.
            if (found.Count == 0)
                throw new CryptographicException("it holds none that can be read");
            return found;
        }
        catch (CryptographicException e)
        {
            throw new InvalidOperationException($"{file} is no certificate: {e.Message}", e);
        }
    }
}
