using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IntakePipeline.Local.Samples;

/// <summary>
/// A certification authority for development: made on a machine's first run, kept in its data folder, and trusted by the hosts of that folder only. It
/// certifies whatever it is told, so no certificate of it proves anything.
/// </summary>
public sealed class DemoAuthority : IDisposable
{
    /// <summary>The distinguishing part of its name, and of every certificate it issues.</summary>
    public const string Warning = "DEVELOPMENT - mostra sense validesa - muestra sin validez";

    private const string KeyFile = "demo-ca.key";
    private const string CertificateFile = "demo-ca.pem";

    // In the years of the calls as well as today.
    private static readonly DateTimeOffset From = new(2008, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<DemoAuthority> Own = new(MakeForProcess);

    private readonly X509Certificate2 certificate;

    private DemoAuthority(string folder)
    {
        Anchors = AnchorsIn(folder);
        certificate = X509Certificate2.CreateFromPemFile(Path.Combine(Anchors, CertificateFile), Path.Combine(folder, KeyFile));
    }

    /// <summary>One that lives as long as this process: for tests and measurements.</summary>
    public static DemoAuthority OfThisProcess => Own.Value;

    /// <summary>The folder that holds its certificate and nothing else: what a host is told to trust.</summary>
    public string Anchors { get; }

    /// <summary>The authority of a folder, made if there is none.</summary>
    public static DemoAuthority At(string folder)
    {
        if (!Directory.Exists(folder))
            Make(folder);
        return new DemoAuthority(folder);
    }

    /// <summary>Certifies somebody.</summary>
    /// <param name="who">Whom.</param>
    /// <returns>The certificate with its key; to be disposed of.</returns>
    public X509Certificate2 Issue(Signatory who)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        name.AddCountryOrRegion("ES");
        if (who.Company is not null)
        {
            name.AddOrganizationName(Cut(who.CompanyName ?? who.Company));
            name.Add("2.5.4.97", $"VATES-{who.Company}");
        }

        name.AddOrganizationalUnitName(Warning);
        name.Add("2.5.4.5", $"IDCES-{who.Person}");
        name.AddCommonName(Cut(who.Company is null ? $"{who.PersonName} - NIF {who.Person}" : $"{who.Person} {who.PersonName} (R: {who.Company})"));
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var issued = request.Create(certificate, From.AddYears(1), To.AddYears(-1), Serial());
        return issued.CopyWithPrivateKey(key);
    }

    /// <inheritdoc/>
    public void Dispose() => certificate.Dispose();

    private static DemoAuthority MakeForProcess()
    {
        var folder = Directory.CreateTempSubdirectory("intake-ca-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return At(Path.Combine(folder, "ca"));
    }

    /// <summary>Made aside and moved, so that nobody finds half of one; whoever moves first made it.</summary>
    private static void Make(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName($"CN=CA de demostració, O=IntakePipeline, OU={Warning}"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        using var root = request.CreateSelfSigned(From, To);

        var draft = $"{folder}.{Path.GetRandomFileName()}";
        Directory.CreateDirectory(AnchorsIn(draft));
        File.WriteAllText(Path.Combine(AnchorsIn(draft), CertificateFile), root.ExportCertificatePem());
        DataFolder.WriteForOwner(Path.Combine(draft, KeyFile), key.ExportPkcs8PrivateKeyPem());
        try
        {
            Directory.Move(draft, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private static string AnchorsIn(string folder) => Path.Combine(folder, "anchors");

    // Names in certificates have at most 64 characters.
    private static string Cut(string text) => text.Length <= 64 ? text : text[..64];

    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }
}
