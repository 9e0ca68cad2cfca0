using System.Net;
using System.Text;
using System.Text.Json;
using IntakePipeline.Functions.Access;
using IntakePipeline.Local;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Local;
using IntakePipeline.Tests.Mail;
using IntakePipeline.Tests.Notifications;
using IntakePipeline.Tests.Notifications.Server;
using IntakePipeline.Tests.Pages;
using IntakePipeline.Tests.Submissions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Tests.Functions;

/// <summary>R4 8.3 through the running host: an application is receipted by mail, its documents come by mail, and their receipt goes back.</summary>
public sealed class CorreoTests(AzuriteFixture azurite)
{
    private static readonly byte[] Pdf = Memorias.Pdf.Samples.Read(Memorias.Pdf.Samples.Names.First());

    [Fact]
    public async Task Documents_sent_by_mail_reach_their_expediente_and_are_receipted_by_mail()
    {
        using var folder = new TemporaryFolder();
        using var log = new StringWriter();
        await using var server = await MailServer.StartAsync(new() { User = "registre", Password = "contrasenya-4711" });
        var account = await azurite.NewAccountAsync();
        await using (var host = await RunningHost.StartAsync(azurite, account, configure: options => options with
        {
            Settings = new ConfigurationBuilder().AddInMemoryCollection(server.AppSettings(folder.Location).Select(s => KeyValuePair.Create(s.Key.Replace("__", ":", StringComparison.Ordinal), s.Value))).Build(),
            Logging = logging => logging.ClearProviders().AddProvider(new LineLog(log, leaveOpen: true)),
        }))
        {
            using var staff = await Caller.SignInAsync(host.Host.Address, StaffRole.Act, "núria");
            using var created = await host.PostAsync(Posting.Clean("RT-1", Pdf));
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
            var csv = (await RunningHost.JsonAsync(created)).GetProperty("csv").GetString();
            await MailAsync(server, "2012/000001");
            await RunningHost.EventuallyAsync(async () =>
            {
                using var found = await host.Http.GetAsync(new Uri($"api/expedientes/EBT/2012/1?csv={csv}", UriKind.Relative));
                return (await RunningHost.JsonAsync(found)).GetProperty("estado").GetString() == "registrado" ? null : (bool?)true;
            });

            var correo = host.Host.Storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Mail);
            await correo.GetBlobClient("base.tecnologica/a.eml").UploadAsync(BinaryData.FromBytes(new Eml { Files = [("tc1.pdf", Pdf)] }.ToBytes()));
            await correo.GetBlobClient("base.tecnologica/b.eml").UploadAsync(BinaryData.FromBytes(new Eml { Subject = "Hola", MessageId = "<m2@example.org>" }.ToBytes()));
            var receipt = await MailAsync(server, "2012/000002");
            Assert.Equal("x@example.org", receipt.To);
            Assert.Contains("tc1.pdf", Sending.Read(receipt).ReadableText(), StringComparison.Ordinal);

            var waiting = await RunningHost.EventuallyAsync(async () =>
                (await JsonAsync(staff, "api/panel/correo")).GetProperty("correo") is var list && list.GetArrayLength() == 1 ? (JsonElement?)list[0] : null);
            Assert.Equal(("sin-expediente", "Hola"), (waiting.GetProperty("causa").GetString(), waiting.GetProperty("asunto").GetString()));
            using var settled = new HttpRequestMessage(HttpMethod.Post, $"api/panel/correo/{waiting.GetProperty("id").GetString()}") { Content = new StringContent("""{"motivo":"Només saluda"}""", Encoding.UTF8) };
            settled.Headers.Add(CrossSite.Header, staff.Token);
            using var answer = await staff.SendAsync(settled);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(0, (await JsonAsync(staff, "api/panel/correo")).GetProperty("correo").GetArrayLength());

            var told = await RunningHost.EventuallyAsync(async () =>
                (await JsonAsync(staff, "api/panel/notificaciones?expediente=EBT/2012/1")).GetProperty("notificaciones") is var all
                && all.EnumerateArray().Count(n => n.GetProperty("clase").GetString() == "resguardo" && n.GetProperty("estado").GetString() == "enviada") == 2 ? (JsonElement?)all : null);
            Assert.All(told.EnumerateArray(), n => Assert.Equal("x@example.org", n.GetProperty("destino").GetString()));
            using var missing = await staff.GetAsync("api/panel/notificaciones?expediente=ZZZ/2012/1");
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
            using var stranger = await host.Http.GetAsync(new Uri("api/panel/correo", UriKind.Relative));
            Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        }

        var lines = log.ToString();
        Assert.Contains("Notification resguardo: enviada", lines, StringComparison.Ordinal);
        foreach (var secret in new[] { "x@example.org", "Peris", "Il·lusió", "B12345674", "4711", "tc1.pdf", "Hola" })
            Assert.DoesNotContain(secret, lines, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<JsonElement> JsonAsync(Caller staff, string path)
    {
        using var response = await staff.GetAsync(path);
        return await RunningHost.JsonAsync(response);
    }

    private static async Task<GotMail> MailAsync(MailServer server, string entry)
    {
        for (var i = 0; i < 600; i++)
        {
            if (server.Got.FirstOrDefault(m => Sending.Read(m).Headers.Find("Subject")!.Contains($"registre {entry}", StringComparison.Ordinal)) is { } found)
                return found;
            await Task.Delay(100);
        }

        throw new TimeoutException($"No mail about {entry} came.");
    }
}
