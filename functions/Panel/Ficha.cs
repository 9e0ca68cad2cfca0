using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
using IntakePipeline.Functions.Access;
using IntakePipeline.Functions.Pages;
using IntakePipeline.Notifications;
using IntakePipeline.Receipts;
using IntakePipeline.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace IntakePipeline.Functions.Panel;

/// <summary><c>/panel/expedientes/{expediente}</c>: everything about one application.</summary>
public sealed class Ficha(
    PageDoor door, CallCatalogue calls, OpenFiles files, RegisteredForms forms, ReceiptDesk receipts, CorrectionDocuments documents, NotificationLog notifications, ICustody custody)
{
    private const string Route = "panel/expedientes/{programa}/{anyo}/{numero}";
    private const int MaxReport = 10 * 1024 * 1024;

    // Which originals may be shown, and as what: never as anything a browser would run.
    private static readonly Dictionary<string, string> Shown = new(StringComparer.OrdinalIgnoreCase) { [".pdf"] = "application/pdf" };

    /// <summary>The page.</summary>
    [Function("pagina-expediente")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, string programa, string anyo, string numero, CancellationToken cancellationToken) =>
        door.ShowAsync(request, StaffRole.Read, async v =>
            await files.FindAsync($"{programa}/{anyo}/{numero}", cancellationToken) is { } file ? FichaPage.Of(v, calls, file) : Unknown(v));

    /// <summary>An original, from custody, under its digest.</summary>
    [Function("descargar-original")]
    public Task<IResult> Original(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/originales/{huella}")] HttpRequest request,
        string programa, string anyo, string numero, string huella, CancellationToken cancellationToken) =>
        door.ShowAsync(request, StaffRole.Read, async v =>
        {
            if (await files.FindAsync($"{programa}/{anyo}/{numero}", cancellationToken) is not { } file
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
            if (await files.FindAsync($"{programa}/{anyo}/{numero}", cancellationToken) is not { } file)
                return Unknown(v);
            var pdf = documento == "resguardo.pdf" ? await receipts.FindAsync(file.Entries[0].Csv, ReceiptForm.Pdf, cancellationToken)
                : file.Requests.FirstOrDefault(r => documento == NameOf(r)) is { } asked ? await documents.FindAsync(asked.Expediente, asked.Number, ReceiptForm.Pdf, cancellationToken)
                : null;
            return pdf is { } bytes ? new PrivateFile(bytes, "application/pdf", documento) : Unknown(v);
        });

    /// <summary>The evidence of a notification, under its digest: the message as it was handed over, or a report that came back.</summary>
    [Function("descargar-aviso")]
    public Task<IResult> Evidence(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/avisos/{huella}")] HttpRequest request,
        string programa, string anyo, string numero, string huella, CancellationToken cancellationToken) =>
        door.ShowAsync(request, StaffRole.Read, async v =>
        {
            if (await files.FindAsync($"{programa}/{anyo}/{numero}", cancellationToken) is not { } file)
                return Unknown(v);
            var message = file.Notifications.FirstOrDefault(n => n.Message?.Hex == huella) is { } sent ? await notifications.MessageAsync(sent, cancellationToken)
                : file.Notifications.SelectMany(n => n.Reports).FirstOrDefault(r => r.Mail.Hex == huella) is { } report ? await ReadAsync(report.Mail, cancellationToken)
                : null;
            return message is { } bytes ? new PrivateFile(bytes, "application/octet-stream", $"{huella[..16]}.eml") : Unknown(v);
        });

    /// <summary>What the document of a request is called in addresses.</summary>
    internal static string NameOf(CorrectionRequest request) => string.Create(CultureInfo.InvariantCulture, $"requerimiento-R{request.Number.Round}.pdf");

    private async Task<ReadOnlyMemory<byte>?> ReadAsync(Sha256Digest digest, CancellationToken cancellationToken)
    {
        if (await custody.OpenAsync(digest, cancellationToken) is not { } stream)
            return null;
        await using (stream)
        {
            var bytes = new byte[MaxReport];
            return bytes.AsMemory(0, await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken));
        }
    }

    private static HtmlPage Unknown(Visit v) =>
        Pages.Notice.NotFound(v, v.Say("No consta cap expedient amb este número.", "No consta ningún expediente con este número.", "There is no application with this number."));
}
