using IntakePipeline.Calendar;
using IntakePipeline.Calls;
using IntakePipeline.Submissions;
using IntakePipeline.Validation;
using NodaTime;
using NodaTime.Text;

namespace IntakePipeline.Tests.Validation;

/// <summary>Applications in which nothing is wrong, and small ways to spoil them.</summary>
internal static class Given
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Load();

    public static CallCatalogue Catalogue { get; } = CallCatalogue.Load(Calendar);

    /// <summary>Every programme of every call.</summary>
    public static IReadOnlyList<(Call Call, Programme Programme)> Programmes { get; } = [.. Catalogue.All.SelectMany(c => c.Programmes.Select(p => (c, p)))];

    /// <summary>EBT 2012, filed on 2012-06-20: two years, 120,000 €, three quarters of it asked for.</summary>
    public static ValidationFacts Ebt { get; } = Facts(
        "emprendimiento-2012", "EBT", "2012-06-20",
        new Project(
            "P-1", "Sensors de grafé", Day("2012-07-15"), Day("2013-12-31"), MultiYear: true, 120_000m, 90_000m,
            [
                new("recursos-humanos", 2012, 40_000m), new("recursos-humanos", 2013, 40_000m), new("inversiones-materiales", 2012, 15_000m),
                new("servicios-id", 2013, 15_000m), new("inversiones-inmateriales", 2013, 10_000m),
            ],
            [new("Disseny", 2012), new("Prototip", 2013)]),
        "memoria", "plan-empresa", "resumen-ejecutivo", "tc1", "certificado-auditor");

    /// <summary>CRE 2012, filed on 2012-06-20: half a year, 16,000 €.</summary>
    public static ValidationFacts Cre { get; } = Facts(
        "emprendimiento-2012", "CRE", "2012-06-20",
        new Project(
            "P-1", "Pla de creixement", Day("2012-07-01"), Day("2012-12-31"), MultiYear: false, 16_000m, 12_000m,
            [new("asesoramiento-externo", 2012, 16_000m)], []),
        "memoria", "factura-proforma", "tc1");

    /// <summary>An application to any programme, made from its own data so that nothing is wrong with it.</summary>
    public static ValidationFacts Clean(string call, string programme)
    {
        var (found, facts) = (Catalogue.Find(new CallId(call))!, Ebt);
        var rules = found.Find(new ProgrammeId(programme))!;
        var concept = rules.Concepts.First(c => c.MaxShare is null).Id;
        var filed = rules.Windows[0].Opens;
        var start = LocalDate.Max(filed.PlusDays(1), rules.ProjectDates.Spending?.From ?? filed);
        var end = new LocalDate(start.Year, 12, 31);
        var costs = rules.Budget is null ? 10_000m : 100_000m;
        var project = new Project(
            "P-1", "Projecte", start, end, MultiYear: false, costs, Math.Min(costs * rules.Aid.LeastShare, 10_000m), [new(concept, start.Year, costs)],
            [new("Única", start.Year)]);
        var taxId = rules.Eligibility.Excluded?.TaxIdLetters.Contains('B', StringComparison.Ordinal) == true ? "G00000000" : "B12345674";
        return (facts with { Call = found, Programme = rules, Application = facts.Application with { Call = found.Id, Programme = rules.Id } })
            .With((Project _) => project)
            .With((Applicant a) => a with { TaxId = TaxIdOf(taxId), LegalForm = null, Founded = filed.PlusYears(-2) })
            .Documents([.. rules.Documents.Where(d => d.Need != DocumentNeed.IfApplicable && d.When == DocumentCase.Always).Select(d => d.Kind), .. rules.Offers.Count > 0 ? ["ofertas"] : Array.Empty<string>()])
            .Filed(LocalDatePattern.Iso.Format(filed));
    }

    public static LocalDate Day(string iso) => LocalDatePattern.Iso.Parse(iso).Value;

    public static TaxId TaxIdOf(string text) => TaxId.TryParse(text, out var id) ? id : throw new ArgumentException(text, nameof(text));

    public static ValidationFacts With(this ValidationFacts facts, Func<Applicant, Applicant> change) =>
        facts with { Application = facts.Application with { Applicant = change(facts.Application.Applicant) } };

    public static ValidationFacts With(this ValidationFacts facts, Func<Project, Project> change) =>
        facts with { Application = facts.Application with { Project = change(facts.Application.Project) } };

    public static ValidationFacts With(this ValidationFacts facts, Func<Declarations, Declarations> change) =>
        facts with { Application = facts.Application with { Declarations = change(facts.Application.Declarations) } };

    public static ValidationFacts Represented(this ValidationFacts facts, Representative? representative) =>
        facts with { Application = facts.Application with { Representative = representative } };

    /// <summary>The same application filed on another day; its window follows.</summary>
    public static ValidationFacts Filed(this ValidationFacts facts, string day) =>
        facts with { FiledAt = Day(day).At(new LocalTime(10, 0)), Effective = Day(day), Window = facts.Programme.WindowOn(Day(day)) };

    /// <summary>The same budget, aid and lines scaled so that the total is <paramref name="total"/> and the aid within its share.</summary>
    public static ValidationFacts Budget(this ValidationFacts facts, decimal total, decimal aid, params CostLine[] lines) =>
        facts.With((Project p) => p with { Budget = total, AidRequested = aid, Costs = lines });

    public static ValidationFacts Documents(this ValidationFacts facts, params string[] kinds)
    {
        var documents = kinds.Select((kind, i) =>
            new DeclaredDocument(kind, FileName.TryParse($"d{i}.pdf", out var name) ? name : default, 1000, Sha256Digest.Of([1]))).ToList();
        return facts with { Application = facts.Application with { Documents = documents }, DocumentKinds = [.. kinds] };
    }

    public static OtherApplication Other(string programme, int year, string reference, string title, decimal? aid) =>
        new("EBT/2012/7", new ProgrammeId(programme), year, reference, title, aid);

    private static ValidationFacts Facts(string call, string programme, string filed, Project project, params string[] documents)
    {
        var found = Catalogue.Find(new CallId(call))!;
        Assert.True(SubmissionKey.TryParse("RT-2012-000123", out var key));
        var application = new Application(
            key, found.Id, new ProgrammeId(programme), Language.Valencian,
            new Applicant(
                TaxIdOf("B12345674"), "Grafé, SL", "SL", "València", "46", Day("2010-03-01"), 4, 250_000m, 180_000m, "x@example.org", "960000000", null),
            new Representative("12345678Z", "Empar Roig"), project, new Declarations(AuthorisesCertificates: true, []), []);
        return new ValidationFacts(application, found, found.Find(application.Programme)!, null, default, default).Filed(filed).Documents(documents);
    }
}
