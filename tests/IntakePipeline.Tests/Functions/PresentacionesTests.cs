using System.Net;
using System.Text;
using System.Text.Json;
using IntakePipeline.Functions.Access;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Hosting;
using IntakePipeline.Tests.Pages;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Functions;

public sealed class PresentacionesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_post_answers_201_with_the_receipt_and_the_application_reaches_its_end_by_itself()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        using var created = await host.PostAsync(Posting.Clean("RT-1"));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("/api/presentaciones/RT-1", created.Headers.Location?.OriginalString);
        var receipt = await RunningHost.JsonAsync(created);
        Assert.Equal(["registro", "expediente", "presentadoEn", "presentadoEnLocal", "efectivoEn", "fase", "csv", "resguardo"], receipt.EnumerateObject().Take(8).Select(p => p.Name));
        Assert.Equal(("2012/000001", "EBT/2012/1", "1"), (Text(receipt, "registro"), Text(receipt, "expediente"), Text(receipt, "fase")));
        Assert.StartsWith("https://registre.example/api/resguardos/", Text(receipt, "resguardo"), StringComparison.Ordinal);

        using var again = await host.PostAsync(Posting.Clean("RT-1"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(await created.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        using var asked = await host.GetAsync("api/presentaciones/RT-1");
        Assert.Equal(await created.Content.ReadAsStringAsync(), await asked.Content.ReadAsStringAsync());

        var csv = Text(receipt, "csv");
        using var pdf = await host.Http.GetAsync(new Uri($"api/resguardos/{csv}", UriKind.Relative));
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(await pdf.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        using var json = await host.GetAsync($"api/resguardos/{csv}", "application/json");
        Assert.Equal(await created.Content.ReadAsStringAsync(), await json.Content.ReadAsStringAsync());

        // The memoria of this one is no PDF that opens: it goes back to the applicant.
        var state = await RunningHost.EventuallyAsync(async () =>
        {
            using var found = await host.Http.GetAsync(new Uri($"api/expedientes/EBT/2012/1?csv={csv}", UriKind.Relative));
            var status = await RunningHost.JsonAsync(found);
            return Text(status, "estado") == "registrado" ? null : (JsonElement?)status;
        });
        Assert.Equal("pendiente-subsanacion", Text(state, "estado"));
        Assert.Contains("memoria", Text(state, "requerimiento"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, state.GetProperty("historial").GetArrayLength());
    }

    [Fact]
    public async Task A_refusal_is_problem_json_in_the_language_asked_for_with_every_reason()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        var posting = Posting.Clean("RT-1", spoil: f =>
        {
            f["solicitante"]!["nif"] = "B00000001";
            f["proyecto"]!["titulo"] = "";
        });
        using var spanish = await host.PostAsync(posting, "es");
        using var valencian = await host.PostAsync(posting, "ca-ES,ca;q=0.9".Split(',')[0]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, spanish.StatusCode);
        Assert.Equal("application/problem+json", spanish.Content.Headers.ContentType?.MediaType);
        var problem = await RunningHost.JsonAsync(spanish);
        Assert.Equal("nif-invalido", Text(problem, "code"));
        Assert.Equal(422, problem.GetProperty("status").GetInt32());
        Assert.Equal(["nif-invalido", "campo-obligatorio"], problem.GetProperty("errors").EnumerateArray().Select(e => Text(e, "code")));
        Assert.Equal("La presentación no se ha registrado", Text(problem, "title"));
        Assert.Equal("La presentació no s'ha registrat", Text(await RunningHost.JsonAsync(valencian), "title"));

        using var asked = await host.GetAsync("api/presentaciones/RT-1");
        Assert.Equal(Text(problem, "rechazo"), Text(await RunningHost.JsonAsync(asked), "rechazo"));
    }

    [Fact]
    public async Task Statuses_are_those_of_the_contract()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        Assert.Equal(HttpStatusCode.Created, await StatusAsync(host.PostAsync(Posting.Clean("RT-1"))));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(host.PostAsync(Posting.Clean("RT-1", "other"u8.ToArray()))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(host.PostAsync(Posting.Clean("RT-2", new byte[(8 * 1024 * 1024) + 1]))));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(host.PostAsync(Posting.Clean("RT-3"), key: "wrong")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(host.SendAsync(new StringContent("{}", Encoding.UTF8, "application/json"))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(host.SendAsync(Raw("--x\r\ngarbage"))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(host.SendAsync(Raw("--x\r\nContent-Disposition: form-data; name=\"solicitud\"\r\n\r\n{\"version\":1"))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(host.SendAsync(Raw(""))));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host.GetAsync("api/presentaciones/RT-9")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host.GetAsync("api/presentaciones/..%2F..%2Fx")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host.GetAsync("api/resguardos/0000-0000-0000-0000-0000-0000-0000")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host.GetAsync("api/expedientes/EBT/2012/1?csv=x")));
    }

    [Fact]
    public async Task The_code_of_one_receipt_opens_no_other_expediente()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        var one = await RunningHost.JsonAsync(await host.PostAsync(Posting.Clean("RT-1")));
        await host.PostAsync(Posting.Clean("RT-2"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host.GetAsync($"api/expedientes/EBT/2012/2?csv={Text(one, "csv")}")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host.GetAsync($"api/expedientes/EBT/2012/1?csv={Text(one, "csv").ToLowerInvariant()}")));
    }

    [Fact]
    public async Task A_submission_left_as_blobs_is_registered_by_the_trigger()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        var posting = Posting.Clean("RT-1");
        var container = host.Host.Storage.Blobs.GetBlobContainerClient("entrada");
        await container.UploadBlobAsync("RT-1/memoria.pdf", BinaryData.FromBytes(posting.Files[0].Content));
        await container.UploadBlobAsync("RT-1/solicitud.json.p7s", BinaryData.FromBytes(posting.Signature!));
        await container.UploadBlobAsync("RT-1/solicitud.json", BinaryData.FromBytes(posting.Envelope));
        // A blob deeper down is not a submission.
        await container.UploadBlobAsync("RT-1/otra/solicitud.json", BinaryData.FromString("{}"));

        var receipt = await RunningHost.EventuallyAsync(async () =>
        {
            using var asked = await host.GetAsync("api/presentaciones/RT-1");
            return asked.IsSuccessStatusCode ? (JsonElement?)await RunningHost.JsonAsync(asked) : null;
        });
        Assert.Equal("2012/000001", Text(receipt, "registro"));
    }

    [Fact]
    public async Task A_message_that_cannot_be_processed_ends_among_the_poison_where_staff_see_it()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        await host.Host.Storage.Queues.GetQueueClient("tramitacion").SendMessageAsync("no és un missatge");
        using var reader = await Caller.SignInAsync(host.Host.Address, StaffRole.Read, "núria");
        var queue = await RunningHost.EventuallyAsync(async () =>
        {
            using var listed = await reader.GetAsync("api/panel/poison");
            var found = (await RunningHost.JsonAsync(listed)).EnumerateArray().Where(q => q.GetProperty("mensajes").GetInt32() > 0).ToList();
            return found.Count == 0 ? null : (JsonElement?)found[0];
        });
        Assert.Equal("tramitacion-poison", Text(queue, "cola"));
        Assert.Equal("no és un missatge", Text(queue.GetProperty("primeros")[0], "texto"));
        using var stranger = await host.Http.GetAsync(new Uri("api/panel/poison", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    [Fact]
    public async Task The_same_posts_to_two_hosts_at_once_give_one_entry_each()
    {
        var account = await azurite.NewAccountAsync();
        await using var one = await RunningHost.StartAsync(azurite, account);
        await using var other = await RunningHost.StartAsync(azurite, account);
        var receipts = await Task.WhenAll(Enumerable.Range(1, 12).SelectMany(i => new[] { one, other }.Select(async host =>
        {
            using var answer = await host.PostAsync(Posting.Clean($"RT-{i}"));
            Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
            return await answer.Content.ReadAsStringAsync();
        })));
        Assert.Equal(12, receipts.Distinct().Count());
        Assert.Equal(
            Enumerable.Range(1, 12).Select(n => $"2012/{n:D6}"),
            receipts.Distinct().Select(r => Text(JsonDocument.Parse(r).RootElement, "registro")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task While_storage_is_down_posts_answer_503_and_afterwards_nothing_is_missing()
    {
        await using var wire = new Wire(await azurite.NewAccountAsync());
        await using var host = await RunningHost.StartAsync(azurite, wire.ConnectionString);
        Assert.Equal(HttpStatusCode.Created, await StatusAsync(host.PostAsync(Posting.Clean("RT-1"))));
        wire.Cut();
        using var down = await host.PostAsync(Posting.Clean("RT-2"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, down.StatusCode);
        Assert.NotNull(down.Headers.RetryAfter);
        Assert.Equal("servicio-no-disponible", Text(await RunningHost.JsonAsync(down), "code"));
        wire.Mend();
        var again = await RunningHost.JsonAsync(await host.PostAsync(Posting.Clean("RT-2")));
        Assert.Equal("2012/000002", Text(again, "registro"));
    }

    private static ByteArrayContent Raw(string body)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        return content;
    }

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> response)
    {
        using var answer = await response;
        return answer.StatusCode;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
