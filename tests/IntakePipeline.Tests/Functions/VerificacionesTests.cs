using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using IntakePipeline.Registry.Digests;
using IntakePipeline.Signatures.Seals;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace IntakePipeline.Tests.Functions;

public sealed class VerificacionesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Anyone_may_check_a_file_by_body_or_form_and_fetch_the_seal_of_a_receipt()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        var posting = Posting.Clean("RT-1");
        using var created = await host.PostAsync(posting);
        var json = await created.Content.ReadAsByteArrayAsync();
        var csv = (await RunningHost.JsonAsync(created)).GetProperty("csv").GetString()!;
        var memoria = posting.Files[0].Content;

        Assert.Equal("resguardo-exacto", await ResultAsync("", new ByteArrayContent(json)));
        Assert.Equal("documento-en-custodia", await ResultAsync("", new ByteArrayContent(memoria)));
        Assert.Equal("documento-presentado", await ResultAsync($"?csv={csv}", new ByteArrayContent(memoria)));
        Assert.Equal("codigo-desconocido", await ResultAsync("?csv=1234", new ByteArrayContent(memoria)));
        Assert.Equal("documento-presentado", await ResultAsync("", Form((new StringContent(csv.ToLowerInvariant()), "csv"), (new ByteArrayContent(memoria), "fichero"))));
        Assert.Equal("documento-en-custodia", await ResultAsync("", Form((new StringContent(""), "csv"), (new ByteArrayContent(memoria), "fichero"))));
        Assert.Equal("demasiado-grande", await ResultAsync("", new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1])));

        using var empty = await host.Http.PostAsync(new Uri("api/verificaciones", UriKind.Relative), Form((new StringContent(csv), "csv")));
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (empty.StatusCode, empty.Content.Headers.ContentType?.MediaType));

        using var seal = await host.Http.GetAsync(new Uri($"api/resguardos/{csv}/sello", UriKind.Relative));
        Assert.Equal("application/jose", seal.Content.Headers.ContentType?.MediaType);
        Assert.IsType<SealReading.Intact>(JwsReader.Read(await seal.Content.ReadAsStringAsync(), json));
        using var none = await host.Http.GetAsync(new Uri("api/resguardos/0000000000000000000000000000/sello", UriKind.Relative));
        using var unstamped = await host.Http.GetAsync(new Uri($"api/resguardos/{csv}/sello-de-tiempo", UriKind.Relative));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (none.StatusCode, unstamped.StatusCode));

        async Task<string> ResultAsync(string query, HttpContent content)
        {
            using var answer = await host.Http.PostAsync(new Uri($"api/verificaciones{query}", UriKind.Relative), content);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return (await RunningHost.JsonAsync(answer)).GetProperty("resultado").GetString()!;
        }
    }

    [Fact]
    public async Task The_document_of_a_submission_or_of_its_rejection_comes_when_asked_for()
    {
        await using var host = await RunningHost.StartAsync(azurite);
        using var _ = await host.PostAsync(Posting.Clean("RT-1"));
        using var __ = await host.PostAsync(Posting.Clean("RT-2", spoil: f => f["solicitante"]!["nif"] = "B00000001"));
        foreach (var (key, word) in new[] { ("RT-1", "resguardo-"), ("RT-2", "rechazo-") })
        {
            using var pdf = await host.GetAsync($"api/presentaciones/{key}", "application/pdf");
            Assert.Equal("application/pdf", pdf.Content.Headers.ContentType?.MediaType);
            var bytes = await pdf.Content.ReadAsByteArrayAsync();
            Assert.Contains($"/F({word}", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
            Assert.IsType<SealReading.Intact>(PdfSealReader.Read(bytes));
        }
    }

    [Fact]
    public async Task The_digest_of_a_day_its_seal_and_the_certificate_are_for_everybody()
    {
        var account = await azurite.NewAccountAsync();
        await using (var before = await RunningHost.StartAsync(azurite, account))
        {
            using var created = await before.PostAsync(Posting.Clean("RT-1"));
        }

        await using var host = await RunningHost.StartAsync(azurite, account, new NodaTime.LocalDateTime(2012, 6, 21, 0, 5));
        await host.Host.Services.GetRequiredService<DigestDesk>().RunAsync(default);
        var digest = await host.Http.GetByteArrayAsync(new Uri("api/libros/2012/2012-06-20", UriKind.Relative));
        var seal = await host.Http.GetStringAsync(new Uri("api/libros/2012/2012-06-20?sello", UriKind.Relative));
        Assert.Equal(1, DigestJson.Read(digest).Head.Count);
        var reading = Assert.IsType<SealReading.Intact>(JwsReader.Read(seal, digest));
        using var certificate = X509Certificate2.CreateFromPem(await host.Http.GetStringAsync(new Uri("api/sello", UriKind.Relative)));
        Assert.Equal(certificate.RawData, reading.Certificate.RawData);
        foreach (var path in (string[])["2012/2012-06-21", "2012/ahir", "x/2012-06-20", "-1/2012-06-20"])
        {
            using var none = await host.Http.GetAsync(new Uri($"api/libros/{path}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
    }

    private static MultipartFormDataContent Form(params (HttpContent Content, string Name)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var (content, name) in parts)
            form.Add(content, name);
        return form;
    }
}
