using Azure.Storage.Blobs;

namespace IntakePipeline.Tests.Azurite;

public sealed class AzuriteTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_emulator_starts_and_keeps_a_blob()
    {
        var container = new BlobContainerClient(await azurite.ConnectionStringAsync(), "prueba-emulador");
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient("a").UploadAsync(BinaryData.FromString("á"), overwrite: true);
        Assert.Equal("á", (await container.GetBlobClient("a").DownloadContentAsync()).Value.Content.ToString());
    }
}
