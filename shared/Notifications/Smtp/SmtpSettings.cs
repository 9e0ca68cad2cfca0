using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Notifications.Smtp;

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS, and nothing is said before it but the greeting (RFC 3207). The default.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Tls,

    /// <summary>None: only for a server on this very machine, and never with a password.</summary>
    None,
}

/// <summary>The mail server to hand messages to, settings <c>Intake__Smtp__*</c>.</summary>
/// <param name="Host">Its name, which its certificate has to bear.</param>
/// <param name="Port">Its port.</param>
/// <param name="Sender">Who sends.</param>
/// <param name="Security">How the connection is protected.</param>
public sealed record SmtpSettings(string Host, int Port, EmailAddress Sender, SmtpSecurity Security)
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Intake:Smtp";

    /// <summary>The longest one message may take, all in all.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The account to sign in with; null for none.</summary>
    public string? User { get; init; }

    /// <summary>The secret that goes with it. From a vault's reference or the environment, never from a file of the repository.</summary>
    public string? Password { get; init; }

    /// <summary>How we greet (EHLO).</summary>
    public string Greeting { get; init; } = "localhost";

    /// <summary>Trusted besides what the machine trusts: the authority of a body's own server. Null for none.</summary>
    public X509Certificate2? Authority { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <returns>Null when there is no host: no mail is sent.</returns>
    /// <exception cref="InvalidOperationException">They cannot be; the message names the setting and no value.</exception>
    public static SmtpSettings? From(IConfiguration? configuration)
    {
        string? Value(string name) => configuration?[$"{Section}:{name}"] is { Length: > 0 } value ? value : null;
        if (Value("Host") is not { } host)
            return null;
        if (Uri.CheckHostName(host) is UriHostNameType.Unknown)
            throw Wrong("Host", "is no host name");
        if (!EmailAddress.TryParse(Value("From"), out var from))
            throw Wrong("From", "is missing or no e-mail address");
        var security = Value("Security") switch
        {
            null or "starttls" => SmtpSecurity.StartTls,
            "tls" => SmtpSecurity.Tls,
            "none" => SmtpSecurity.None,
            _ => throw Wrong("Security", "is none of starttls, tls and none"),
        };
        var port = Value("Port") is { } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536 ? number : throw Wrong("Port", "is no port")
            : security == SmtpSecurity.Tls ? 465 : 587;
        var (user, password) = (Value("User"), Value("Password"));
        if ((user is null) != (password is null))
            throw Wrong("User", "and Intake__Smtp__Password go together");
        if (user is not null && security == SmtpSecurity.None)
            throw Wrong("Security", "is none: a password would go in the clear");
        return new SmtpSettings(host, port, from, security)
        {
            User = user,
            Password = password,
            Greeting = Value("Greeting") is { } greeting ? Uri.CheckHostName(greeting) is UriHostNameType.Unknown ? throw Wrong("Greeting", "is no host name") : greeting : from.Domain,
            Authority = Value("Authority") is { } path ? X509CertificateLoader.LoadCertificateFromFile(path) : null,
        };
    }

    private static InvalidOperationException Wrong(string name, string what) => new($"Setting Intake__Smtp__{name} {what}.");
}
