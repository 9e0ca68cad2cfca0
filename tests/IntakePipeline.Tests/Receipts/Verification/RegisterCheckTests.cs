using System.Text;
using IntakePipeline.Receipts;
using IntakePipeline.Receipts.Verification;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Registry;
using IntakePipeline.Tests.Submissions;

namespace IntakePipeline.Tests.Receipts.Verification;

public sealed class RegisterCheckTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_register_knows_its_receipts_and_what_was_filed_and_nothing_else()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var (posting, other) = (Posting.Clean("RT-1"), Posting.Clean("RT-2"));
        var code = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(posting)).Entry.Csv;
        var otherCode = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(other)).Entry.Csv;
        var store = desk.Get<IReceiptStore>();
        var pdf = (await store.FindAsync(code, ReceiptForm.Pdf, default))!.Value.ToArray();
        var json = (await store.FindAsync(code, ReceiptForm.Json, default))!.Value.ToArray();
        var memoria = posting.Files[0].Content;

        // A receipt names its code itself.
        Assert.Equal("resguardo-exacto", await CheckAsync(pdf));
        Assert.Equal("resguardo-exacto", await CheckAsync(json));
        Assert.Equal("resguardo-exacto", await CheckAsync(pdf, code));
        Assert.Equal("resguardo-alterado", await CheckAsync([.. pdf, (byte)'\n']));
        Assert.Equal("resguardo-alterado", await CheckAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json).Replace("arròs", "arrós", StringComparison.Ordinal))));
        Assert.Equal("no-consta", await CheckAsync(ReceiptJson.Write(ReceiptSamples.InTime)));

        Assert.Equal("documento-presentado", await CheckAsync(memoria, code));
        Assert.Equal("documento-presentado", await CheckAsync(posting.Envelope, code));
        // Without the code, or with another's, it is not told whose it is.
        Assert.Equal("documento-en-custodia", await CheckAsync(memoria));
        Assert.Equal("documento-en-custodia", await CheckAsync(memoria, otherCode));
        Assert.Equal("no-consta", await CheckAsync([.. memoria, 0]));
        Assert.Equal("no-consta", await CheckAsync([]));
        Assert.Equal("codigo-desconocido", await CheckAsync(memoria, VerificationCode.Create()));
        Assert.Equal("demasiado-grande", await CheckAsync(new byte[(10 * 1024 * 1024) + 1]));
        Assert.Equal("no-consta", await CheckAsync(new byte[10 * 1024 * 1024]));

        var held = Encoding.UTF8.GetString(CheckResultJson.Write(await desk.Get<RegisterCheck>().CheckAsync(new MemoryStream(memoria), null, default)));
        Assert.All((string[])["2012/000001", "B12345674", "RT-1", "memoria.pdf"], word => Assert.DoesNotContain(word, held, StringComparison.Ordinal));
        var filed = Encoding.UTF8.GetString(CheckResultJson.Write(await desk.Get<RegisterCheck>().CheckAsync(new MemoryStream(memoria), code, default)));
        Assert.Contains("\"registro\":\"2012/000001\"", filed, StringComparison.Ordinal);
        Assert.DoesNotContain("B12345674", filed, StringComparison.Ordinal);

        async Task<string> CheckAsync(byte[] file, VerificationCode? named = null) =>
            (await desk.Get<RegisterCheck>().CheckAsync(new MemoryStream(file), named, default)).Outcome.Code;
    }

    [Fact]
    public async Task A_rejection_has_a_sealed_document_that_stays_the_same()
    {
        await using var desk = await Desk.OpenAsync(azurite);
        var refused = Posting.Clean("RT-1", spoil: f => f["solicitante"]!["nif"] = "B00000001");
        await desk.PostAsync(refused);
        var kept = (await desk.Get<IRejectionStore>().FindLastAsync(Drafts.Key("RT-1"), default))!;
        var pdf = (await desk.Get<IRejectionStore>().FindDocumentAsync(kept, default))!.Value.ToArray();
        await desk.PostAsync(refused);
        Assert.Equal(pdf, (await desk.Get<RefusalDesk>().DocumentAsync(kept, default)).ToArray());
        Assert.Equal("documento-sellado", (await desk.Get<RegisterCheck>().CheckAsync(new MemoryStream(pdf), null, default)).Outcome.Code);
        Assert.Equal("no-consta", (await desk.Get<RegisterCheck>().CheckAsync(new MemoryStream([.. pdf, 0]), null, default)).Outcome.Code);

        // A crash between record and document is made up for by whoever asks.
        await desk.Storage.Blobs.GetBlobContainerClient("rechazos").DeleteBlobAsync($"RT-1/{kept.Id}.pdf");
        Assert.Equal(pdf, (await desk.Get<RefusalDesk>().DocumentAsync(kept, default)).ToArray());
        Assert.Contains("No errors", (await ExternalTool.RunAsync("qpdf", pdf, "--check", "{}")).Replace("No syntax or stream encoding errors", "No errors", StringComparison.Ordinal), StringComparison.Ordinal);
        var text = await ExternalTool.RunAsync("pdftotext", pdf, "-enc", "UTF-8", "{}", "-");
        Assert.All((string[])["Rebuig motivat d'una presentació", "Rechazo motivado de una presentación", "RT-1", "NO registrada", kept.Id, "nif-invalido", "SIMULACIÓ / SIMULACIÓN"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }
}
