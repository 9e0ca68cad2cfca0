using IntakePipeline.Calendar;
using IntakePipeline.Memorias.Extraction;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Evaluation;

/// <summary>What a review came to.</summary>
/// <param name="Findings">Everything there is to say.</param>
/// <param name="Memoria">The entry whose memoria counts; its report is kept under this number.</param>
public sealed record ReviewOutcome(IReadOnlyList<Finding> Findings, RegistryNumber Memoria);

/// <summary>An application as its answers left it.</summary>
/// <param name="Filed">The form that was filed, with its call and programme.</param>
/// <param name="Application">The form as it stands.</param>
/// <param name="Memoria">The memoria that counts.</param>
/// <param name="BroughtBy">The entry that brought it.</param>
public sealed record StandingApplication(EnvelopeReading.Readable Filed, Application Application, KeptDocument Memoria, RegistryEntry BroughtBy);

/// <summary>
/// Looks at an application as it stands after its corrections: the form is validated, the memoria inspected and compared with the form, all from the very
/// bytes that were registered.
/// </summary>
/// <param name="forms">Reads them.</param>
/// <param name="memorias">Looks into the memoria and keeps the report.</param>
/// <param name="applicants">Knows the applicant's other applications.</param>
public sealed class ApplicationReview(RegisteredForms forms, MemoriaReview memorias, IApplicantIndex applicants)
{
    /// <summary>Everything there is to say about it. The memoria's report is kept when this returns.</summary>
    /// <param name="opening">The entry that opened the expediente.</param>
    /// <param name="answers">The entries of its answers, in the order they were filed. Each one's form and memoria take the place of those before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The book, custody and the call's data do not agree: a person has to look.</exception>
    public async Task<ReviewOutcome> ReviewAsync(RegistryEntry opening, IReadOnlyList<RegistryEntry> answers, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(opening, answers, cancellationToken);
        var (filed, application) = (standing.Filed, standing.Application);

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
        var report = await memorias.ReportAsync(standing.BroughtBy, standing.Memoria, application, filed.Programme, cancellationToken);
        // Compared anew each time: the form may have been corrected since the memoria came.
        var differences = FormComparison.Findings(FormComparison.Compare(application, filed.Programme, report.Fields));
        return new ReviewOutcome([.. ApplicationRules.Validate(facts), .. report.Findings, .. differences], standing.BroughtBy.Number);
    }

    /// <summary>The application as it stands.</summary>
    /// <inheritdoc cref="ReviewAsync" path="/param|/exception"/>
    public async Task<StandingApplication> StandingAsync(RegistryEntry opening, IReadOnlyList<RegistryEntry> answers, CancellationToken cancellationToken)
    {
        var filed = await forms.ReadAsync(opening, cancellationToken);
        var (application, memoria) = (filed.Application, Memoria(opening) ?? throw new InvalidOperationException($"Entry {opening.Number} has no memoria."));
        foreach (var answer in answers)
        {
            application = Apply(await forms.ReadAnswerAsync(answer, cancellationToken), application);
            memoria = Memoria(answer) ?? memoria;
        }

        return new StandingApplication(filed, application, memoria.Document, memoria.Entry);
    }

    private static Application Apply(Corrections.CorrectionAnswer answer, Application before)
    {
        // One memoria at a time: the new one takes the place of the old.
        var kept = answer.Documents.Any(d => d.IsMemoria) ? before.Documents.Where(d => !d.IsMemoria) : before.Documents;
        return answer.ApplyTo(before) with { Documents = [.. kept, .. answer.Documents] };
    }

    private static (RegistryEntry Entry, KeptDocument Document)? Memoria(RegistryEntry entry) =>
        entry.Draft.Documents.FirstOrDefault(d => d.Kind == DeclaredDocument.MemoriaKind) is { } document ? (entry, document) : null;
}
