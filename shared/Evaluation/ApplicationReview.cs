using System.Buffers;
using IntakePipeline.Calendar;
using IntakePipeline.Memorias;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Evaluation;

/// <summary>Looks at an application as it stands after its corrections: the form is validated and the memoria inspected, from the very bytes that were registered.</summary>
/// <param name="forms">Reads them.</param>
/// <param name="inspector">Looks into the memoria.</param>
/// <param name="signatures">Checks the signatures inside the memoria.</param>
/// <param name="applicants">Knows the applicant's other applications.</param>
public sealed class ApplicationReview(RegisteredForms forms, MemoriaInspector inspector, MemoriaSignatures signatures, IApplicantIndex applicants) : IDisposable
{
    // Whole files are held in memory while they are inspected, and inspecting keeps a core busy: more at once would only cost memory.
    private readonly SemaphoreSlim inspections = new(Environment.ProcessorCount);

    /// <summary>Everything there is to say about it.</summary>
    /// <param name="opening">The entry that opened the expediente.</param>
    /// <param name="answers">The entries of its answers, in the order they were filed. Each one's form and memoria take the place of those before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The book, custody and the call's data do not agree: a person has to look.</exception>
    public async Task<IReadOnlyList<Finding>> ReviewAsync(
        RegistryEntry opening, IReadOnlyList<RegistryEntry> answers, CancellationToken cancellationToken)
    {
        var filed = await forms.ReadAsync(opening, cancellationToken);
        var (application, memoria) = (filed.Application, Memoria(opening) ?? throw new InvalidOperationException($"Entry {opening.Number} has no memoria."));
        foreach (var answer in answers)
        {
            application = Apply(await forms.ReadAnswerAsync(answer, cancellationToken), application);
            memoria = Memoria(answer) ?? memoria;
        }

        // Visible before it looks: of two applications processed at once, one at least sees the other.
        var applicant = filed.Application.Applicant.TaxId;
        await applicants.AddAsync(applicant, ApplicantApplication.Of(opening, application.Project.AidRequested), cancellationToken);
        var all = await applicants.ListAsync(applicant, cancellationToken);

        // The phase is the entry's: it was settled when the application was registered, and stands in its receipt.
        var facts = new ValidationFacts(
            application, filed.Call, filed.Programme, filed.Programme.Windows.FirstOrDefault(w => w.Phase == opening.Draft.Phase),
            OfficialClock.ToLocal(opening.Draft.FiledAt), opening.Draft.Effective.Date)
        {
            Others = ApplicantApplication.Others(opening, all),
        };
        return [.. ApplicationRules.Validate(facts), .. (await InspectAsync(memoria, cancellationToken)).Findings];
    }

    private static Application Apply(Corrections.CorrectionAnswer answer, Application before)
    {
        // One memoria at a time: the new one takes the place of the old.
        var kept = answer.Documents.Any(d => d.IsMemoria) ? before.Documents.Where(d => !d.IsMemoria) : before.Documents;
        return answer.ApplyTo(before) with { Documents = [.. kept, .. answer.Documents] };
    }

    private static (RegistryEntry Entry, KeptDocument Document)? Memoria(RegistryEntry entry) =>
        entry.Draft.Documents.FirstOrDefault(d => d.Kind == DeclaredDocument.MemoriaKind) is { } document ? (entry, document) : null;

    private async Task<MemoriaReport> InspectAsync((RegistryEntry Entry, KeptDocument Document) memoria, CancellationToken cancellationToken)
    {
        await inspections.WaitAsync(cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent((int)memoria.Document.Bytes);
        try
        {
            var bytes = buffer.AsMemory(0, (int)memoria.Document.Bytes);
            await forms.ReadAsync(memoria.Entry, memoria.Document, bytes, cancellationToken);
            return await signatures.CheckAsync(inspector.Inspect(bytes), bytes, memoria.Entry.Draft.FiledAt, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            inspections.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => inspections.Dispose();
}
