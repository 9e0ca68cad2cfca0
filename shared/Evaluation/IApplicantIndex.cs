using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;

namespace IntakePipeline.Evaluation;

/// <summary>One application among those of its applicant, as far as the rules about several applications need it.</summary>
/// <param name="Entry">The entry that opened its expediente.</param>
/// <param name="Project">Its project: applications of one project are versions, and only the last counts (R4 7.1.2).</param>
/// <param name="InTime">False when it was filed outside every window.</param>
/// <param name="Summary">What the rules look at.</param>
public sealed record ApplicantApplication(RegistryNumber Entry, ProjectKey Project, bool InTime, OtherApplication Summary)
{
    /// <summary>The application <paramref name="entry"/> registered.</summary>
    public static ApplicantApplication Of(RegistryEntry entry, decimal? aidRequested) => new(
        entry.Number, ProjectKey.Of(entry), entry.Draft.Phase is not null,
        new OtherApplication(
            entry.Expediente.ToString(), entry.Draft.Programme, entry.Draft.CallYear, entry.Draft.ProjectReference, entry.Draft.ProjectTitle, aidRequested));

    /// <summary>
    /// What the rules compare <paramref name="own"/> with: of every other project of the applicant the version that is valid, the last one in time.
    /// </summary>
    public static IReadOnlyList<OtherApplication> Others(RegistryEntry own, IEnumerable<ApplicantApplication> all) =>
        [.. all.Where(a => a.InTime && a.Project != ProjectKey.Of(own)).GroupBy(a => a.Project).Select(versions => versions.MaxBy(a => a.Entry)!.Summary)];
}

/// <summary>Every applicant's applications, whatever the call or the programme.</summary>
public interface IApplicantIndex
{
    /// <summary>Makes an application visible among its applicant's; again is harmless.</summary>
    Task AddAsync(TaxId applicant, ApplicantApplication application, CancellationToken cancellationToken);

    /// <summary>An applicant's applications, those among them whose <see cref="AddAsync"/> ended before this call began.</summary>
    Task<IReadOnlyList<ApplicantApplication>> ListAsync(TaxId applicant, CancellationToken cancellationToken);
}
