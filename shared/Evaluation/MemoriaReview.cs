using System.Text.Json;
using IntakePipeline.Calls;
using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;

namespace IntakePipeline.Evaluation;

/// <summary>
/// Has memorias inspected and keeps the reports. A report is kept before anything is decided on it, and a repetition decides on the report that is kept:
/// what the expediente says was found can always be looked up, also when the reader, or what is installed beside it, has changed since.
/// </summary>
/// <param name="forms">Reads the memoria from custody.</param>
/// <param name="inspector">Looks into it.</param>
/// <param name="signatures">Checks the signatures inside it.</param>
/// <param name="reports">Keeps what was found.</param>
public sealed class MemoriaReview(RegisteredForms forms, MemoriaInspector inspector, MemoriaSignatures signatures, IMemoriaReportStore reports)
{
    /// <summary>The report on a memoria; inspected now unless it was before.</summary>
    /// <param name="entry">The entry that brought it.</param>
    /// <param name="document">Which of its files it is.</param>
    /// <param name="form">The form it came with, to be compared in the report.</param>
    /// <param name="programme">The programme applied to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">Custody lacks it, or holds other bytes.</exception>
    public async Task<StoredMemoria> ReportAsync(
        RegistryEntry entry, KeptDocument document, Application form, Programme programme, CancellationToken cancellationToken)
    {
        var expediente = ExpedienteKey.Of(entry);
        if (await reports.FindAsync(expediente, entry.Number, cancellationToken) is { } kept)
            return MemoriaReportJson.Read(kept);

        var json = await InspectAsync(entry, document, form, programme, _ => { }, cancellationToken);
        return MemoriaReportJson.Read(await reports.SaveAsync(expediente, entry.Number, json, cancellationToken));
    }

    /// <summary>A memoria inspected now, whatever was found in it before; the report as JSON, kept nowhere yet.</summary>
    /// <inheritdoc cref="ReportAsync" path="/param|/exception"/>
    /// <param name="further">Adds properties of the occasion.</param>
    public async Task<byte[]> InspectAsync(
        RegistryEntry entry, KeptDocument document, Application form, Programme programme, Action<Utf8JsonWriter> further, CancellationToken cancellationToken)
    {
        var expediente = ExpedienteKey.Of(entry);
        var report = await inspector.InspectAsync(
            (int)document.Bytes,
            (bytes, stop) => forms.ReadAsync(entry, document, bytes, stop),
            FieldLabels.Of(expediente.Call, programme.Id),
            (seen, bytes, stop) => signatures.CheckAsync(seen, bytes, entry.Draft.FiledAt, stop),
            cancellationToken);
        return JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("expediente", expediente.Number.ToString());
            writer.WriteString("convocatoria", expediente.Call.Value);
            writer.WriteString("registro", entry.Number.ToString());
            writer.WriteString("fichero", document.Name.Value);
            writer.WriteString("sha256", document.Digest.Hex);
            further(writer);
            MemoriaReportJson.WriteTo(writer, report);
            MemoriaReportJson.WriteRecognition(writer, report);
            MemoriaReportJson.WriteComparison(writer, FormComparison.Compare(form, programme, report.Fields));
            writer.WriteEndObject();
        });
    }

    /// <summary>The report an expediente was decided on, as JSON for the staff's pages; null before it was decided.</summary>
    /// <remarks>Its comparison is with the form that came with the memoria; the expediente's findings are about the form as it stands.</remarks>
    public async Task<ReadOnlyMemory<byte>?> FindAsync(Expediente expediente, CancellationToken cancellationToken) =>
        expediente.Memoria is { } entry ? await reports.FindAsync(expediente.Key, entry, cancellationToken) : null;
}
