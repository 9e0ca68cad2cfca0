using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using IntakePipeline.Functions.Access;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Corrections;
using IntakePipeline.Tests.Functions;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Pages;

/// <summary>What the pages must withstand.</summary>
public sealed class DefenceTests(AzuriteFixture azurite)
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'&amp;";

    private static readonly string[] Actions =
    [
        "/panel/repartir", "/panel/expedientes/EBT/2012/1/nota", "/panel/expedientes/EBT/2012/1/trasladar", "/panel/expedientes/EBT/2012/1/recepcion",
        "/panel/expedientes/EBT/2012/1/decidir", "/panel/expedientes/EBT/2012/1/reintentar", "/panel/expedientes/EBT/2012/1/requerir",
        "/panel/expedientes/EBT/2012/1/reinspeccionar", "/panel/expedientes/EBT/2012/1/retirar-nota", "/panel/expedientes/EBT/2012/1/avisos", "/panel/averias/una", "/panel/averias/todas", "/panel/salir", "/preferencias", "/estado",
        "/estado/salir", "/panel/entrar",
    ];

    [Fact]
    public async Task What_an_applicant_writes_never_becomes_markup()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        using var posted = await host.PostAsync(Posting.Clean("RT-1", spoil: form =>
        {
            form["solicitante"]!["razonSocial"] = Hostile;
            form["proyecto"]!["titulo"] = "=HYPERLINK(\"http://dolent.example\")" + Hostile;
            form["representante"]!["nombre"] = Hostile;
        }));
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        var code = (await RunningHost.JsonAsync(posted)).GetProperty("csv").GetString()!;
        using var staff = await Caller.SignInAsync(host.Host.Address, StaffRole.Admin, "<b>anna</b>");
        await RunningHost.EventuallyAsync(async () =>
        {
            using var file = await staff.GetAsync("/panel/expedientes/EBT/2012/1");
            return file.StatusCode == HttpStatusCode.OK ? true : (bool?)null;
        });
        (await staff.PostAsync("/panel/expedientes/EBT/2012/1/nota", ("nota", Hostile))).Dispose();
        (await staff.PostAsync("/estado", ("expediente", "EBT/2012/1"), ("codigo", code))).Dispose();

        foreach (var path in new[] { "/panel", "/panel/expedientes", "/panel/expedientes/EBT/2012/1", "/panel/expedientes?texto=" + Uri.EscapeDataString(Hostile), "/estado/expediente", "/panel/entrar?volver=" + Uri.EscapeDataString(Hostile) })
        {
            using var page = await staff.GetAsync(path);
            var html = await page.Content.ReadAsStringAsync();
            Assert.DoesNotContain("<script>alert", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<b>anna", html, StringComparison.Ordinal);
        }

        using var shown = await staff.GetAsync("/panel/expedientes/EBT/2012/1");
        Assert.Contains(Hostile, await Caller.TextAsync(shown), StringComparison.Ordinal);
        using var csv = await staff.GetAsync("/panel/expedientes.csv");
        var cells = await csv.Content.ReadAsStringAsync();
        Assert.DoesNotContain(";=HYPERLINK", cells, StringComparison.Ordinal);
        Assert.DoesNotContain(";\"=HYPERLINK", cells, StringComparison.Ordinal);
        Assert.Contains("HYPERLINK", cells, StringComparison.Ordinal);
        // In the workbook it is a text as it was written, and nothing is a formula.
        using var xlsx = await staff.GetAsync("/panel/expedientes.xlsx");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.Content.Headers.ContentType!.MediaType);
        using var book = new ZipArchive(await xlsx.Content.ReadAsStreamAsync());
        using var sheet = book.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        var elements = XDocument.Load(sheet).Descendants().ToList();
        Assert.Contains(elements, e => e.Name.LocalName == "t" && e.Value == "=HYPERLINK(\"http://dolent.example\")" + Hostile);
        Assert.DoesNotContain(elements, e => e.Name.LocalName == "f");
    }

    [Fact]
    public async Task What_no_page_of_ours_asked_for_is_not_done()
    {
        await using var office = await Office.OpenAsync(azurite);
        using var staff = await office.SignInAsync(StaffRole.Admin);
        (string, string)[] fields = [("nota", "de fora"), ("motivo", "de fora"), ("expediente", "EBT/2012/1"), ("accion", "coger"), ("idioma", "en"), ("constancia", "x"), ("fecha", "2012-06-21T12:00")];
        (string Name, string Value) token = (CrossSite.Field, staff.Token);
        foreach (var action in Actions)
        {
            await RefusedAsync(action, fields);
            await RefusedAsync(action, [(CrossSite.Field, new string('0', 32)), .. fields]);
            await RefusedAsync(action, [token, .. fields], ("Origin", "https://dolent.example"));
            await RefusedAsync(action, [token, .. fields], ("Origin", "null"));
            await RefusedAsync(action, [token, .. fields], ("Sec-Fetch-Site", "cross-site"));
            await RefusedAsync(action, [token, .. fields], ("Sec-Fetch-Site", "same-site"));
        }

        using var file = await staff.GetAsync("/panel/expedientes/EBT/2012/1");
        Assert.DoesNotContain("de fora", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var ours = await staff.SendAsync("/panel/expedientes/EBT/2012/1/nota", [token, .. fields], ("Origin", office.Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.SeeOther, ours.StatusCode);

        async Task RefusedAsync(string action, (string, string)[] sent, params (string, string)[] headers)
        {
            using var answer = await staff.SendAsync(action, sent, headers);
            Assert.Equal((action, HttpStatusCode.Forbidden), (action, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Codes_cannot_be_tried_many_times_and_stand_in_no_address()
    {
        await using var bench = await Correcting.StartAsync(azurite);
        await using var host = await RunningHost.StartAsync(azurite, bench.Account);
        using var caller = Caller.Anonymous(host.Host.Address);
        (await caller.GetAsync("/estado")).Dispose();
        var right = bench.Entry.Csv.ToString();
        using var opened = await caller.PostAsync("/estado", ("expediente", "EBT/2012/1"), ("codigo", right));
        Assert.Equal("/estado/expediente", opened.Headers.Location!.ToString());
        using var seen = await caller.GetAsync("/estado/expediente");
        var html = await seen.Content.ReadAsStringAsync();
        Assert.DoesNotContain(right, html, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Entry.Csv.Compact, html, StringComparison.Ordinal);

        for (var i = 0; i < Attempts.Allowed; i++)
        {
            using var wrong = await caller.PostAsync("/estado", ("expediente", "EBT/2012/1"), ("codigo", Another()));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using var late = await caller.PostAsync("/estado", ("expediente", "EBT/2012/1"), ("codigo", right));
        Assert.Equal(HttpStatusCode.TooManyRequests, late.StatusCode);
        Assert.NotNull(late.Headers.RetryAfter);

        static string Another() => IntakePipeline.Receipts.VerificationCode.Create().ToString();
    }

    [Fact]
    public async Task Every_answer_to_a_browser_says_how_far_it_may_be_trusted()
    {
        await using var office = await Office.OpenAsync(azurite);
        using var staff = await office.SignInAsync(StaffRole.Read);
        var html = "";
        foreach (var path in new[] { "/estado", "/verificar", "/comprobar", "/panel", "/panel/colas", "/panel/expedientes", "/panel/expedientes/EBT/2012/1", "/panel/averias", "/panel/expedientes.csv", "/panel/expedientes.xlsx", "/panel/expedientes/EBT/2012/1/documentos/resguardo.pdf" })
        {
            using var answer = await staff.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            var policy = Header(answer, "Content-Security-Policy");
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal(("nosniff", "DENY", "same-origin", "no-store"), (Header(answer, "X-Content-Type-Options"), Header(answer, "X-Frame-Options"), Header(answer, "Referrer-Policy"), answer.Headers.CacheControl!.ToString()));
            if (answer.Content.Headers.ContentType!.MediaType == "text/html")
                html = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("style=\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain(" onclick", html, StringComparison.Ordinal);
        }

        var sheet = System.Text.RegularExpressions.Regex.Match(html, "href=\"(?<path>/recursos/[^\"]*estilo.css)\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["path"].Value;
        using var asset = await staff.GetAsync(sheet);
        Assert.Contains("immutable", asset.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var older = await staff.GetAsync("/recursos/0000000000000000/estilo.css");
        Assert.Equal((HttpStatusCode.OK, "no-cache"), (older.StatusCode, older.Headers.CacheControl!.ToString()));
        using var none = await staff.GetAsync("/recursos/0000000000000000/..%2Fhost.json");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [InlineData("foto.png", 100, HttpStatusCode.UnprocessableEntity)]
    [InlineData("memoria.pdf", (10 * 1024 * 1024) + 1, HttpStatusCode.UnprocessableEntity)]
    [InlineData("memoria.pdf", 0, HttpStatusCode.UnprocessableEntity)]
    [InlineData("memoria.pdf", 5000, HttpStatusCode.OK)]
    [InlineData("solicitud.json", 300, HttpStatusCode.OK)]
    [InlineData("../../solicitud.json", 300, HttpStatusCode.UnprocessableEntity)]
    public async Task Uploads_are_looked_at_within_bounds_and_kept_nowhere(string name, int bytes, HttpStatusCode status)
    {
        await using var host = await RunningHost.StartAsync(azurite);
        using var caller = Caller.Anonymous(host.Host.Address);
        (await caller.GetAsync("/comprobar")).Dispose();
        using var answer = await UploadAsync(caller, "/comprobar", name, new byte[bytes]);
        Assert.Equal(status, answer.StatusCode);
        foreach (var container in new[] { "entrada", "custodia", "rechazos" })
            Assert.Empty(await host.Host.Storage.Blobs.GetBlobContainerClient(container).GetBlobsAsync().ToListAsync(default));
    }

    [Fact]
    public async Task What_files_are_called_and_what_they_say_never_becomes_markup()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        using var caller = Caller.Anonymous(host.Host.Address);
        (await caller.GetAsync("/comprobar")).Dispose();
        var form = Posting.Clean("RT-1", spoil: f =>
        {
            f["solicitante"]!["razonSocial"] = Hostile;
            f["proyecto"]!["titulo"] = Hostile;
            f["solicitante"]!["correo"] = Hostile;
            f["solicitante"]!["municipio"] = Hostile;
            f["proyecto"]!["inicio"] = Hostile;
        }).Envelope;
        foreach (var (path, name, content) in new[]
        {
            ("/comprobar", "<script>alert(1)</script>.pdf", "%PDF-1.4"u8.ToArray()), ("/comprobar", "solicitud.json", form),
            ("/comprobar", "solicitud.json", "{\"<script>alert(1)</script>\":1}"u8.ToArray()), ("/verificar", "<script>alert(1)</script>", "res"u8.ToArray()),
        })
        {
            using var answer = await UploadAsync(caller, path, name, content);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Equal((path, name, HttpStatusCode.OK), (path, name, answer.StatusCode));
            Assert.DoesNotContain("<script>alert", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData(10 * 1024 * 1024, HttpStatusCode.OK)]
    [InlineData((10 * 1024 * 1024) + 1, HttpStatusCode.UnprocessableEntity)]
    public async Task A_copy_to_verify_is_read_up_to_ten_megabytes(int bytes, HttpStatusCode status)
    {
        await using var host = await RunningHost.StartAsync(azurite);
        using var caller = Caller.Anonymous(host.Host.Address);
        (await caller.GetAsync("/verificar")).Dispose();
        using var answer = await UploadAsync(caller, "/verificar", "copia.pdf", new byte[bytes]);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_too_large_or_no_form_at_all_is_refused()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        using var caller = Caller.Anonymous(host.Host.Address);
        (await caller.GetAsync("/estado")).Dispose();
        using var large = await caller.PostAsync("/estado", ("expediente", new string('x', 70_000)));
        Assert.Equal(HttpStatusCode.BadRequest, large.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/estado") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        using var other = await caller.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Theory]
    [InlineData("https://dolent.example")]
    [InlineData("//dolent.example")]
    [InlineData("/\\dolent.example")]
    [InlineData("/panel\r\nSet-Cookie: x=y")]
    public async Task Nothing_leads_away_from_the_site(string back)
    {
        await using var host = await RunningHost.StartAsync(azurite);
        using var caller = Caller.Anonymous(host.Host.Address);
        (await caller.GetAsync("/estado")).Dispose();
        using var answer = await caller.PostAsync("/preferencias", ("idioma", "en"), ("volver", back));
        Assert.Equal((HttpStatusCode.SeeOther, "/estado"), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    private static async Task<HttpResponseMessage> UploadAsync(Caller caller, string path, string name, byte[] content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        var file = new ByteArrayContent(content);
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"fichero\"", FileName = $"\"{name}\"" };
        request.Content = new MultipartFormDataContent { { new StringContent(caller.Token), CrossSite.Field }, file };
        return await caller.SendAsync(request);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
