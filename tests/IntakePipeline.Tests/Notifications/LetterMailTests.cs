using System.Text;
using IntakePipeline.Mail.Mime;
using IntakePipeline.Notifications.Letters;
using IntakePipeline.Notifications.Mime;
using IntakePipeline.Tests.Notifications.Server;
using NodaTime;

namespace IntakePipeline.Tests.Notifications;

/// <summary>What is written, read back with the house's own reader, and what applicants could try to write into it.</summary>
public sealed class LetterMailTests
{
    private const string Token = "00112233445566778899aabbccddeeff";

    [Theory]
    [InlineData(Language.Valencian, "ca-valencia", "Il·lusió i força", "Ilusión y fuerza")]
    [InlineData(Language.Spanish, "es", "Ilusión y fuerza", "Il·lusió i força")]
    public void Both_languages_are_there_and_the_applicants_comes_first(Language first, string tag, string firstText, string secondText)
    {
        var message = Read(new Letter(first, new("Assumpte", "Asunto"), [new("Il·lusió i força", "Ilusión y fuerza")]));
        var plain = message.All.Single(p => p.MediaType == "text/plain").Text(10_000);
        var html = message.All.Single(p => p.MediaType == "text/html").Text(10_000);
        foreach (var text in new[] { plain, html })
            Assert.InRange(text.IndexOf(firstText, StringComparison.Ordinal), 0, text.IndexOf(secondText, StringComparison.Ordinal));
        Assert.Contains($"<html lang=\"{tag}\">", html, StringComparison.Ordinal);
        Assert.Equal("multipart/mixed", message.Root.MediaType);
        Assert.Equal($"<aviso.{Token}@gva.example>", message.Headers.Find("Message-ID"));
        Assert.Equal("Wed, 20 Jun 2012 09:00:00 +0200", message.Headers.Find("Date"));
    }

    [Theory]
    [InlineData("x\r\nBcc: mala@example.org\r\n\r\ncos")]
    [InlineData("<script>alert(1)</script>&amp;\"'")]
    [InlineData("=?utf-8?Q?=0D=0ABcc:_mala@example.org?=")]
    [InlineData("dreta\u202Eesquerra\u2028Bcc: x@y.es\0")]
    [InlineData("\ud800 mig caràcter")]
    [InlineData("👩‍🔬 i un títol molt molt molt llarg, amb accents: àèìòù ñ ç, i més encara, perquè no càpiga en una sola línia de la capçalera ni en dos")]
    public void What_applicants_write_stays_text(string hostile)
    {
        var letter = new Letter(Language.Valencian, new(hostile, hostile), [new(hostile, hostile)]);
        var bytes = Write(letter);
        Assert.All(bytes, b => Assert.True(b < 0x80));
        Assert.All(Encoding.ASCII.GetString(bytes).Split("\r\n"), line => Assert.True(line.Length <= 78 && !line.AsSpan().ContainsAny('\r', '\n', '\0'), line));
        var message = Assert.IsType<MimeReading.Ok>(MimeReader.Read(bytes)).Message;
        Assert.Equal(
            ["Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version", "Content-Type"],
            message.Headers.All.Select(h => h.Name));
        Assert.DoesNotContain("<script", message.All.Single(p => p.MediaType == "text/html").Text(100_000), StringComparison.Ordinal);
        if (!hostile.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u202E' or '\u2028' or '\u200D'))
            Assert.Equal($"{hostile} · {hostile}", message.Headers.FindRaw("Subject") is { } raw && hostile.StartsWith("=?", StringComparison.Ordinal) ? EncodedWords.Decode(raw) : message.Headers.Find("Subject"));
    }

    [Fact]
    public void A_document_arrives_as_it_is()
    {
        var pdf = new byte[100_003];
        new Random(1).NextBytes(pdf);
        var message = Read(new Letter(Language.Spanish, new("A", "B"), []) { Attachment = new LetterAttachment("resguardo.pdf", pdf), AsksForReport = true });
        var attachment = Assert.Single(message.Attachments);
        Assert.Equal(("resguardo.pdf", "application/pdf"), (attachment.FileName, attachment.MediaType));
        Assert.Equal(pdf, attachment.Content().ToArray());
        Assert.Equal("<registre@gva.example>", message.Headers.Find("Disposition-Notification-To"));
    }

    private static MimeMessage Read(Letter letter) => Assert.IsType<MimeReading.Ok>(MimeReader.Read(Write(letter))).Message;

    private static byte[] Write(Letter letter) => LetterMail.Write(
        letter, Token, Instant.FromUtc(2012, 6, 20, 7, 0), MailServer.Address("registre@gva.example"), MailServer.Address("x@example.org"));
}
