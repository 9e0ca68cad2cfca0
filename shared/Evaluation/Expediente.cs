using IntakePipeline.Calls;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using NodaTime;

namespace IntakePipeline.Evaluation;

/// <summary>Names an expediente wherever more than one call is in sight.</summary>
/// <param name="Call">The call.</param>
/// <param name="Number">Its number, unique within the call.</param>
public readonly record struct ExpedienteKey(CallId Call, ExpedienteNumber Number)
{
    /// <summary>The expediente <paramref name="entry"/> opened or belongs to.</summary>
    public static ExpedienteKey Of(RegistryEntry entry) => new(entry.Draft.Call, entry.Expediente);

    /// <summary>The key of an expediente known by its number alone, or null when no call gives such numbers: no two calls of one year share a programme.</summary>
    public static ExpedienteKey? Find(CallCatalogue calls, ExpedienteNumber number) =>
        calls.All.FirstOrDefault(c => c.Year == number.Year && c.Find(number.Programme) is not null) is { } call ? new(call.Id, number) : null;
}

/// <summary>Which writing of an expediente was read; a change is stored only while it is still the newest.</summary>
/// <param name="Events">How many events its history has.</param>
/// <param name="Tag">The store's own mark; means nothing outside it.</param>
public readonly record struct Revision(int Events, string Tag)
{
    /// <summary>Not stored yet.</summary>
    public static Revision None { get; } = new(0, "");
}

/// <summary>The file of one application: what was filed, in short, and where it stands. The filing itself is the register's (<see cref="RegistryEntry"/>).</summary>
/// <param name="Key">Call and number.</param>
/// <param name="Entry">The entry that opened it.</param>
/// <param name="Submission">The sender's name for the filing.</param>
/// <param name="Phase">The phase it was filed in; null when out of time.</param>
/// <param name="Department">Who evaluates.</param>
/// <param name="Language">The applicant's language.</param>
/// <param name="Applicant">Who applies.</param>
/// <param name="ProjectReference">The applicant's own name of the project.</param>
/// <param name="ProjectTitle">The project's title.</param>
/// <param name="FiledAt">Instant of filing.</param>
/// <param name="Effective">The day it counts for and why.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Since">Since when.</param>
/// <param name="Findings">What validation found when it was decided; empty before.</param>
/// <param name="Revision">Which writing this is.</param>
public sealed record Expediente(
    ExpedienteKey Key, RegistryNumber Entry, SubmissionKey Submission, PhaseId? Phase, DepartmentId Department, Language Language, Party Applicant,
    string ProjectReference, string ProjectTitle, Instant FiledAt, EffectiveDate Effective, ExpedienteState State, Instant Since,
    IReadOnlyList<Finding> Findings, Revision Revision)
{
    /// <summary>Where it is evaluated when it was moved (R4 9.4); null where it was filed.</summary>
    public Move? MovedTo { get; init; }

    /// <summary>Who works on it; null when nobody has taken it.</summary>
    public Actor? AssignedTo { get; init; }

    /// <summary>The entry whose memoria <see cref="Findings"/> are about: the report on it is kept under this number. Null before anything was decided.</summary>
    public RegistryNumber? Memoria { get; init; }

    /// <summary>The project it is a version of.</summary>
    public ProjectKey Project => ProjectKey.Of(Key.Call, Key.Number.Programme, Applicant, ProjectReference);

    /// <summary>A new expediente for <paramref name="entry"/>, nothing decided.</summary>
    /// <param name="entry">The entry that opens it.</param>
    /// <param name="at">Now, official time.</param>
    public static Expediente Open(RegistryEntry entry, Instant at)
    {
        var d = entry.Draft;
        return new Expediente(
            ExpedienteKey.Of(entry), entry.Number, d.Key, d.Phase, d.Department, d.Language, d.Applicant, d.ProjectReference, d.ProjectTitle,
            d.FiledAt, d.Effective, new ExpedienteState.Registered(), at, [], Revision.None);
    }
}
