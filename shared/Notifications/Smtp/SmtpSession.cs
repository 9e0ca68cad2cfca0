using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IntakePipeline.Notifications.Smtp;

/// <summary>A connection to the mail server, greeted, protected and signed in: ready for a message.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly TcpClient socket;
    private readonly SmtpSettings settings;
    private Stream stream;
    private IReadOnlyList<string> extensions = [];

    private SmtpSession(TcpClient socket, SmtpSettings settings) => (this.socket, this.settings, stream, Lines) = (socket, settings, socket.GetStream(), new(socket.GetStream()));

    /// <summary>The conversation.</summary>
    public SmtpLines Lines { get; private set; }

    /// <summary>Connects.</summary>
    /// <exception cref="SmtpException">It cannot be done, or not safely.</exception>
    public static async Task<SmtpSession> OpenAsync(SmtpSettings settings, CancellationToken cancellationToken)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, cancellationToken);
            var session = new SmtpSession(client, settings);
            if (settings.Security == SmtpSecurity.Tls)
                await session.ProtectAsync(cancellationToken);
            Expect(await session.Lines.ReadAsync(cancellationToken));
            await session.GreetAsync(cancellationToken);
            if (settings.Security == SmtpSecurity.StartTls)
                await session.StartTlsAsync(cancellationToken);
            if (settings.User is not null)
                await session.SignInAsync(cancellationToken);
            return session;
        }
        catch (SocketException e)
        {
            client.Dispose();
            throw new SmtpException("smtp-conexion", $"No connection to the mail server: {e.SocketErrorCode}.", e);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>The parameters of an extension the server offers, upper case; null when it does not offer it.</summary>
    public string? Extension(string keyword) => extensions
        .Where(e => e == keyword || e.StartsWith(keyword + ' ', StringComparison.Ordinal)).Select(e => e[keyword.Length..].Trim()).FirstOrDefault();

    /// <summary>Sends bytes that are part of a message.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(bytes, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        socket.Dispose();
    }

    private static SmtpReply Expect(SmtpReply reply, string? code = null) =>
        reply.IsPositive ? reply : throw new SmtpException(code ?? $"smtp-{reply.Code}", reply.Text);

    private async Task GreetAsync(CancellationToken cancellationToken) =>
        extensions = [.. Expect(await Lines.AskAsync($"EHLO {settings.Greeting}", cancellationToken)).Lines.Skip(1).Select(l => l.ToUpperInvariant())];

    private async Task StartTlsAsync(CancellationToken cancellationToken)
    {
        if (Extension("STARTTLS") is null)
            throw new SmtpException("smtp-sin-starttls", "The server offers no STARTTLS, and nothing is sent without it.");
        Expect(await Lines.AskAsync("STARTTLS", cancellationToken), "smtp-sin-starttls");
        if (Lines.HasUnread)
            throw new SmtpException("smtp-tls", "The server said something in the clear after STARTTLS.");
        await ProtectAsync(cancellationToken);
        // What was said before TLS may have been somebody else's (RFC 3207 4.2).
        await GreetAsync(cancellationToken);
    }

    private async Task ProtectAsync(CancellationToken cancellationToken)
    {
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = tls;
        var options = new SslClientAuthenticationOptions { TargetHost = settings.Host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 };
        if (settings.Authority is { } authority)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.Add(authority);
        }

        try
        {
            await tls.AuthenticateAsClientAsync(options, cancellationToken);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            throw new SmtpException("smtp-tls", $"TLS with the mail server failed: {e.Message}", e);
        }

        Lines = new SmtpLines(stream);
    }

    private async Task SignInAsync(CancellationToken cancellationToken)
    {
        const string Code = "smtp-autenticacion";
        var mechanisms = (Extension("AUTH") ?? "").Split(' ');
        if (mechanisms.Contains("PLAIN", StringComparer.Ordinal))
        {
            Expect(await Lines.AskAsync($"AUTH PLAIN {Base64($"\0{settings.User}\0{settings.Password}")}", cancellationToken), Code);
        }
        else if (mechanisms.Contains("LOGIN", StringComparer.Ordinal))
        {
            Expect(await Lines.AskAsync("AUTH LOGIN", cancellationToken), Code);
            Expect(await Lines.AskAsync(Base64(settings.User!), cancellationToken), Code);
            Expect(await Lines.AskAsync(Base64(settings.Password!), cancellationToken), Code);
        }
        else
        {
            throw new SmtpException(Code, "The server offers neither AUTH PLAIN nor AUTH LOGIN.");
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
