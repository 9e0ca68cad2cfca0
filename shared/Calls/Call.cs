using NodaTime;

namespace IntakePipeline.Calls;

/// <summary>One opening of grants (convocatoria), as its data file states it.</summary>
/// <param name="Id">The call.</param>
/// <param name="Title">Its name.</param>
/// <param name="Year">Budget year the call belongs to; part of its expediente numbers.</param>
/// <param name="Resolution">Short name of the resolution that governs it, the first word of every article here, e.g. <c>R4</c>.</param>
/// <param name="ResolutionTitle">What that short name stands for.</param>
/// <param name="Publication">When it was published in the DOCV.</param>
/// <param name="SharedFund">Money that all its programmes share; null when each has its own.</param>
/// <param name="Channels">How one may file.</param>
/// <param name="SignatureRequired">Whether a telematic filing must be signed (R4 7.1.1).</param>
/// <param name="MaxMonthsToResolve">The longest time to resolve and notify, in months from the publication of the call; stated in the receipt.</param>
/// <param name="MaxMonthsArticle">The article that sets it.</param>
/// <param name="Correction">How long an applicant has to cure a defect.</param>
/// <param name="Memoria">What the attached memoria must be like.</param>
/// <param name="Notices">Says that requests go to the fax or e-mail address of the form.</param>
/// <param name="Versions">Says which of several applications for one project counts; null when the resolution does not.</param>
/// <param name="Certificates">Says that filing authorises the fetching of tax and social-security certificates.</param>
/// <param name="Mail">Limits on what is sent to a programme's mailbox; null when nothing goes by mail.</param>
/// <param name="StaffCosts">The most an hour of the applicant's own staff may cost; null when there is no such table.</param>
/// <param name="Programmes">Its programmes, in the resolution's order.</param>
public sealed record Call(
    CallId Id, LocalizedText Title, int Year, string Resolution, LocalizedText ResolutionTitle, Publication Publication,
    Fund? SharedFund, IReadOnlyList<Channel> Channels, bool SignatureRequired, int MaxMonthsToResolve, string MaxMonthsArticle, CorrectionPeriod Correction,
    MemoriaLimits Memoria, Citation Notices, Citation? Versions, Citation Certificates, MailLimits? Mail, StaffCosts? StaffCosts,
    IReadOnlyList<Programme> Programmes)
{
    /// <summary>The programme <paramref name="id"/>, or null when the call has none of that name.</summary>
    public Programme? Find(ProgrammeId id) => Programmes.FirstOrDefault(p => p.Id == id);
}

/// <summary>A way to file.</summary>
public enum Channel
{
    /// <summary>The telematic registry.</summary>
    Telematic,

    /// <summary>Paper at a registry office.</summary>
    Paper,
}

/// <summary>When a call was published.</summary>
/// <param name="Date">Day of the DOCV.</param>
/// <param name="Verified">False while the date is an assumption: the resolutions do not state it.</param>
public sealed record Publication(LocalDate Date, bool Verified);

/// <summary>Where a resolution says something that needs no figures.</summary>
/// <param name="Article">Where.</param>
/// <param name="Quote">Its words.</param>
public sealed record Citation(string Article, string Quote);

/// <summary>How long an applicant has to cure a defect, from the day after the request is received; it cannot be extended.</summary>
/// <param name="WorkingDays">Working days.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record CorrectionPeriod(int WorkingDays, string Article, string Quote);

/// <summary>What the memoria attached to a telematic application must be like.</summary>
/// <param name="MaxMegabytes">Largest size; see <see cref="MaxBytes"/>.</param>
/// <param name="ScanDpi">Resolution of a scan, dots per inch; null when the resolution names none.</param>
/// <param name="ScanBlackAndWhite">Whether a scan must be black and white.</param>
/// <param name="Article">Where the resolution says so; that of a later resolution when this one says nothing.</param>
/// <param name="Quote">Its words; null when this resolution says nothing.</param>
public sealed record MemoriaLimits(int MaxMegabytes, int? ScanDpi, bool ScanBlackAndWhite, string Article, string? Quote)
{
    /// <summary>Largest size in bytes, inclusive; a "Mb" is 1024 × 1024 bytes.</summary>
    public long MaxBytes => MaxMegabytes * 1024L * 1024L;
}

/// <summary>Limits on the documents mailed to a programme's mailbox.</summary>
/// <param name="MaxMegabytes">Largest size of one message.</param>
/// <param name="ScanDpi">Resolution of the scans, dots per inch.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record MailLimits(int MaxMegabytes, int ScanDpi, string Article, string Quote);

/// <summary>The most that the applicant's own staff may cost.</summary>
/// <param name="Categories">Category by category.</param>
/// <param name="HoursPerYear">Hours a year counts.</param>
/// <param name="Article">Where the resolution says so.</param>
/// <param name="Quote">Its words.</param>
public sealed record StaffCosts(IReadOnlyList<StaffCategory> Categories, int HoursPerYear, string Article, string Quote);

/// <summary>A category of staff, amounts in euros.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Salary">Gross salary a year.</param>
/// <param name="SocialSecurity">The employer's social security a year.</param>
/// <param name="PerHour">Both, an hour.</param>
/// <param name="LodgingPerDay">Lodging a day of travel.</param>
/// <param name="Quote">The resolution's words.</param>
public sealed record StaffCategory(
    LocalizedText Title, decimal Salary, decimal SocialSecurity, decimal PerHour, decimal LodgingPerDay, string Quote);
