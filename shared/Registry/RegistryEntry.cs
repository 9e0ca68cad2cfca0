using IntakePipeline.Calls;
using IntakePipeline.Receipts;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Registry;

/// <summary>What is known of an admitted submission before it has a number: the ledger turns it into a <see cref="RegistryEntry"/>.</summary>
/// <param name="Key">The sender's name for it; one entry per key, ever.</param>
/// <param name="Envelope">Digest of the exact bytes of <c>solicitud.json</c>.</param>
/// <param name="FiledAt">Instant of filing: when storage durably held the last of its files, by the storage service's clock (official time).</param>
/// <param name="Effective">The day it counts for and why (law 11/2007 art. 26; law 39/2015 art. 31.2).</param>
/// <param name="Call">The call.</param>
/// <param name="CallYear">The call's year, part of the expediente's number.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Phase">The phase it was filed in; null when it is out of time.</param>
/// <param name="PhaseCloses">Last day of that phase; null when out of time.</param>
/// <param name="Department">Who will evaluate.</param>
/// <param name="Language">The applicant's language.</param>
/// <param name="Applicant">Who applies.</param>
/// <param name="Representative">Who acts for the applicant.</param>
/// <param name="ProjectReference">The applicant's own name of the project.</param>
/// <param name="ProjectTitle">The project's title.</param>
/// <param name="Documents">Every file kept: the envelope first, its signature if any, then the documents in the manifest's order.</param>
/// <param name="Simulated">True when the official time was shifted.</param>
public sealed record EntryDraft(
    SubmissionKey Key, Sha256Digest Envelope, Instant FiledAt, EffectiveDate Effective, CallId Call, int CallYear, ProgrammeId Programme,
    PhaseId? Phase, LocalDate? PhaseCloses, DepartmentId Department, Language Language, Party Applicant, Party? Representative,
    string ProjectReference, string ProjectTitle, IReadOnlyList<KeptDocument> Documents, bool Simulated)
{
    /// <summary>An application, unless said otherwise. Of an answer, call, phase, parties and project are those of the application it belongs to.</summary>
    public EntryKind Kind { get; init; } = new EntryKind.Filing();
}

/// <summary>One entry (asiento) of the book. Immutable: what changes later lives with the expediente.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Expediente">The expediente it opened, or belongs to.</param>
/// <param name="Csv">The code that fetches and verifies its receipt.</param>
/// <param name="Draft">What was registered.</param>
/// <param name="PreviousHash">Hash of the entry before it in the year's book; the year's genesis for the first.</param>
/// <param name="Hash">SHA-256(previous hash ‖ canonical form of this entry).</param>
public sealed record RegistryEntry(
    RegistryNumber Number, ExpedienteNumber Expediente, VerificationCode Csv, EntryDraft Draft, Sha256Digest PreviousHash, Sha256Digest Hash);

/// <summary>The day a filing counts for.</summary>
/// <param name="Date">The effective date, Europe/Madrid: the day of filing, or the next working day when that is not one.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record EffectiveDate(LocalDate Date, LocalizedText Reason);

/// <summary>A person or body named in an entry.</summary>
/// <param name="TaxId">NIF as it stands in the form.</param>
/// <param name="Name">Name.</param>
public sealed record Party(string TaxId, string Name);

/// <summary>A file in custody.</summary>
/// <param name="Kind">Its kind (<c>solicitud</c>, <c>firma</c>, <c>memoria</c>…).</param>
/// <param name="Name">Its name in the submission.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Digest">Its SHA-256, and its name in custody.</param>
public sealed record KeptDocument(string Kind, FileName Name, long Bytes, Sha256Digest Digest);
