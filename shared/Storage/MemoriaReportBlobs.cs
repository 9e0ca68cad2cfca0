using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using IntakePipeline.Evaluation;
using IntakePipeline.Registry;

namespace IntakePipeline.Storage;

/// <summary><c>informes/{call}/{programme}/{number}/{entry's year}-{entry}.json</c>; later ones on the same memoria <c>…-{entry}+{time}.json</c>.</summary>
/// <remarks>Not in the expediente's row: a report on a scan of hundreds of pages would not fit, and lists of expedientes need none of it.</remarks>
/// <param name="blobs">The storage account.</param>
public sealed class MemoriaReportBlobs(BlobServiceClient blobs) : IMemoriaReportStore
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Reports);

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> SaveAsync(
        ExpedienteKey expediente, RegistryNumber entry, ReadOnlyMemory<byte> report, CancellationToken cancellationToken) =>
        await Blob(expediente, entry).PutOnceAsync(BinaryData.FromBytes(report), "application/json", cancellationToken)
            ? report
            : await FindAsync(expediente, entry, cancellationToken) ?? throw new InvalidOperationException($"The report on entry {entry} is gone.");

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> FindAsync(ExpedienteKey expediente, RegistryNumber entry, CancellationToken cancellationToken)
    {
        try
        {
            return (await Blob(expediente, entry).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task SaveAgainAsync(ExpedienteKey expediente, RegistryNumber entry, int time, ReadOnlyMemory<byte> report, CancellationToken cancellationToken) =>
        container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{Name(expediente, entry)}+{time:D4}.json"))
            .PutOnceAsync(BinaryData.FromBytes(report), "application/json", cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ListAgainAsync(
        ExpedienteKey expediente, RegistryNumber entry, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in container.GetBlobsAsync(prefix: Name(expediente, entry) + "+", cancellationToken: cancellationToken))
            yield return (await container.GetBlobClient(item.Name).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
    }

    private BlobClient Blob(ExpedienteKey expediente, RegistryNumber entry) => container.GetBlobClient(Name(expediente, entry) + ".json");

    private static string Name(ExpedienteKey expediente, RegistryNumber entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{expediente.Call}/{expediente.Number.Programme}/{expediente.Number.Sequence}/{entry.Year:D4}-{entry.Sequence:D6}");
}
