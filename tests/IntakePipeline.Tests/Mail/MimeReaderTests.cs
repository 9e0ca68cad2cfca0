using System.Text;
using IntakePipeline.Mail.Mime;

namespace IntakePipeline.Tests.Mail;

/// <summary>Messages of many makes, and messages made to harm.</summary>
public sealed class MimeReaderTests
{
    [Fact]
    public void Parts_inside_parts_are_found_and_bytes_come_out_as_they_went_in()
    {
        var bytes = Enumerable.Range(0, 5000).Select(i => (byte)(i * 7)).ToArray();
        var inner = "Content-Type: multipart/alternative; boundary=b2\r\n\r\n--b2\r\nContent-Type: text/plain; charset=iso-8859-15\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nPre=\r\nu: 5 =A4, any=20\r\n--b2\r\nContent-Type: text/html\r\n\r\n<b>no</b>\r\n--b2--\r\n";
        var forwarded = "Content-Type: message/rfc822\r\n\r\nSubject: dins\r\nContent-Type: multipart/mixed; boundary=b3\r\n\r\n--b3\r\n" + Eml.Attachment("dins.pdf", bytes) + "--b3--\r\n";
        var message = Ok($"Subject: x\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\n{inner}--b1  \r\n{Eml.Attachment("fora.pdf", bytes)}--b1\r\n{forwarded}--b1--\r\n");
        Assert.Equal(["fora.pdf", "dins.pdf"], message.Attachments.Select(a => a.FileName));
        Assert.All(message.Attachments, a => Assert.Equal(bytes, a.Content().ToArray()));
        Assert.Equal("Preu: 5 €, any \n", message.ReadableText());
    }

    [Theory]
    [InlineData("=?utf-8?B?ZMOpdQ==?=", "déu")]
    [InlineData("=?utf-8?q?Documentaci=C3=B3_EBT/2012/17?=", "Documentació EBT/2012/17")]
    [InlineData("=?ISO-8859-1?Q?a=F1o?= =?ISO-8859-1?Q?_2012?=", "año 2012")]
    [InlineData("=?utf-8?Q?d=C3?=\r\n =?UTF-8?B?qXU=?=", "déu")]
    [InlineData("=?utf-8*ca?Q?hol=C3=A0?= i més", "holà i més")]
    [InlineData("=?windows-1252?Q?=80_5?=", "€ 5")]
    [InlineData("=?utf-7?Q?+AGE-?=", "+AGE-")]
    [InlineData("=?x-no-hi-es?Q?a?=", "a")]
    [InlineData("=?utf-8?X?a?= =?utf-8?B", "=?utf-8?X?a?= =?utf-8?B")]
    [InlineData("a =? b", "a =? b")]
    public void Encoded_words_are_read(string header, string text) => Assert.Equal(text, Ok($"Subject: {header}\r\n\r\n").Headers.Find("Subject"));

    [Theory]
    [InlineData("attachment; filename=\"tc1.pdf\"", "tc1.pdf")]
    [InlineData("attachment; filename=tc1.pdf", "tc1.pdf")]
    [InlineData("attachment; filename=\"a\\\"b;c.pdf\"; size=3", "a\"b;c.pdf")]
    [InlineData("attachment; filename*=UTF-8''memoria%20t%C3%A9cnica.pdf", "memoria técnica.pdf")]
    [InlineData("attachment; filename*=iso-8859-1'es'a%F1o.pdf; filename=ano.pdf", "año.pdf")]
    [InlineData("attachment; filename*0*=utf-8''pla%20; filename*1*=d%27empresa; filename*2=\".pdf\"", "pla d'empresa.pdf")]
    [InlineData("attachment; filename=\"=?utf-8?Q?certificaci=C3=B3n.pdf?=\"", "certificación.pdf")]
    [InlineData("attachment;\r\n filename=\r\n \"plegat.pdf\"", "plegat.pdf")]
    [InlineData("attachment; filename*=UTF-8''%ZZ%", "%ZZ%")]
    [InlineData("attachment; filename=\"sense fi", "sense fi")]
    [InlineData("attachment; =x; ;; filename=z.pdf", "z.pdf")]
    public void File_names_are_read(string disposition, string name) =>
        Assert.Equal(name, Assert.Single(Ok($"Subject: x\r\nContent-Type: application/pdf\r\nContent-Disposition: {disposition}\r\n\r\nx").Attachments).FileName);

    [Fact]
    public void A_header_without_encoding_is_read_as_what_it_most_likely_is()
    {
        Assert.Equal("añó", Read(Encoding.UTF8.GetBytes("Subject: añó\r\n\r\n")).Headers.Find("Subject"));
        Assert.Equal("añó €", Read([.. "Subject: a"u8, 0xF1, 0xF3, (byte)' ', 0x80, .. "\r\n\r\n"u8]).Headers.Find("Subject"));
    }

    [Fact]
    public void A_logo_in_the_signature_is_no_document()
    {
        var message = Ok("Subject: x\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<img src=\"cid:1\">EBT/2012/1\r\n--b\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <1>\r\nContent-Disposition: inline\r\n\r\nx\r\n--b--");
        Assert.Empty(message.Attachments);
        Assert.Contains("EBT/2012/1", message.ReadableText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MimeFailure.NoMessage)]
    [InlineData(MimeFailure.TooLarge)]
    [InlineData(MimeFailure.TooManyHeaders)]
    [InlineData(MimeFailure.TooDeep)]
    [InlineData(MimeFailure.TooManyParts)]
    public void What_is_made_to_harm_ends_in_a_reason(MimeFailure reason)
    {
        foreach (var hostile in Hostile(reason))
            Assert.Equal(reason, Assert.IsType<MimeReading.Failed>(MimeReader.Read(hostile)).Reason);
    }

    [Fact]
    public void Damaged_messages_end_in_values_and_cost_no_call_stack()
    {
        byte[][] originals =
        [
            new Eml { Files = [("tc1.pdf", new byte[300]), ("b.pdf", [1, 2, 3])] }.ToBytes(),
            Encoding.UTF8.GetBytes("Subject: =?utf-8?B?QWw=?= =?iso-8859-1?Q?=F1?=\r\nContent-Type: multipart/mixed;\r\n boundary=a\r\n\r\n--a\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\n\r\nhola =C3=A9=\r\n--b--\r\n--a\r\nContent-Disposition: attachment; filename*0*=utf-8''%C3%A9; filename*1=z\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=41=4\r\n--a--"),
        ];
        var failure = default(Exception);
        var thread = new Thread(() => failure = Record.Exception(() => Fuzz(originals)), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    private static void Fuzz(byte[][] originals)
    {
        string[] tokens = ["--a", "--b", "--frontera", "--", "\r\n\r\n", "\r\n", "\n", "\r", ";", "=", "\"", "=?", "?=", "*0*=", "boundary=", "boundary=\"\"", "Content-Type: message/rfc822", "Content-Type: multipart/mixed; boundary=a", "base64", "%", "\0", ":", " "];
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var bytes = originals[seed % originals.Length].ToList();
            for (var rounds = random.Next(1, 12); rounds > 0; rounds--)
            {
                var at = random.Next(bytes.Count + 1);
                switch (random.Next(4))
                {
                    case 0 when at < bytes.Count:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(60)));
                        break;
                    case 2:
                        bytes.InsertRange(at, Encoding.ASCII.GetBytes(tokens[random.Next(tokens.Length)]));
                        break;
                    default:
                        bytes.InsertRange(at, bytes.Take(random.Next(400)).ToList());
                        break;
                }
            }

            if (MimeReader.Read(bytes.ToArray()) is not MimeReading.Ok { Message: var message })
                continue;
            Assert.InRange(message.ReadableText().Length, 0, MimeLimits.Default.TextChars);
            foreach (var part in message.All)
            {
                Assert.InRange(part.Content().Length, 0, bytes.Count);
                Assert.NotEqual("", part.FileName);
                Assert.NotNull(part.Text(100));
            }

            foreach (var (name, _) in message.Headers.All)
                Assert.NotNull(message.Headers.Find(name));
        }
    }

    private static IEnumerable<byte[]> Hostile(MimeFailure reason)
    {
        switch (reason)
        {
            case MimeFailure.NoMessage:
                yield return [];
                yield return Encoding.ASCII.GetBytes("\r\n\r\nnomés cos");
                yield return [0x25, 0x50, 0x44, 0x46];
                break;
            case MimeFailure.TooLarge:
                yield return new byte[MimeLimits.Default.Bytes + 1];
                break;
            case MimeFailure.TooManyHeaders:
                yield return Encoding.ASCII.GetBytes("Subject: " + new string('a', 300_000) + "\r\n\r\n");
                yield return Encoding.ASCII.GetBytes("Subject: a" + string.Concat(Enumerable.Repeat("\r\n b", 80_000)) + "\r\n\r\n");
                yield return Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("A: b\r\n", 2000)) + "\r\n");
                yield return new byte[1024 * 1024];
                break;
            case MimeFailure.TooDeep:
                yield return Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n")));
                yield return Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\n", 5000)));
                break;
            default:
                yield return Encoding.ASCII.GetBytes("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + string.Concat(Enumerable.Repeat("--b\r\n\r\n", 500_000)));
                break;
        }
    }

    private static MimeMessage Ok(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static MimeMessage Read(byte[] bytes) => Assert.IsType<MimeReading.Ok>(MimeReader.Read(bytes)).Message;
}
