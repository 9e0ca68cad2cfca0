using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IntakePipeline.Functions.Access;
using IntakePipeline.Receipts;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Corrections;
using IntakePipeline.Tests.Pages;
using IntakePipeline.Tests.Submissions;
using NodaTime;

namespace IntakePipeline.Tests.Functions;

/// <summary>Corrections over HTTP: reception, answer, decision, worklist, as the registry, the applicant and staff meet them.</summary>
public sealed class SubsanacionesTests(AzuriteFixture azurite)
{
    private const string Panel = "api/panel/requerimientos/EBT/2012/1/1";

    [Fact]
    public async Task A_request_is_received_answered_and_evaluated()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await using var host = await RunningHost.StartAsync(azurite, bench.Account, new LocalDateTime(2012, 6, 22, 9, 0));

        using var received = await SendAsync(host, Panel + "/recepcion", new { fecha = "2012-06-21T12:00", constancia = "justificant 17" });
        Assert.Equal(HttpStatusCode.OK, received.StatusCode);
        var json = await RunningHost.JsonAsync(received);
        Assert.Equal(("notificado", "2012-06-21T12:00:00+02:00"), (Text(json, "estado"), Text(json.GetProperty("recepcion"), "fecha")));
        Assert.NotEmpty(json.GetProperty("plazo").GetProperty("traza").EnumerateArray());

        using var created = await PostAsync(host, bench.Answer("RT-2"));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var receipt = await RunningHost.JsonAsync(created);
        Assert.Equal(("2012/000002", "EBT/2012/1", "EBT/2012/1-R1"), (Text(receipt, "registro"), Text(receipt, "expediente"), Text(receipt, "requerimiento")));
        using var again = await PostAsync(host, bench.Answer("RT-2"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        var csv = Text(receipt, "csv");
        var status = await RunningHost.EventuallyAsync(async () =>
        {
            using var found = await host.Http.GetAsync(new Uri($"api/expedientes/EBT/2012/1?csv={csv}", UriKind.Relative));
            var state = await RunningHost.JsonAsync(found);
            return Text(state, "estado") == "pendiente-subsanacion" ? null : (JsonElement?)state;
        });
        Assert.Equal("en-evaluacion", Text(status, "estado"));
        using var list = await GetAsync(host, "api/panel/colas/servicios-tecnologicos?convocatoria=emprendimiento-2012&fase=1");
        Assert.Equal("EBT/2012/1", Text(Assert.Single((await RunningHost.JsonAsync(list)).GetProperty("expedientes").EnumerateArray()), "expediente"));

        using var moved = await SendAsync(
            host, "api/panel/expedientes/EBT/2012/1/traslado", new { convocatoria = "emprendimiento-2012", programa = "CRE", motivo = "encaixa millor" });
        Assert.Equal("asistencia-emprendedor", Text(await RunningHost.JsonAsync(moved), "departamento"));
        using var document = await host.Http.GetAsync(new Uri($"api/expedientes/EBT/2012/1/requerimientos/1?csv={csv}", UriKind.Relative));
        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(await document.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        using var unknown = await host.Http.GetAsync(new Uri($"api/expedientes/EBT/2012/1/requerimientos/1?csv={VerificationCode.Create()}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData("/recepcion", """{"fecha":"2012-06-21","constancia":"x"}""", 400, "peticion-mal-formada")]
    [InlineData("/recepcion", """{"fecha":"2012-06-21T12:00","constancia":" "}""", 400, "peticion-mal-formada")]
    [InlineData("/recepcion", """{"fecha":"2012-06-21T12:00","constancia":"x","mes":1}""", 400, "peticion-mal-formada")]
    [InlineData("/recepcion", """{"fecha":"2013-06-21T12:00:00Z","constancia":"x"}""", 422, "fecha-imposible")]
    [InlineData("/recepcion", "[", 400, "peticion-mal-formada")]
    [InlineData("/decision", """{"decision":"otra","motivo":"x"}""", 400, "peticion-mal-formada")]
    [InlineData("/decision", """{"decision":"evaluacion","motivo":"x"}""", 409, "requerimiento-en-otro-estado")]
    [InlineData("/decision", """{"decision":"desistimiento-firmado","motivo":"x"}""", 409, "requerimiento-en-otro-estado")]
    public async Task What_staff_say_out_of_place_is_told_and_changes_nothing(string route, string body, int status, string code)
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await using var host = await RunningHost.StartAsync(azurite, bench.Account, new LocalDateTime(2012, 6, 22, 9, 0));
        using var answer = await SendAsync(host, Panel + route, new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal((status, code), ((int)answer.StatusCode, Text(await RunningHost.JsonAsync(answer), "code")));
        using var found = await GetAsync(host, Panel);
        Assert.Equal("emitido", Text(await RunningHost.JsonAsync(found), "estado"));
        using var other = await SendAsync(host, Panel.Replace("/1/1", "/7/1", StringComparison.Ordinal) + "/recepcion", new { fecha = "2012-06-21T12:00", constancia = "x" });
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(RunningHost host, Posting answer)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(answer.Envelope), "solicitud" }, { new ByteArrayContent(answer.Signature!), "firma" } };
        foreach (var (name, content) in answer.Files)
            form.Add(new ByteArrayContent(content), name);
        return SendAsync(host, "api/expedientes/EBT/2012/1/subsanaciones", form);
    }

    private static Task<HttpResponseMessage> SendAsync(RunningHost host, string path, object body) => SendAsync(host, path, JsonContent.Create(body));

    private static Task<HttpResponseMessage> SendAsync(RunningHost host, string path, HttpContent content) => AskAsync(host, HttpMethod.Post, path, content);

    private static Task<HttpResponseMessage> GetAsync(RunningHost host, string path) => AskAsync(host, HttpMethod.Get, path, null);

    // The registry's key and somebody of the staff at once: each route looks at its own.
    private static async Task<HttpResponseMessage> AskAsync(RunningHost host, HttpMethod method, string path, HttpContent? content)
    {
        var caller = await Caller.SignInAsync(host.Host.Address, StaffRole.Act, "núria");
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("x-functions-key", RunningHost.Key);
        request.Headers.Add(CrossSite.Header, caller.Token);
        return await caller.SendAsync(request);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
