using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Corrections;
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
/// <param name="DepartmentId">The department that evaluates.</param>
/// <param name="Department">Its name.</param>
/// <param name="Call">Call id.</param>
/// <param name="CallTitle">Call name.</param>
/// <param name="Programme">Programme id.</param>
/// <param name="ProgrammeTitle">Programme name.</param>
/// <param name="Phase">Phase; null when out of time.</param>
/// <param name="PhaseCloses">Last day of the phase; null when out of time.</param>
/// <param name="ProjectReference">The applicant's own name of the project.</param>
/// <param name="ProjectTitle">Project title.</param>
/// <param name="Documents">Every file kept, with size and SHA-256.</param>
/// <param name="Csv">Verification code.</param>
/// <param name="Address">Absolute address of the receipt itself (<c>resguardo</c>): <c>{base}/api/resguardos/{code}</c>.</param>
/// <param name="VerifyAt">Absolute address of the page that checks the code (<c>verificacion</c>), see <see cref="VerificationPage"/>; drawn as a QR code.</param>
/// <param name="Next">What happens next and the longest time to resolve; one paragraph a line.</param>
/// <param name="Language">The applicant's language: it comes first.</param>
/// <param name="Simulated">True when the official time was shifted: the receipt proves nothing and says so.</param>
/// <param name="Envelope">Digest of the exact bytes of <c>solicitud.json</c>.</param>
/// <param name="PreviousHash">Hash of the entry before it in the register's chain.</param>
/// <param name="EntryHash">Hash of the entry: whoever has the receipt can compute it again.</param>
public sealed record Receipt(
    RegistryNumber Number, ExpedienteNumber Expediente, SubmissionKey Key, Instant FiledAt, LocalDateTime FiledAtLocal, Offset FiledAtOffset,
    EffectiveDate Effective, Party Applicant, Party? Representative, LocalizedText Body, DepartmentId DepartmentId, LocalizedText Department, CallId Call,
    LocalizedText CallTitle, ProgrammeId Programme, LocalizedText ProgrammeTitle, PhaseId? Phase, LocalDate? PhaseCloses, string ProjectReference, string ProjectTitle,
    IReadOnlyList<KeptDocument> Documents, VerificationCode Csv, string Address, string VerifyAt, LocalizedText Next, Language Language, bool Simulated,
    Sha256Digest Envelope, Sha256Digest PreviousHash, Sha256Digest EntryHash)
{
    /// <summary>What was filed.</summary>
    public EntryKind Kind { get; init; } = new EntryKind.Filing();

    /// <summary>The correction request the filing answers; null when it answers none.</summary>
    public CorrectionRequestNumber? Answers => (Kind as EntryKind.Answer)?.Request;

    // The name the resolutions themselves use.
    internal static readonly LocalizedText Impiva = new(
        "Institut de la Petita i Mitjana Indústria de la Generalitat Valenciana (IMPIVA)",
        "Instituto de la Pequeña y Mediana Industria de la Generalitat Valenciana (IMPIVA)");

    /// <summary>The receipt of <paramref name="entry"/>. Pure: no clock, no storage.</summary>
    /// <param name="entry">What was registered.</param>
    /// <param name="call">The call it was filed for.</param>
    /// <param name="publicBase">Absolute address under which the public routes answer, e.g. <c>https://registro.example</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="call"/> is not the entry's, or lacks its programme.</exception>
    public static Receipt From(RegistryEntry entry, Call call, Uri publicBase)
    {
        var draft = entry.Draft;
        if (draft.Call != call.Id)
            throw new ArgumentException($"The entry belongs to {draft.Call}, not to {call.Id}.", nameof(call));
        var programme = call.Find(draft.Programme) ?? throw new ArgumentException($"{call.Id} has no programme {draft.Programme}.", nameof(call));
        var filedAt = draft.FiledAt.InZone(OfficialClock.Zone);
        var address = $"{publicBase.AbsoluteUri.TrimEnd('/')}/api/resguardos/{entry.Csv.Compact}";
        return new Receipt(
            entry.Number, entry.Expediente, draft.Key, draft.FiledAt, filedAt.LocalDateTime, filedAt.Offset, draft.Effective, draft.Applicant,
            draft.Representative, Impiva, draft.Department, NameOf(programme.Department), call.Id, call.Title, programme.Id, programme.Title, draft.Phase,
            draft.PhaseCloses, draft.ProjectReference, draft.ProjectTitle, draft.Documents, entry.Csv, address, VerificationPage(publicBase, entry.Csv), NextSteps.For(entry, call, programme),
            draft.Language, draft.Simulated, draft.Envelope, entry.PreviousHash, entry.Hash)
        {
            Kind = draft.Kind,
        };
    }

    /// <summary>
    /// Where a person checks a code: <c>{base}/verificar#{code}</c>. What stands after the <c>#</c> stays in the browser: no server, log or other site ever gets the
    /// code in an address.
    /// </summary>
    public static string VerificationPage(Uri publicBase, VerificationCode code)
    {
        ArgumentNullException.ThrowIfNull(publicBase);
        return $"{publicBase.AbsoluteUri.TrimEnd('/')}/verificar#{code.Compact}";
    }

    /// <summary>The entry the receipt speaks of, its hash computed from what the receipt says: unless it is <see cref="EntryHash"/>, the receipt was altered.</summary>
    public RegistryEntry ToEntry()
    {
        var draft = new EntryDraft(
            Key, Envelope, FiledAt, Effective, Call, Expediente.Year, Programme, Phase, PhaseCloses, DepartmentId, Language, Applicant, Representative,
            ProjectReference, ProjectTitle, Documents, Simulated)
        {
            Kind = Kind,
        };
        var hash = LedgerHead.Chain(PreviousHash, RegistryEntryJson.Write(Number, Expediente, Csv, draft));
        return new RegistryEntry(Number, Expediente, Csv, draft, PreviousHash, hash);
    }

    private static LocalizedText NameOf(Department department) => department.Area is not { } area
        ? department.Name
        : new LocalizedText($"{department.Name.Va} ({area.Va})", $"{department.Name.Es} ({area.Es})");
}
