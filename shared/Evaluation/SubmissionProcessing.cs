using System.Buffers;
using IntakePipeline.Calendar;
using IntakePipeline.Memorias;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Evaluation;

/// <summary>
/// What the queue <c>tramitacion</c> asks for: the entry's originals are read from custody, the memoria is inspected, the form validated, and the
/// outcome decided. The entry leaves the outbox only when all of it is done.
/// </summary>
/// <param name="ledger">The book.</param>
/// <param name="custody">The originals.</param>
/// <param name="reader">Reads the form again, from the very bytes that were registered.</param>
/// <param name="inspector">Looks into the memoria.</param>
/// <param name="processing">Decides and follows up.</param>
public sealed class SubmissionProcessing(
    ILedgerStore ledger, ICustody custody, EnvelopeReader reader, MemoriaInspector inspector, EntryProcessing processing) : IDisposable
{
    // Whole files are held in memory while they are inspected, and inspecting keeps a core busy: more at once would only cost memory.
    private readonly SemaphoreSlim inspections = new(Environment.ProcessorCount);

    /// <summary>Processes an entry; may be repeated at any time.</summary>
    /// <exception cref="InvalidOperationException">The book, custody and the call's data do not agree: a person has to look.</exception>
    public async Task<ProcessingOutcome> ProcessAsync(RegistryNumber number, CancellationToken cancellationToken)
    {
        var entry = await ledger.FindAsync(number, cancellationToken) ?? throw new InvalidOperationException($"There is no entry {number}.");
        var form = await ReadFormAsync(entry, cancellationToken);
        var memoria = await InspectAsync(entry, cancellationToken);

        var outcome = await processing.ProcessAsync(entry, [.. Validate(entry, form), .. memoria.Findings], cancellationToken);
        await ledger.MarkFinishedAsync(number, cancellationToken);
        return outcome;
    }

    // The phase is the entry's: it was settled when the submission was registered, and stands in its receipt.
    private static IReadOnlyList<Finding> Validate(RegistryEntry entry, EnvelopeReading.Readable form) => ApplicationRules.Validate(new ValidationFacts(
        form.Application, form.Call, form.Programme, form.Programme.Windows.FirstOrDefault(w => w.Phase == entry.Draft.Phase),
        OfficialClock.ToLocal(entry.Draft.FiledAt), entry.Draft.Effective.Date));

    private async Task<MemoriaReport> InspectAsync(RegistryEntry entry, CancellationToken cancellationToken)
    {
        var document = entry.Draft.Documents.First(d => d.Kind == DeclaredDocument.MemoriaKind);
        await inspections.WaitAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent((int)document.Bytes);
        try
        {
            var bytes = buffer.AsMemory(0, (int)document.Bytes);
            await ReadAsync(entry, document, bytes, cancellationToken);
            return inspector.Inspect(bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            inspections.Release();
        }
    }

    private async Task<EnvelopeReading.Readable> ReadFormAsync(RegistryEntry entry, CancellationToken cancellationToken)
    {
        var document = entry.Draft.Documents[0];
        var bytes = new byte[document.Bytes];
        await ReadAsync(entry, document, bytes, cancellationToken);
        return reader.Read(bytes) as EnvelopeReading.Readable
            ?? throw new InvalidOperationException($"The form of entry {entry.Number} was admitted and cannot be read any more.");
    }

    /// <summary>An original, checked against its digest: what is judged is what was registered.</summary>
    private async Task ReadAsync(RegistryEntry entry, KeptDocument document, Memory<byte> bytes, CancellationToken cancellationToken)
    {
        await using var stream = await custody.OpenAsync(document.Digest, cancellationToken)
            ?? throw new InvalidOperationException($"Custody lacks {document.Name} of entry {entry.Number}.");
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        if (Sha256Digest.Of(bytes.Span) != document.Digest)
            throw new InvalidOperationException($"Custody holds other bytes of {document.Name} of entry {entry.Number}.");
    }

    /// <inheritdoc/>
    public void Dispose() => inspections.Dispose();
}
