using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Storage.Blobs;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;

namespace IntakePipeline.Storage;

/// <summary><c>resguardos/traslados/{call}/{programme}/{number}/{ticks}.json</c>: the order of names is the order of time.</summary>
/// <param name="blobs">The storage account.</param>
public sealed class MoveJournalBlobs(BlobServiceClient blobs) : IMoveJournal
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(Pipeline.Containers.Receipts);

    /// <inheritdoc/>
    public Task WriteAsync(MoveAct act, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Folder(act.Expediente)}{act.At.ToUnixTimeTicks():D19}.json");
        return container.GetBlobClient(name).PutOnceAsync(BinaryData.FromBytes(JsonText.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("convocatoria", act.Target.Call.Value);
            json.WriteString("programa", act.Target.Programme.Value);
            json.WriteString("fase", act.Phase.Value);
            json.WriteString("quien", act.By.Name);
            json.WriteString("motivo", act.Why);
            json.WriteString("fecha", JsonText.Iso(act.At));
            json.WriteEndObject();
        })), "application/json", cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MoveAct> ListAsync(ExpedienteKey expediente, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in container.GetBlobsAsync(prefix: Folder(expediente), cancellationToken: cancellationToken))
        {
            using var json = JsonDocument.Parse((await container.GetBlobClient(item.Name).DownloadContentAsync(cancellationToken)).Value.Content);
            var act = json.RootElement;
            yield return new MoveAct(
                expediente, new Move(new CallId(act.GetProperty("convocatoria").GetString()!), new ProgrammeId(act.GetProperty("programa").GetString()!)),
                new PhaseId(act.GetProperty("fase").GetString()!), new Actor(act.GetProperty("quien").GetString()!), act.GetProperty("motivo").GetString()!,
                JsonText.ParseInstant(act.GetProperty("fecha").GetString()!));
        }
    }

    private static string Folder(ExpedienteKey expediente) => string.Create(
        CultureInfo.InvariantCulture, $"traslados/{expediente.Call}/{expediente.Number.Programme}/{expediente.Number.Sequence:D9}/");
}
