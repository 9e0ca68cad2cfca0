using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Signatures;

/// <summary>How applicants' signatures are checked, as the host's configuration says. The defaults trust nobody and reach for no network.</summary>
public sealed record SignatureSettings
{
    /// <summary>The environment variable behind <see cref="TrustAnchors"/>.</summary>
    public const string TrustAnchorsVariable = "Intake__TrustAnchors";

    private const string Section = "Intake:";

    /// <summary><c>Intake__TrustAnchors</c>: folder of certificates, PEM or DER; null trusts nobody.</summary>
    public string? TrustAnchors { get; init; }

    /// <summary><c>Intake__AllowSha1</c>: whether signatures of calls up to 2013 may rest on SHA-1.</summary>
    public bool AllowSha1 { get; init; }

    /// <summary><c>Intake__RevocationLists</c>: folder of revocation lists (CRL), PEM or DER, read anew when it changes; null for none.</summary>
    public string? RevocationLists { get; init; }

    /// <summary><c>Intake__Ocsp</c>: <c>certificate</c> asks the responder that each certificate names, an address always that one; null asks nobody.</summary>
    public string? Ocsp { get; init; }

    /// <summary><c>Intake__RevocationRequired</c>: whether a certificate of which nobody can say if it is revoked is refused (hard fail) or taken (soft fail).</summary>
    public bool RevocationRequired { get; init; }

    /// <summary><c>Intake__OcspSeconds</c>: how long a responder may take in all, seconds.</summary>
    public double OcspSeconds { get; init; } = 2;

    /// <summary>Whether anybody is asked about revocation.</summary>
    public bool AsksForRevocation => RevocationLists is not null || Ocsp is not null || RevocationRequired;

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidOperationException">A value is not what it should be; the message says which.</exception>
    public static SignatureSettings From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new SignatureSettings
        {
            TrustAnchors = Text("TrustAnchors"),
            AllowSha1 = Flag("AllowSha1"),
            RevocationLists = Text("RevocationLists"),
            Ocsp = Text("Ocsp") is not { } ocsp || ocsp == Revocation.OcspClient.AsCertificateSays || Revocation.OcspClient.IsAddress(ocsp)
                ? Text("Ocsp")
                : throw Wrong("Ocsp", $"'{Revocation.OcspClient.AsCertificateSays}' or an http(s) address"),
            RevocationRequired = Flag("RevocationRequired"),
            OcspSeconds = Text("OcspSeconds") is not { } seconds ? new SignatureSettings().OcspSeconds
                : double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 30 ? value
                : throw Wrong("OcspSeconds", "a number of seconds, at most 30"),
        };

        string? Text(string name) => configuration[Section + name] is { Length: > 0 } text ? text : null;

        bool Flag(string name) => Text(name) is { } text && (bool.TryParse(text, out var value) ? value : throw Wrong(name, "true or false"));

        InvalidOperationException Wrong(string name, string expected) => new($"Intake__{name} must be {expected}, not '{configuration[Section + name]}'.");
    }
}
