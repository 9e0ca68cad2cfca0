using IntakePipeline.Calls;
using NodaTime;

namespace IntakePipeline.Submissions;

/// <summary>
/// The filled form (<c>solicitud.json</c>, version 1) after the strict parser: well formed, with its mandatory fields in place. Whether it can be
/// granted is for Validation; nothing here is judged.
/// </summary>
/// <param name="Key">The sender's name for this filing.</param>
/// <param name="Call">The call applied to; it exists.</param>
/// <param name="Programme">The programme inside the call; it exists there.</param>
/// <param name="Language">The applicant's language.</param>
/// <param name="Applicant">Who applies.</param>
/// <param name="Representative">Who signs for the applicant; null for a person who applies in his own name.</param>
/// <param name="Project">What is to be funded.</param>
/// <param name="Declarations">What the applicant declares.</param>
/// <param name="Documents">The manifest, in the sender's order: at least one memoria, names unique ignoring case.</param>
public sealed record Application(
    SubmissionKey Key,
    CallId Call,
    ProgrammeId Programme,
    Language Language,
    Applicant Applicant,
    Representative? Representative,
    Project Project,
    Declarations Declarations,
    IReadOnlyList<DeclaredDocument> Documents)
{
    /// <summary>The memoria técnica among the documents.</summary>
    public DeclaredDocument Memoria => Documents.First(d => d.IsMemoria);
}

/// <summary>The company or body that applies.</summary>
/// <param name="TaxId">Its NIF, control character checked.</param>
/// <param name="Name">Registered name (<c>razonSocial</c>).</param>
/// <param name="LegalForm">Legal form as declared (<c>SL</c>, <c>SA</c>, <c>SCOOP</c>…); null when not given.</param>
/// <param name="Municipality">Municipality as written.</param>
/// <param name="Province">INE province code, two digits (03, 12, 46 in the Comunitat Valenciana).</param>
/// <param name="Founded">Date of constitution.</param>
/// <param name="Employees">Staff, persons.</param>
/// <param name="Turnover">Yearly turnover, euros.</param>
/// <param name="BalanceTotal">Balance total, euros.</param>
/// <param name="Email">Address for requests (R4 7.5).</param>
/// <param name="Phone">Telephone.</param>
/// <param name="Fax">Fax for requests (R4 7.5).</param>
public sealed record Applicant(
    TaxId TaxId, string Name, string? LegalForm, string? Municipality, string? Province, LocalDate? Founded, int? Employees,
    decimal? Turnover, decimal? BalanceTotal, string? Email, string? Phone, string? Fax);

/// <summary>Who acts for the applicant. The NIF is kept as written: a wrong one is a curable defect, not a ground for refusal.</summary>
/// <param name="TaxId">NIF as written.</param>
/// <param name="Name">Name as written.</param>
public sealed record Representative(string TaxId, string Name);

/// <summary>The project an aid is asked for.</summary>
/// <param name="Reference">The applicant's own name of the project: submissions with the same one are versions of one project (R4 7.1.2).</param>
/// <param name="Title">Title.</param>
/// <param name="Start">First day, inclusive.</param>
/// <param name="End">Last day, inclusive.</param>
/// <param name="MultiYear">Declared to span two budget years.</param>
/// <param name="Budget">Budget, euros, at most two decimals.</param>
/// <param name="AidRequested">Aid asked for, euros.</param>
/// <param name="Costs">Budget by concept and year.</param>
/// <param name="Stages">Stages of the work by year.</param>
public sealed record Project(
    string Reference, string Title, LocalDate? Start, LocalDate? End, bool? MultiYear, decimal? Budget, decimal? AidRequested,
    IReadOnlyList<CostLine> Costs, IReadOnlyList<Stage> Stages);

/// <summary>One amount of the budget.</summary>
/// <param name="Concept">Concept id of the call's data (<c>recursos-humanos</c>…).</param>
/// <param name="Year">Budget year.</param>
/// <param name="Amount">Euros, not negative.</param>
public sealed record CostLine(string Concept, int Year, decimal Amount);

/// <summary>One stage of the work.</summary>
/// <param name="Name">Name as written.</param>
/// <param name="Year">Budget year.</param>
public sealed record Stage(string Name, int Year);

/// <summary>What the applicant declares.</summary>
/// <param name="AuthorisesCertificates">Whether IMPIVA may fetch tax and social-security certificates (R4 7.3); true unless said otherwise.</param>
/// <param name="DeMinimis">Aids received under the de minimis rule.</param>
public sealed record Declarations(bool AuthorisesCertificates, IReadOnlyList<DeMinimisAid> DeMinimis);

/// <summary>One de minimis aid received.</summary>
/// <param name="Body">Who granted it.</param>
/// <param name="Date">When.</param>
/// <param name="Amount">Euros.</param>
public sealed record DeMinimisAid(string Body, LocalDate Date, decimal Amount);

/// <summary>One line of the manifest: a file the envelope binds by its digest.</summary>
/// <param name="Kind">Document kind (<c>tipo</c>): <c>memoria</c>, <c>plan-empresa</c>, <c>tc1</c>…</param>
/// <param name="Name">File name.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Digest">SHA-256 of the file.</param>
public sealed record DeclaredDocument(string Kind, FileName Name, long Bytes, Sha256Digest Digest)
{
    /// <summary>The <c>tipo</c> of the memoria técnica.</summary>
    public const string MemoriaKind = "memoria";

    /// <summary>True for the memoria técnica.</summary>
    public bool IsMemoria => Kind == MemoriaKind;
}
