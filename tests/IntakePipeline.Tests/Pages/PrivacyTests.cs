using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntakePipeline.Functions.Access;
using IntakePipeline.Receipts;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Hosting;
using IntakePipeline.Tests.Mail;
using IntakePipeline.Tests.Submissions;
using Microsoft.Extensions.Logging;

namespace IntakePipeline.Tests.Pages;

/// <summary>Who applied, and with which code, stands in no log and in no address.</summary>
public sealed partial class PrivacyTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Neither_logs_nor_addresses_name_people_or_codes()
    {
        using var logs = new LogLines();
        await using var host = await RunningHost.StartAsync(azurite, configure: o => o with { Logging = l => l.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs) });
        var clean = Posting.Clean("RT-1");
        using var posted = await host.PostAsync(clean);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        Assert.True(VerificationCode.TryParse((await RunningHost.JsonAsync(posted)).GetProperty("csv").GetString(), out var code));
        using var refused = await host.PostAsync(Posting.Clean("RT-2") with { Signature = null });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        await host.Host.Storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Mail).GetBlobClient("base.tecnologica/a.eml")
            .UploadAsync(BinaryData.FromBytes(new Eml { From = "Remitent Secret <remitent@secret.example>", Subject = "Assumpte secret", Files = [("dni-secret.pdf", [1])] }.ToBytes()));

        using var staff = await Caller.SignInAsync(host.Host.Address, StaffRole.Admin, "anna@example.org");
        await RunningHost.EventuallyAsync(async () =>
        {
            using var mail = await staff.GetAsync("/api/panel/correo");
            using var file = await staff.GetAsync("/panel/expedientes/EBT/2012/1");
            return file.StatusCode == HttpStatusCode.OK && (await mail.Content.ReadAsStringAsync()).Contains("Assumpte secret", StringComparison.Ordinal) ? true : (bool?)null;
        });
        var form = JsonNode.Parse(clean.Envelope)!;
        string[] secrets =
        [
            .. new[] { ("solicitante", "nif"), ("solicitante", "razonSocial"), ("solicitante", "correo"), ("representante", "nif"), ("representante", "nombre"), ("proyecto", "titulo") }
                .Select(p => form[p.Item1]![p.Item2]!.GetValue<string>()),
            code.ToString(), code.Compact, "remitent@secret.example", "Remitent Secret", "Assumpte secret", "dni-secret", "Nota secreta",
        ];
        (await staff.PostAsync("/panel/expedientes/EBT/2012/1/nota", ("nota", "Nota secreta"))).Dispose();
        (await staff.GetAsync("/panel/expedientes?nif=" + secrets[0])).Dispose();
        (await host.GetAsync($"api/resguardos/{code.Compact}")).Dispose();

        var addresses = new List<string>();
        using var caller = Caller.Anonymous(host.Host.Address);
        (await caller.GetAsync("/estado")).Dispose();
        using var opened = await caller.PostAsync("/estado", ("expediente", "EBT/2012/1"), ("codigo", code.ToString()));
        addresses.Add(opened.Headers.Location!.ToString());
        using var verified = await VerifyAsync(caller, code);
        foreach (var page in new[] { await caller.GetAsync("/estado/expediente"), verified })
        {
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            addresses.AddRange(Address.Matches(await page.Content.ReadAsStringAsync()).Select(m => WebUtility.UrlDecode(m.Groups["address"].Value)));
            page.Dispose();
        }

        Assert.True(addresses.Count > 10);
        Assert.True(logs.Lines.Count > 10);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(addresses, a => a.Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(logs.Lines, l => l.Text.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static async Task<HttpResponseMessage> VerifyAsync(Caller caller, VerificationCode code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/verificar");
        request.Content = new MultipartFormDataContent { { new StringContent(caller.Token), CrossSite.Field }, { new StringContent(code.ToString()), "codigo" } };
        return await caller.SendAsync(request);
    }

    [GeneratedRegex("(?:href|src|action)=\"(?<address>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address { get; }
}
