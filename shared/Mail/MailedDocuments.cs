using System.Buffers;
using System.Globalization;
using IntakePipeline.Calls;
using IntakePipeline.Evaluation;
using IntakePipeline.Memorias;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Mail;

/// <summary>What comes after documents that came by mail were registered: they are looked into, and the expediente knows what it has and what is still missing.</summary>
/// <remarks>They answer no correction request: answers come through the telematic registry, signed (R4 7.7).</remarks>
/// <param name="store">The documents.</param>
/// <param name="forms">Reads originals.</param>
/// <param name="inspector">Looks into PDFs.</param>
/// <param name="expedientes">The expedientes.</param>
/// <param name="desk">Changes them.</param>
/// <param name="calls">The calls.</param>
public sealed class MailedDocuments(
    IMailStore store, RegisteredForms forms, MemoriaInspector inspector, IExpedienteStore expedientes, ExpedienteDesk desk, CallCatalogue calls)
{
    /// <summary>The code of the finding that says what is still to come by mail; what it expects is the document's kind.</summary>
    public const string PendingCode = "documento-pendiente-por-correo";

    /// <summary>Processes an entry of such documents; may be repeated at any time.</summary>
    /// <exception cref="InvalidOperationException">The application itself is not decided on yet: to be run again.</exception>
    public async Task<ProcessingOutcome> ProcessAsync(RegistryEntry entry, CancellationToken cancellationToken)
    {
        var key = ExpedienteKey.Of(entry);
        var (mail, programme) = (calls.Find(key.Call)?.Mail, calls.Get(entry.Draft.Call, entry.Draft.Programme));
        var documents = new List<MailedDocument>();
        foreach (var document in entry.Draft.Documents.Where(d => d.Kind != MailRegistration.MessageKind))
        {
            var report = await InspectAsync(entry, document, cancellationToken);
            var kind = new DocumentKind(document.Kind, report is null ? null : DocumentText.Recognise(report, programme));
            var known = document with { Kind = kind.Kind };
            documents.Add(new MailedDocument(entry.Number, known, MailedDocumentFindings.Of(known, kind, programme, report, mail)));
        }

        await store.AddDocumentsAsync(key, documents, cancellationToken);

        var all = await store.DocumentsAsync(key, cancellationToken);
        var told = Told(entry, documents.Count);
        var expediente = await desk.ChangeAsync(
            await desk.ReadAsync(key, cancellationToken),
            async e => e.State is ExpedienteState.Registered
                ? throw new InvalidOperationException($"Expediente {key.Number} is not decided on yet.")
                : (await expedientes.HistoryAsync(key, cancellationToken)).Contains(told) ? null : new Change(e with { Findings = Merge(e.Findings, all) }, told),
            cancellationToken);
        return new ProcessingOutcome(expediente, []);
    }

    /// <summary>Findings of a review of the form, with what came by mail: it is no longer to come, and what was found in it counts.</summary>
    public async Task<IReadOnlyList<Finding>> MergeAsync(ExpedienteKey key, IReadOnlyList<Finding> findings, CancellationToken cancellationToken) =>
        Merge(findings, await store.DocumentsAsync(key, cancellationToken));

    private static IReadOnlyList<Finding> Merge(IReadOnlyList<Finding> findings, IReadOnlyList<MailedDocument> mailed)
    {
        var came = mailed.Select(m => m.Document.Kind).ToHashSet(StringComparer.Ordinal);
        // Records compare their lists by reference: what is the same is told by code and field.
        return
        [
            .. findings.Where(f => f.Code != PendingCode || f.Expected is null || !came.Contains(f.Expected))
                .Concat(mailed.SelectMany(m => m.Findings)).DistinctBy(f => (f.Code, string.Join('|', f.Fields), f.Expected, f.Found)),
        ];
    }

    private async Task<MemoriaReport?> InspectAsync(RegistryEntry entry, KeptDocument document, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(1, document.Bytes));
        try
        {
            var bytes = buffer.AsMemory(0, (int)document.Bytes);
            await forms.ReadAsync(entry, document, bytes, cancellationToken);
            return MailedDocumentFindings.IsPdf(document, bytes.Span) ? inspector.Inspect(bytes) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A function of the entry alone, so that a repetition meets it.
    private static HistoryEvent Told(RegistryEntry entry, int count)
    {
        var several = count == 1 ? new LocalizedText("un document", "un documento")
            : new LocalizedText(string.Create(CultureInfo.InvariantCulture, $"{count} documents"), string.Create(CultureInfo.InvariantCulture, $"{count} documentos"));
        return new HistoryEvent(
            entry.Draft.FiledAt, Actor.Pipeline, HistoryEvent.DocumentsCode,
            new(
                $"Han arribat per correu electrònic {several.Va}, amb el registre {entry.Number}.",
                $"Han llegado por correo electrónico {several.Es}, con el registro {entry.Number}."),
            Articles.Mail);
    }
}
