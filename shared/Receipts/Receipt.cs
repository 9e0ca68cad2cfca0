using IntakePipeline.Calls;
using IntakePipeline.Registry;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Receipts;

/// <summary>
/// The proof of filing (resguardo acreditativo): everything law 11/2007 art. 25.3 and RD 1671/2009 art. 30.3 ask for. A pure function of the entry
/// and the call's data, so that it comes out the same whoever makes it and whenever.
/// </summary>
/// <param name="Number">Entry number.</param>
/// <param name="Expediente">Expediente number, to be quoted on every later document.</param>
/// <param name="Key">The sender's name for the filing.</param>
/// <param name="FiledAt">Instant of filing, UTC.</param>
/// <param name="FiledAtLocal">The same, official time (Europe/Madrid).</param>
/// <param name="FiledAtOffset">Offset of the official time from UTC at that instant.</param>
/// <param name="Effective">The day it counts for and why.</param>
/// <param name="Applicant">Who applied.</param>
/// <param name="Representative">Who acted for the applicant.</param>
/// <param name="Body">The body addressed.</param>
/// <param name="Department">The department that evaluates.</param>
/// <param name="Call">Call id.</param>
/// <param name="CallTitle">Call name.</param>
/// <param name="Programme">Programme id.</param>
/// <param name="ProgrammeTitle">Programme name.</param>
/// <param name="Phase">Phase; null when out of time.</param>
/// <param name="PhaseCloses">Last day of the phase; null when out of time.</param>
/// <param name="ProjectTitle">Project title.</param>
/// <param name="Documents">Every file kept, with size and SHA-256.</param>
/// <param name="Csv">Verification code.</param>
/// <param name="VerifyAt">Absolute address at which the code can be checked.</param>
/// <param name="Next">What happens next and the longest time to resolve.</param>
/// <param name="Language">The applicant's language: it comes first.</param>
/// <param name="Simulated">True when the official time was shifted: the receipt proves nothing and says so.</param>
/// <param name="EntryHash">Hash of the entry in the register's chain.</param>
public sealed record Receipt(
    RegistryNumber Number, ExpedienteNumber Expediente, SubmissionKey Key, Instant FiledAt, LocalDateTime FiledAtLocal, Offset FiledAtOffset,
    EffectiveDate Effective, Party Applicant, Party? Representative, LocalizedText Body, LocalizedText Department, CallId Call,
    LocalizedText CallTitle, ProgrammeId Programme, LocalizedText ProgrammeTitle, PhaseId? Phase, LocalDate? PhaseCloses, string ProjectTitle,
    IReadOnlyList<KeptDocument> Documents, VerificationCode Csv, string VerifyAt, LocalizedText Next, Language Language, bool Simulated,
    Sha256Digest EntryHash);
