using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using IntakePipeline.Registry.Audit;
using IntakePipeline.Registry.Digests;
using NodaTime.Text;

namespace IntakePipeline.Storage;

/// <summary><c>resguardos/libro/</c> by its blobs' names, which the service lists in order.</summary>
/// <param name="blobs">The storage account.</param>
public sealed class DigestFiles(BlobServiceClient blobs) : IDigestFiles
{
    private const string Folder = "libro/";

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Receipts);

    /// <inheritdoc/>
    public async IAsyncEnumerable<DigestFile> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder, cancellationToken))
            yield return Parse(blob.Name);
    }

    private static DigestFile Parse(string name)
    {
        var form = name.EndsWith(".jws", StringComparison.Ordinal) ? DigestForm.Seal : DigestForm.Data;
        return name[Folder.Length..].Split('/') is [{ Length: 4 } year, { Length: > 4 } file]
            && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var book)
            && (form == DigestForm.Seal || file.EndsWith(".json", StringComparison.Ordinal))
            && LocalDatePattern.Iso.Parse(file[..file.LastIndexOf('.')]) is { Success: true, Value: var date }
                ? new DigestFile(name, book, date, form)
                : new DigestFile(name, 0, null, form);
    }
}
