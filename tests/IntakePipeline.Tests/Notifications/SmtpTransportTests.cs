using System.Text;
using IntakePipeline.Notifications;
using IntakePipeline.Notifications.Smtp;
using IntakePipeline.Tests.Notifications.Server;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Tests.Notifications;

/// <summary>The submission client against a real mail server.</summary>
public sealed class SmtpTransportTests
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("PLAIN", "registre")]
    [InlineData("LOGIN", "registre")]
    // As Azure Communication Services names accounts: resource, application and tenant.
    [InlineData("PLAIN", "recurs-de-correu.1d2c3b4a-0000-4000-8000-000000000001.72f988bf-0000-4000-8000-000000000002")]
    [InlineData("LOGIN", "recurs-de-correu|1d2c3b4a-0000-4000-8000-000000000001|72f988bf-0000-4000-8000-000000000002")]
    [InlineData("LOGIN", "avisos@gva.example")]
    public async Task A_message_arrives_byte_by_byte_over_TLS_and_signed_in(string method, string user)
    {
        await using var server = await MailServer.StartAsync(new() { User = user, Password = "sécret·ñ", AuthMethods = [method] });
        var handed = 0;
        var body = "Subject: x\r\n\r\n.\r\n..dos\r\n.tres\r\nfi\r\n";
        var outcome = await SendAsync(server.Settings, "x@example.org", body, () => handed++);
        Assert.StartsWith("250 ", Assert.IsType<MailOutcome.Accepted>(outcome).Answer, StringComparison.Ordinal);
        var got = Assert.Single(await server.UntilAsync(1));
        Assert.Equal(("x@example.org", "registre@gva.example", true, user), (got.To, got.From, got.Secure, got.User));
        Assert.Equal(body, Encoding.UTF8.GetString(got.Data));
        Assert.Equal(1, handed);
        Assert.Contains(Token, got.Dsn.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_from_the_first_byte()
    {
        await using var server = await MailServer.StartAsync(new() { Secure = true });
        Assert.IsType<MailOutcome.Accepted>(await SendAsync(server.Settings, "x@example.org"));
        Assert.True(Assert.Single(await server.UntilAsync(1)).Secure);
    }

    [Fact]
    public async Task Nothing_is_said_without_TLS_to_a_server_that_offers_none()
    {
        await using var server = await MailServer.StartAsync(new() { Disabled = ["STARTTLS"] });
        AssertDeferred("smtp-sin-starttls", await SendAsync(server.Settings, "x@example.org"));
        Assert.Empty(server.Got);
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_not_taken()
    {
        await using var server = await MailServer.StartAsync();
        AssertDeferred("smtp-tls", await SendAsync(server.Settings with { Authority = null }, "x@example.org"));
        AssertDeferred("smtp-tls", await SendAsync(server.Settings with { Host = "127.0.0.1" }, "x@example.org"));
        Assert.Empty(server.Got);
    }

    [Fact]
    public async Task A_server_that_speaks_only_old_TLS_is_told_nothing()
    {
        await using var server = await MailServer.StartAsync(new() { User = "registre", Password = "bona", NewestTls = "TLSv1.1" });
        AssertDeferred("smtp-tls", await SendAsync(server.Settings, "x@example.org"));
        Assert.Empty(server.Got);
    }

    [Fact]
    public async Task A_wrong_password_can_be_mended_and_is_not_told()
    {
        await using var server = await MailServer.StartAsync(new() { User = "registre", Password = "bona" });
        var outcome = await SendAsync(server.Settings with { Password = "dolenta-4711" }, "x@example.org");
        AssertDeferred("smtp-autenticacion", outcome);
        Assert.DoesNotContain("4711", outcome.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_server_says_of_a_recipient_decides()
    {
        await using var server = await MailServer.StartAsync();
        Assert.Equal("smtp-550", Assert.IsType<MailOutcome.Refused>(await SendAsync(server.Settings, "rebutjada@example.org")).Trouble.Code);
        AssertDeferred("smtp-451", await SendAsync(server.Settings, "despres@example.org"));
        Assert.Equal("smtp-554", Assert.IsType<MailOutcome.Refused>(await SendAsync(server.Settings, "contingut@example.org")).Trouble.Code);
        AssertDeferred("smtp-550", await SendAsync(server.Settings with { Sender = MailServer.Address("prohibit@gva.example") }, "x@example.org"));
    }

    [Fact]
    public async Task A_server_that_hangs_up_with_the_message_in_hand_leaves_doubt_and_one_that_is_not_there_none()
    {
        await using var server = await MailServer.StartAsync();
        var settings = server.Settings;
        Assert.IsType<MailOutcome.Unknown>(await SendAsync(settings, "talla@example.org"));
        Assert.Single(await server.UntilAsync(1));
        AssertDeferred("smtp-conexion", await SendAsync(settings with { Port = 1 }, "x@example.org"));
    }

    [Fact]
    public async Task What_cannot_be_noted_is_not_handed_over()
    {
        await using var server = await MailServer.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(server.Settings, "x@example.org", handingOver: () => throw new InvalidOperationException()));
        Assert.IsType<MailOutcome.Accepted>(await SendAsync(server.Settings, "y@example.org"));
        Assert.Equal("y@example.org", Assert.Single(await server.UntilAsync(1)).To);
    }

    [Fact]
    public async Task A_message_over_the_servers_size_is_not_begun()
    {
        await using var server = await MailServer.StartAsync(new() { Size = 1000 });
        Assert.Equal("smtp-tamano", Assert.IsType<MailOutcome.Refused>(await SendAsync(server.Settings, "x@example.org", new string('x', 1001))).Trouble.Code);
    }

    [Fact]
    public async Task International_addresses_need_a_server_that_takes_them()
    {
        await using var server = await MailServer.StartAsync();
        Assert.IsType<MailOutcome.Accepted>(await SendAsync(server.Settings, "núria@exàmple.org"));
        Assert.Equal("núria", Assert.Single(await server.UntilAsync(1)).To.Split('@')[0]);
        await using var old = await MailServer.StartAsync(new() { Plain = true });
        Assert.Equal("smtp-sin-smtputf8", Assert.IsType<MailOutcome.Refused>(await SendAsync(old.Settings, "núria@example.org")).Trouble.Code);
        Assert.IsType<MailOutcome.Accepted>(await SendAsync(old.Settings, "x@example.org"));
    }

    [Theory]
    [InlineData("a\r\n.\r\nMAIL FROM:<x>", "a\r\n..\r\nMAIL FROM:<x>\r\n")]
    [InlineData("a\n.\nb", "a\r\n..\r\nb\r\n")]
    [InlineData("a\r.\rb", "a\r\n..\r\nb\r\n")]
    [InlineData("", "")]
    [InlineData(".", "..\r\n")]
    public void No_line_of_a_message_can_end_it(string message, string wire) =>
        Assert.Equal(wire, Encoding.ASCII.GetString(DotStuffing.Encode(Encoding.ASCII.GetBytes(message)).Span));

    [Theory]
    [InlineData("a@b.es\r\nRCPT TO:<c@d.es>")]
    [InlineData("a@b.es>\r\nDATA")]
    [InlineData("a b@c.es")]
    [InlineData("<a@b.es>")]
    [InlineData("a@b")]
    [InlineData("a@b..es")]
    [InlineData("a..b@c.es")]
    [InlineData("a@b.es,c@d.es")]
    [InlineData("\"a b\"@c.es")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a@-b.es")]
    [InlineData("a\0@b.es")]
    [InlineData("@b.es")]
    [InlineData("")]
    [InlineData(null)]
    public void What_could_say_more_than_an_address_is_none(string? text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public async Task A_command_of_two_lines_is_never_said()
    {
        using var memory = new MemoryStream();
        await Assert.ThrowsAsync<ArgumentException>(() => new SmtpLines(memory).AskAsync("NOOP\r\nQUIT", default));
        Assert.Equal(0, memory.Length);
    }

    [Theory]
    [InlineData("250 Fi\r\n", 250)]
    [InlineData("250-Un\r\n250 Dos\r\n", 250)]
    [InlineData("354\r\n", 354)]
    [InlineData("Hola\r\n", null)]
    [InlineData("999 x\r\n", null)]
    [InlineData("250", null)]
    public async Task Replies_are_read_strictly(string wire, int? code)
    {
        var lines = new SmtpLines(new MemoryStream(Encoding.ASCII.GetBytes(wire)));
        if (code is null)
            await Assert.ThrowsAsync<SmtpException>(() => lines.ReadAsync(default));
        else
            Assert.Equal(code, (await lines.ReadAsync(default)).Code);
    }

    [Fact]
    public async Task Replies_without_end_are_given_up()
    {
        await Assert.ThrowsAsync<SmtpException>(() => new SmtpLines(new MemoryStream(new byte[100_000])).ReadAsync(default));
        await Assert.ThrowsAsync<SmtpException>(() =>
            new SmtpLines(new MemoryStream(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("250-x\r\n", 1000))))).ReadAsync(default));
    }

    [Theory]
    [InlineData("Host=mail.example;From=a@b.es", null)]
    [InlineData("From=a@b.es", "unconfigured")]
    [InlineData("Host=mail.example", "From")]
    [InlineData("Host=mail.example;From=a@b.es;Security=clear", "Security")]
    [InlineData("Host=mail.example;From=a@b.es;Security=none;User=u;Password=p", "Security")]
    [InlineData("Host=mail.example;From=a@b.es;User=u", "User")]
    [InlineData("Host=mail.example;From=a@b.es;Port=0", "Port")]
    [InlineData("Host=a b;From=a@b.es", "Host")]
    public void Settings_that_cannot_be_are_told_by_name(string settings, string? wrong)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Split(';').Select(s => s.Split('=')).Select(s => KeyValuePair.Create($"Intake:Smtp:{s[0]}", (string?)s[1]))).Build();
        switch (wrong)
        {
            case null:
                Assert.Equal(("mail.example", 587, SmtpSecurity.StartTls), (SmtpSettings.From(configuration)!.Host, SmtpSettings.From(configuration)!.Port, SmtpSettings.From(configuration)!.Security));
                break;
            case "unconfigured":
                Assert.Null(SmtpSettings.From(configuration));
                break;
            default:
                Assert.Contains($"Intake__Smtp__{wrong} ", Assert.Throws<InvalidOperationException>(() => SmtpSettings.From(configuration)).Message, StringComparison.Ordinal);
                break;
        }
    }

    private static void AssertDeferred(string code, MailOutcome outcome) => Assert.Equal(code, Assert.IsType<MailOutcome.Deferred>(outcome).Trouble.Code);

    private static Task<MailOutcome> SendAsync(SmtpSettings settings, string to, string body = "Subject: x\r\n\r\nHola\r\n", Action? handingOver = null) =>
        new SmtpTransport(settings).SendAsync(
            new OutgoingMail(settings.Sender, MailServer.Address(to), Token, Encoding.UTF8.GetBytes(body)),
            () =>
            {
                handingOver?.Invoke();
                return Task.CompletedTask;
            },
            default);
}
