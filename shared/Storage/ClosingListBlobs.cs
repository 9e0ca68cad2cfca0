using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using IntakePipeline.Evaluation;

namespace IntakePipeline.Storage;

/// <summary>
/// <c>resguardos/listas/{call}/{programme}/{phase}.json</c> and <c>.csv</c>; later versions are <c>{phase}-v2</c> and so on. The JSON is written first and
/// is the list; the CSV is made from it, so that a crash between the two cannot leave them telling different things.
/// </summary>
/// <param name="blobs">The account of custody.</param>
public sealed class ClosingListBlobs(BlobServiceClient blobs) : IClosingListStore
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Receipts);

    /// <inheritdoc/>
    public async Task<KeptList?> FindLastAsync(ProgrammePhase phase, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var blob in container.GetBlobsAsync(prefix: $"{Folder(phase)}/{phase.Phase}", cancellationToken: cancellationToken))
            found.Add(blob.Name);

        var last = 0;
        while (found.Contains(Name(phase, last + 1, "json")))
            last++;
        if (last == 0)
            return null;
        using var json = JsonDocument.Parse((await container.GetBlobClient(Name(phase, last, "json")).DownloadContentAsync(cancellationToken)).Value.Content);
        if (!found.Contains(Name(phase, last, "csv")))
            await SaveCsvAsync(phase, last, json.RootElement, cancellationToken);
        return new KeptList(last, JsonText.ParseDigest(json.RootElement.GetProperty("huella").GetString()));
    }

    /// <inheritdoc/>
    public async Task SaveAsync(ClosingList list, CancellationToken cancellationToken)
    {
        var blob = container.GetBlobClient(Name(list.Phase, list.Version, "json"));
        await blob.PutOnceAsync(BinaryData.FromBytes(ClosingListForms.Json(list)), "application/json", cancellationToken);

        // Another host may have been first: its list is the one.
        using var kept = JsonDocument.Parse((await blob.DownloadContentAsync(cancellationToken)).Value.Content);
        await SaveCsvAsync(list.Phase, list.Version, kept.RootElement, cancellationToken);
    }

    private Task<bool> SaveCsvAsync(ProgrammePhase phase, int version, JsonElement list, CancellationToken cancellationToken) =>
        container.GetBlobClient(Name(phase, version, "csv"))
            .PutOnceAsync(BinaryData.FromBytes(ClosingListForms.Csv(ClosingListForms.ReadLines(list))), "text/csv; charset=utf-8", cancellationToken);

    private static string Folder(ProgrammePhase phase) => $"listas/{phase.Call}/{phase.Programme}";

    private static string Name(ProgrammePhase phase, int version, string extension) => version == 1
        ? $"{Folder(phase)}/{phase.Phase}.{extension}"
        : string.Create(CultureInfo.InvariantCulture, $"{Folder(phase)}/{phase.Phase}-v{version}.{extension}");
}
