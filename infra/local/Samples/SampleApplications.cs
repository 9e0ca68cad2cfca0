using IntakePipeline.Calls;
using IntakePipeline.Submissions;
using NodaTime;

namespace IntakePipeline.Local.Samples;

/// <summary>Applications that meet everything their programme asks for (R4 8.1.1 and annexes 1 and 2); a sample with a fault changes one of them.</summary>
internal static class SampleApplications
{
    // Above this a single cost needs three offers (R4 11.b.9).
    private const decimal WithoutOffers = 17_999m;

    /// <summary>An application to a programme of a call.</summary>
    /// <param name="company">Who applies, and for what.</param>
    /// <param name="key">The sender's name for it.</param>
    /// <param name="year">The call's year, 2012 or 2013.</param>
    /// <param name="programme"><c>EBT</c> or <c>CRE</c>.</param>
    public static Application Of(SampleCompany company, SubmissionKey key, int year, string programme) => new(
        key, new CallId($"emprendimiento-{year}"), new ProgrammeId(programme), company.Language, company.Applicant, company.Representative,
        programme == "EBT" ? TechnologyProject(company, year) : GrowthProject(company, year), new Declarations(AuthorisesCertificates: true, []), []);

    /// <summary>EBT: two budget years, between 60,000 and 240,000 euros, staff at most 70 %, aid at most 75 %.</summary>
    private static Project TechnologyProject(SampleCompany company, int year)
    {
        var budget = 84_000m + (company.Number * 1_150m);
        var staff = decimal.Round(budget * 0.31m, 2);
        var (equipment, research) = (Math.Min(WithoutOffers, 9_500m + (company.Number * 120m)), 11_400m);
        return new Project(
            "P-1", company.Project, new LocalDate(year, 7, 16), new LocalDate(year + 1, 6, 28), MultiYear: true, budget, decimal.Floor(budget * 0.72m),
            [
                new CostLine("recursos-humanos", year, staff),
                new CostLine("recursos-humanos", year + 1, staff),
                new CostLine("inversiones-materiales", year, equipment),
                new CostLine("servicios-id", year + 1, research),
                new CostLine("inversiones-inmateriales", year + 1, budget - staff - staff - equipment - research),
            ],
            company.Language == Language.Valencian
                ? [new Stage("Disseny i especificació", year), new Stage("Prototip i proves", year + 1)]
                : [new Stage("Diseño y especificación", year), new Stage("Prototipo y pruebas", year + 1)]);
    }

    /// <summary>CRE: inside one budget year, aid at most 75 % and 25,000 euros.</summary>
    private static Project GrowthProject(SampleCompany company, int year)
    {
        var budget = 12_200m + (company.Number * 95.50m);
        return new Project(
            "P-1", company.Project, new LocalDate(year, 7, 9), new LocalDate(year, 12, 14), MultiYear: false, budget, decimal.Floor(budget * 0.75m),
            [new CostLine("asesoramiento-externo", year, budget)],
            [new Stage(company.Language == Language.Valencian ? "Pla de creixement" : "Plan de crecimiento", year)]);
    }
}
