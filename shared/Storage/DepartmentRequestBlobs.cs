using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Storage.Blobs;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Validation;

namespace IntakePipeline.Storage;

/// <summary><c>resguardos/requerimientos-ordenados/{call}/{programme}/{number}/R{round}.json</c>: the order of names is that of the rounds.</summary>
/// <param name="blobs">The storage account.</param>
public sealed class DepartmentRequestBlobs(BlobServiceClient blobs) : IDepartmentRequestJournal
{
    private const string Root = "requerimientos-ordenados/";

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Receipts);

    /// <inheritdoc/>
    public async Task<DepartmentRequest> WriteAsync(DepartmentRequest ordered, CancellationToken cancellationToken)
    {
        var blob = container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{Folder(ordered.Expediente)}R{ordered.Number.Round:D2}.json"));
        var json = JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("requerimiento", ordered.Number.ToString());
            writer.WriteFindings("defectos", ordered.Defects);
            writer.WriteString("quien", ordered.By.Name);
            writer.WriteString("motivo", ordered.Why);
            writer.WriteString("fecha", JsonText.Iso(ordered.At));
            writer.WriteEndObject();
        });
        return await blob.PutOnceAsync(BinaryData.FromBytes(json), "application/json", cancellationToken)
            ? ordered
            : Read(ordered.Expediente, await blob.FindAsync(cancellationToken) ?? throw new InvalidOperationException($"What was ordered as {ordered.Number} is gone."));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DepartmentRequest> ListAsync(ExpedienteKey expediente, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in container.GetBlobsAsync(prefix: Folder(expediente), cancellationToken: cancellationToken))
            yield return Read(expediente, (await container.GetBlobClient(item.Name).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory());
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DepartmentRequest> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in container.GetBlobsAsync(prefix: Root, cancellationToken: cancellationToken))
        {
            if (item.Name.Split('/') is not [_, var call, var programme, var sequence, _] || !int.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new InvalidDataException($"{item.Name} is no order.");
            var content = (await container.GetBlobClient(item.Name).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
            yield return Read(new ExpedienteKey(new(call), new(new(programme), YearOf(content), number)), content);
        }
    }

    private static int YearOf(ReadOnlyMemory<byte> content)
    {
        using var json = JsonDocument.Parse(content);
        return CorrectionRequestNumber.TryParse(json.RootElement.GetProperty("requerimiento").GetString(), out var number) ? number.Expediente.Year : 0;
    }

    private static DepartmentRequest Read(ExpedienteKey expediente, ReadOnlyMemory<byte> content)
    {
        using var json = JsonDocument.Parse(content);
        var ordered = json.RootElement;
        return CorrectionRequestNumber.TryParse(ordered.GetProperty("requerimiento").GetString(), out var number) && number.Expediente == expediente.Number
            ? new DepartmentRequest(
                number, expediente, ordered.ReadFindings("defectos"), new Actor(ordered.GetProperty("quien").GetString()!), ordered.GetProperty("motivo").GetString()!,
                JsonText.ParseInstant(ordered.GetProperty("fecha").GetString()!))
            : throw new InvalidDataException($"What was ordered for {expediente.Number} cannot be read.");
    }

    private static string Folder(ExpedienteKey expediente) => string.Create(
        CultureInfo.InvariantCulture, $"{Root}{expediente.Call}/{expediente.Number.Programme}/{expediente.Number.Sequence:D9}/");
}
