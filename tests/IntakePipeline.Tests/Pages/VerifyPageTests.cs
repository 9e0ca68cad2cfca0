using System.Net;
using System.Net.Http.Headers;
using IntakePipeline.Functions.Access;
using IntakePipeline.Tests.Azurite;

namespace IntakePipeline.Tests.Pages;

/// <summary><c>/verificar</c> with files: what the register holds exactly is told from what it does not.</summary>
public sealed class VerifyPageTests(AzuriteFixture azurite)
{
    private const string Exact = "És el resguard que va emetre el registre";
    private const string Held = "El registre custodia un document idèntic";
    private const string Filed = "És un document d'esta presentació";
    private const string Unknown = "El registre no té cap fitxer idèntic";

    [Fact]
    public async Task A_receipt_or_a_filed_document_is_known_with_its_code_and_without()
    {
        await using var office = await Office.OpenAsync(azurite);
        using var caller = Caller.Anonymous(office.Address);
        (await caller.GetAsync("/verificar")).Dispose();
        var code = office.Code.Replace("-", "", StringComparison.Ordinal);
        var pdf = await ReceiptAsync(office, code, "application/pdf");
        var json = await ReceiptAsync(office, code, "application/json");
        var altered = json.ToArray();
        altered[^3] ^= 1;
        var custody = office.Host.Host.Storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Custody);
        var original = (await custody.GetBlobClient((await custody.GetBlobsAsync().ToListAsync(default))[0].Name).DownloadContentAsync()).Value.Content.ToArray();

        foreach (var receipt in new[] { pdf, json })
        {
            Assert.Contains(Exact, await AskAsync(caller, "", receipt), StringComparison.Ordinal);
            Assert.Contains(Exact, await AskAsync(caller, code, receipt), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Exact, await AskAsync(caller, code, altered), StringComparison.Ordinal);
        Assert.Contains(Held, await AskAsync(caller, "", original), StringComparison.Ordinal);
        Assert.Contains(Filed, await AskAsync(caller, code, original), StringComparison.Ordinal);
        // Who has no code and no receipt is told of nobody.
        Assert.DoesNotContain("EBT/2012/1", await AskAsync(caller, "", original), StringComparison.Ordinal);
        Assert.Contains(Unknown, await AskAsync(caller, "", "res"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("Escriviu el codi o trieu un fitxer", await AskAsync(caller, "", []), StringComparison.Ordinal);
    }

    private static async Task<byte[]> ReceiptAsync(Office office, string code, string type)
    {
        using var answer = await office.Host.GetAsync($"api/resguardos/{code}", type);
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<string> AskAsync(Caller caller, string code, byte[] copy)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/verificar");
        request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("ca"));
        var form = new MultipartFormDataContent { { new StringContent(caller.Token), CrossSite.Field }, { new StringContent(code), "codigo" } };
        var file = new ByteArrayContent(copy);
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"fichero\"", FileName = "\"copia\"" };
        form.Add(file);
        request.Content = form;
        using var answer = await caller.SendAsync(request);
        return await Caller.TextAsync(answer);
    }
}
