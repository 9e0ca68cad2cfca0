using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Evaluation;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Memorias;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Receipts;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Panel;

/// <summary><c>/panel/expedientes/{expediente}</c>: everything about one application.</summary>
public sealed class Ficha(
    PageDoor door, CallCatalogue calls, IExpedienteStore expedientes, ICorrectionRequestStore requests, ILedgerStore ledger, RegisteredForms forms, IMemoriaReportStore reports,
    ReceiptDesk receipts, CorrectionDocuments documents)
{
    private const string Route = "panel/expedientes/{programa}/{anyo}/{numero}";

    // Which originals may be shown, and as what: never as anything a browser would run.
    private static readonly Dictionary<string, string> Shown = new(StringComparer.OrdinalIgnoreCase) { [".pdf"] = "application/pdf" };

    /// <summary>The page.</summary>
    [Function("pagina-expediente")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        door.ShowAsync(request, StaffRole.Read, async v =>
            await FindAsync(programa, anyo, numero, cancellationToken) is { } file ? FichaPage.Of(v, calls, file) : Unknown(v));

    /// <summary>An original, from custody, under its digest.</summary>
    [Function("descargar-original")]
    public Task<IResult> Original(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/originales/{huella}")] HttpRequest request,
        string programa, string anyo, string numero, string huella, CancellationToken cancellationToken) =>
        door.ShowAsync(request, StaffRole.Read, async v =>
        {
            if (await FindAsync(programa, anyo, numero, cancellationToken) is not { } file
                || file.Entries.SelectMany(e => e.Draft.Documents.Select(d => (Entry: e, Document: d))).FirstOrDefault(x => x.Document.Digest.Hex == huella) is not { Document: { } document } found)
                return Unknown(v);
            var bytes = new byte[document.Bytes];
            await forms.ReadAsync(found.Entry, document, bytes, cancellationToken);
            var type = Shown.GetValueOrDefault(Path.GetExtension(document.Name.Value));
            return new PrivateFile(bytes, type ?? "application/octet-stream", document.Name.Value, inline: type is not null && request.Query.ContainsKey("ver"));
        });

    /// <summary>The receipt, or the correction request of a round.</summary>
    [Function("descargar-documento")]
    public Task<IResult> Document(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/documentos/{documento}")] HttpRequest request,
        string programa, string anyo, string numero, string documento, CancellationToken cancellationToken) =>
        door.ShowAsync(request, StaffRole.Read, async v =>
        {
            if (await FindAsync(programa, anyo, numero, cancellationToken) is not { } file)
                return Unknown(v);
            var pdf = documento == "resguardo.pdf" ? await receipts.FindAsync(file.Entries[0].Csv, ReceiptForm.Pdf, cancellationToken)
                : documento == "requerimiento.pdf" && file.Request is { } asked ? await documents.FindAsync(asked.Expediente, asked.Number, ReceiptForm.Pdf, cancellationToken)
                : null;
            return pdf is { } bytes ? new PrivateFile(bytes, "application/pdf", documento) : Unknown(v);
        });

    private async Task<OpenFile?> FindAsync(string programa, string anyo, string numero, CancellationToken cancellationToken)
    {
        if (!ExpedienteNumber.TryParse($"{programa}/{anyo}/{numero}", out var number) || ExpedienteKey.Find(calls, number) is not { } key
            || await expedientes.FindAsync(key, cancellationToken) is not { } expediente
            || await ledger.FindAsync(expediente.Entry, cancellationToken) is not { } opening)
            return null;

        // One round of correction is all there is: its number follows from the expediente's.
        var request = await requests.FindAsync(key, new CorrectionRequestNumber(number, 1), cancellationToken);
        var (entries, happened) = (new List<RegistryEntry> { opening }, (IReadOnlyList<HistoryEvent>)[]);
        if (request is not null)
        {
            happened = await requests.HistoryAsync(request, cancellationToken);
            foreach (var answer in await requests.AnswersAsync(request, cancellationToken))
            {
                if (await ledger.FindAsync(answer.Entry, cancellationToken) is { } entry)
                    entries.Add(entry);
            }
        }

        var form = await forms.ReadAsync(opening, cancellationToken);
        var report = expediente.Memoria is { } told ? await reports.FindAsync(key, told, cancellationToken) : null;
        return new OpenFile(
            expediente, entries, form.Application, request, report is { } json ? FormComparison.Compare(form.Application, form.Programme, MemoriaReportJson.Read(json).Fields) : [],
            [.. (await expedientes.HistoryAsync(key, cancellationToken)).Concat(happened).Distinct().OrderBy(h => h.At)]);
    }

    private static HtmlPage Unknown(Visit v) =>
        Notice.NotFound(v, v.Say("No consta cap expedient amb este número.", "No consta ningún expediente con este número.", "There is no application with this number."));
}

/// <summary>All there is about an application.</summary>
/// <param name="Expediente">As it stands.</param>
/// <param name="Entries">The entry that opened it, then its answers.</param>
/// <param name="Application">The form as filed.</param>
/// <param name="Request">Its correction request; null when there was none.</param>
/// <param name="Compared">Each field of the form beside what the memoria says; empty while nothing was read.</param>
/// <param name="History">What happened to both, oldest first.</param>
internal sealed record OpenFile(
    Expediente Expediente, IReadOnlyList<RegistryEntry> Entries, Application Application, CorrectionRequest? Request, IReadOnlyList<FieldComparison> Compared,
    IReadOnlyList<HistoryEvent> History);
