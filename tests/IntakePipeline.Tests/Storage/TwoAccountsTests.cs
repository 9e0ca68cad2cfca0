using Azure.Storage.Blobs;
using IntakePipeline.Receipts;
using IntakePipeline.Storage;
using IntakePipeline.Submissions;
using IntakePipeline.Tests.Azurite;
using IntakePipeline.Tests.Submissions;
using Microsoft.Extensions.Configuration;

namespace IntakePipeline.Tests.Storage;

/// <summary>What must stay as it is may have an account of its own: see decision 0017.</summary>
public sealed class TwoAccountsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Originals_and_receipts_are_kept_in_the_other_account_and_nothing_else_is()
    {
        var (desk, kept) = await OpenAsync();
        await using var _ = desk;
        var posting = Posting.Clean("two-accounts");

        var outcome = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(posting));

        foreach (var document in outcome.Entry.Draft.Documents)
            Assert.Equal(document.Digest, await desk.DigestInCustodyAsync(document.Digest));
        Assert.Equal(["custodia", "resguardos"], await ContainersAsync(kept));
        Assert.Equal(["correo", "entrada", "informes", "rechazos"], await ContainersAsync(desk.Storage.Blobs));
        Assert.Equal(outcome.Entry.Draft.Documents.Select(d => d.Digest.Hex).Order(StringComparer.Ordinal), await NamesAsync(kept, Pipeline.Containers.Custody));
        Assert.Contains($"{outcome.Entry.Csv.Compact}.pdf", await NamesAsync(kept, Pipeline.Containers.Receipts));
        Assert.NotNull(await desk.Get<ReceiptDesk>().FindAsync(outcome.Entry.Csv, ReceiptForm.Pdf, default));
    }

    [Fact]
    public async Task A_repetition_copies_nothing_and_gets_the_same_receipt()
    {
        var (desk, kept) = await OpenAsync();
        await using var _ = desk;
        var posting = Posting.Clean("twice");

        var first = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(posting));
        var stamps = await StampsAsync(kept);
        var second = Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(posting));

        Assert.True(second.Repeated);
        Assert.Equal(first.Receipt.ToArray(), second.Receipt.ToArray());
        Assert.Equal(stamps, await StampsAsync(kept));
    }

    [Fact]
    public async Task Two_submissions_may_have_a_file_in_common()
    {
        var (desk, _) = await OpenAsync();
        await using var __ = desk;
        byte[] memoria = "%PDF-1.4 the same"u8.ToArray();

        Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("common-1", memoria)));
        Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("common-2", memoria)));
    }

    [Fact]
    public async Task Bytes_are_kept_before_they_are_overwritten()
    {
        var (desk, kept) = await OpenAsync();
        await using var _ = desk;
        byte[] first = "%PDF-1.4 first"u8.ToArray();
        byte[] second = "%PDF-1.4 second"u8.ToArray();
        // The first attempt is refused: its envelope promises another file.
        var refused = Posting.Clean("overwritten", second) with { Files = [("memoria.pdf", first)] };

        Assert.IsType<IntakeOutcome.Refused>(await desk.PostAsync(refused));
        Assert.IsType<IntakeOutcome.Registered>(await desk.PostAsync(Posting.Clean("overwritten", second)));

        Assert.Contains(Sha256Digest.Of(first).Hex, await NamesAsync(kept, Pipeline.Containers.Custody));
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_not_kept()
    {
        var (desk, kept) = await OpenAsync();
        await using var _ = desk;
        var container = desk.Storage.Blobs.GetBlobContainerClient(Pipeline.Containers.Inbox);
        await container.UploadBlobAsync("changed/a.pdf", BinaryData.FromString("one"));
        Assert.True(SubmissionKey.TryParse("changed", out var key));
        Assert.True(FileName.TryParse("a.pdf", out var name));
        var seen = Assert.IsType<FileState.Present>(await desk.Get<IInbox>().InspectAsync(key, name, 100, default));
        await container.GetBlobClient("changed/a.pdf").UploadAsync(BinaryData.FromString("two"), overwrite: true);

        Assert.False(await desk.Get<ICustody>().KeepAsync(seen.File, default));
        Assert.Empty(await NamesAsync(kept, Pipeline.Containers.Custody));
    }

    [Theory]
    [InlineData("Custody:accountName")]
    [InlineData("Custody__accountName")]
    [InlineData("AzureWebJobsCustody:accountName")]
    public void Custody_is_a_connection_like_any_other(string setting)
    {
        var connection = StorageConnection.WithCustodyFrom(Settings(("AzureWebJobsStorage:accountName", "works"), (setting, "keeps")));

        Assert.Equal("works", connection.Blobs.AccountName);
        Assert.Equal("keeps", connection.Custody.Blobs.AccountName);
    }

    [Fact]
    public void Without_it_one_account_does_both()
    {
        var connection = StorageConnection.WithCustodyFrom(Settings(("AzureWebJobsStorage:accountName", "works")));

        Assert.Same(connection, connection.Custody);
    }

    private async Task<(Desk Desk, BlobServiceClient Kept)> OpenAsync()
    {
        var custody = await azurite.NewAccountAsync();
        return (await Desk.OpenAsync(azurite, custody: custody), new BlobServiceClient(custody));
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build();

    private static async Task<List<string>> ContainersAsync(BlobServiceClient account)
    {
        var names = new List<string>();
        await foreach (var container in account.GetBlobContainersAsync())
            names.Add(container.Name);
        return names;
    }

    private static async Task<List<string>> NamesAsync(BlobServiceClient account, string container)
    {
        var names = new List<string>();
        await foreach (var blob in account.GetBlobContainerClient(container).GetBlobsAsync())
            names.Add(blob.Name);
        return names;
    }

    private static async Task<List<string>> StampsAsync(BlobServiceClient account)
    {
        var stamps = new List<string>();
        await foreach (var blob in account.GetBlobContainerClient(Pipeline.Containers.Custody).GetBlobsAsync())
            stamps.Add($"{blob.Name} {blob.Properties.ETag}");
        return stamps;
    }
}
