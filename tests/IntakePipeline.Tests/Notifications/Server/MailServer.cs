using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using IntakePipeline.Notifications;
using IntakePipeline.Notifications.Smtp;

namespace IntakePipeline.Tests.Notifications.Server;

/// <summary>What the server got.</summary>
internal sealed record GotMail(string To, string? From, bool Secure, string? User, JsonElement Dsn, byte[] Data);

/// <summary>A real mail server as a child process, with a certificate made for the occasion. Disposing it ends it.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<GotMail> got = new();
    private readonly TaskCompletionSource<int> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly X509Certificate2 certificate;
    private readonly MailServerOptions options;

    private MailServer(Process process, X509Certificate2 certificate, MailServerOptions options) => (this.process, this.certificate, this.options) = (process, certificate, options);

    public int Port { get; private set; }

    public IReadOnlyList<GotMail> Got => [.. got];

    /// <summary>Settings that suit it.</summary>
    public SmtpSettings Settings => new("localhost", Port, Address("registre@gva.example"), options.Secure ? SmtpSecurity.Tls : SmtpSecurity.StartTls)
    {
        User = options.User,
        Password = options.Password,
        Greeting = "intake.example",
        Authority = certificate,
    };

    /// <summary>The same as settings of an app; its certificate goes into a file there.</summary>
    public Dictionary<string, string?> AppSettings(string folder)
    {
        var path = Path.Combine(folder, "mail-server.pem");
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return new Dictionary<string, string?>
        {
            ["Intake__Smtp__Host"] = "localhost",
            ["Intake__Smtp__Port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Intake__Smtp__From"] = Settings.Sender.ToString(),
            ["Intake__Smtp__User"] = options.User,
            ["Intake__Smtp__Password"] = options.Password,
            ["Intake__Smtp__Authority"] = path,
        };
    }

    public static EmailAddress Address(string text) => EmailAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text, nameof(text));

    public static async Task<MailServer> StartAsync(MailServerOptions? options = null)
    {
        options ??= new MailServerOptions();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        var own = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var folder = typeof(MailServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "MailServerDirectory").Value!;
        var start = new ProcessStartInfo("node", [Path.Combine(folder, "server.cjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["MAIL_SERVER"] = JsonSerializer.Serialize(
            new
            {
                key = key.ExportPkcs8PrivateKeyPem(),
                cert = own.ExportCertificatePem(),
                secure = options.Secure,
                user = options.User,
                password = options.Password,
                authMethods = options.AuthMethods,
                disabled = options.Disabled,
                size = options.Size,
                plain = options.Plain,
                newestTls = options.NewestTls,
            });
        var node = Process.Start(start) ?? throw new InvalidOperationException("Node did not start.");
        var server = new MailServer(node, own, options);
        node.OutputDataReceived += (_, line) => server.Take(line.Data);
        node.ErrorDataReceived += static (_, _) => { };
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        server.Port = await server.listening.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return server;
    }

    /// <summary>Waits until it has got so many messages.</summary>
    public async Task<IReadOnlyList<GotMail>> UntilAsync(int count)
    {
        for (var i = 0; got.Count < count; i++)
        {
            if (i == 300)
                throw new TimeoutException($"The mail server got {got.Count} messages, not {count}.");
            await Task.Delay(100);
        }

        return Got;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        certificate.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            listening.TrySetException(new InvalidOperationException("The mail server ended."));
            return;
        }

        var json = JsonDocument.Parse(line).RootElement;
        if (json.TryGetProperty("port", out var port))
        {
            listening.TrySetResult(port.GetInt32());
            return;
        }

        got.Enqueue(new GotMail(
            json.GetProperty("to").GetString()!, json.TryGetProperty("from", out var from) ? from.GetString() : null,
            json.TryGetProperty("secure", out var secure) && secure.GetBoolean(), json.TryGetProperty("user", out var user) ? user.GetString() : null,
            json.TryGetProperty("dsn", out var dsn) ? dsn : default, json.GetProperty("data").GetBytesFromBase64()));
    }
}

/// <summary>What kind of server.</summary>
internal sealed record MailServerOptions
{
    public bool Secure { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public string[] AuthMethods { get; init; } = ["PLAIN", "LOGIN"];

    public string[] Disabled { get; init; } = [];

    public int? Size { get; init; }

    public bool Plain { get; init; }

    public string? NewestTls { get; init; }
}
