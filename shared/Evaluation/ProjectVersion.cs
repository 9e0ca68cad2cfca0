using System.Text;
using IntakePipeline.Calls;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Evaluation;

/// <summary>
/// What makes two submissions versions of one project (R4 7.1.2): the call, the programme, the applicant and the applicant's own name of the project.
/// </summary>
/// <param name="Call">The call.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Project">Digest of applicant and reference: it names rows, and no personal data may stand in an address or a log.</param>
public readonly record struct ProjectKey(CallId Call, ProgrammeId Programme, Sha256Digest Project)
{
    /// <summary>The project <paramref name="entry"/> is a version of.</summary>
    public static ProjectKey Of(RegistryEntry entry) => Of(entry.Draft.Call, entry.Draft.Programme, entry.Draft.Applicant, entry.Draft.ProjectReference);

    /// <summary>The project an applicant calls <paramref name="reference"/>; spaces around it and upper or lower case do not matter.</summary>
    public static ProjectKey Of(CallId call, ProgrammeId programme, Party applicant, string reference)
    {
        var holder = TaxId.TryParse(applicant.TaxId, out var id) ? id.Value : applicant.TaxId.Trim().ToUpperInvariant();

        // An accented letter can be written in two ways that nobody can tell apart.
        var name = reference.Trim().Normalize(NormalizationForm.FormC).ToUpperInvariant();
        return new ProjectKey(call, programme, Sha256Digest.Of(Encoding.UTF8.GetBytes($"{holder}\n{name}")));
    }
}

/// <summary>One submission of a project, as far as the question which of them is valid needs it.</summary>
/// <param name="Entry">Its entry in the book.</param>
/// <param name="Expediente">The expediente it opened.</param>
/// <param name="FiledAt">Instant of filing.</param>
/// <param name="InTime">False when it was filed outside every window.</param>
/// <param name="StateCode">Its state when it was read (<see cref="ExpedienteState.Code"/>).</param>
public sealed record ProjectVersion(RegistryNumber Entry, ExpedienteNumber Expediente, Instant FiledAt, bool InTime, string StateCode)
{
    /// <summary>True once another version took its place; that is final.</summary>
    public bool IsSuperseded => StateCode == ExpedienteState.Superseded.Name;

    /// <summary>The version <paramref name="entry"/> is, as it stands right after registration.</summary>
    public static ProjectVersion Of(RegistryEntry entry) =>
        new(entry.Number, entry.Expediente, entry.Draft.FiledAt, entry.Draft.Phase is not null, ExpedienteState.Registered.Name);

    /// <summary>The valid one: the last registered in time (R4 7.1.2); null when none is in time.</summary>
    public static ProjectVersion? ValidAmong(IEnumerable<ProjectVersion> versions) =>
        versions.Where(v => v.InTime).MaxBy(v => (v.FiledAt, v.Entry));

    /// <summary>Filed after <paramref name="other"/>; of two filed at the same instant the higher entry is the later.</summary>
    public bool IsAfter(ProjectVersion other) => (FiledAt, Entry).CompareTo((other.FiledAt, other.Entry)) > 0;
}
