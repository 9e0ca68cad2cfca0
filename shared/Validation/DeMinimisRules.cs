using IntakePipeline.Submissions;
using static IntakePipeline.Validation.Figures;

namespace IntakePipeline.Validation;

/// <summary>Whether the small aids declared leave room for this one.</summary>
internal static class DeMinimisRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("minimis-incorrecta", Severity.CurableDefect, WrongDeclaration, (c, _) => c.Correction.Article),
        new("minimis-supera-limite", Severity.EligibilityDoubt, OverTheLimit, (_, p) => p.DeMinimis?.Article),
        new("minimis-limite-transporte", Severity.Information, OverTheTransportLimit, (_, p) => p.DeMinimis?.Article),
    ];

    private static IEnumerable<Fault> WrongDeclaration(ValidationFacts facts) =>
        from declared in facts.Application.Declarations.DeMinimis.Index()
        where declared.Item.Amount <= 0 || ValidationFacts.Plausible(declared.Item.Date) is null || declared.Item.Date > facts.Filed
        select new Fault(
            facts.Call.Correction.Article, [Paths.DeMinimisAid(declared.Index)],
            "Una ajuda de minimis rebuda té un import major que zero i una data no posterior a la sol·licitud. Corregiu la declaració.",
            "Una ayuda de minimis recibida tiene un importe mayor que cero y una fecha no posterior a la solicitud. Corrija la declaración.",
            $"≤ {Day(facts.Filed)}; > 0,00 €", $"{Day(declared.Item.Date)}; {ExactEuros(declared.Item.Amount)}");

    private static IEnumerable<Fault> OverTheLimit(ValidationFacts facts)
    {
        var (rule, sum) = (facts.Programme.DeMinimis!, Sum(facts));
        if (sum > rule.Max)
        {
            yield return new(
                rule.Article, [Paths.DeMinimis, Paths.Aid],
                $"Amb l'ajuda sol·licitada, les de minimis de {List(Years(facts))} sumen {ExactEuros(sum)} i el límit és de {Euros(rule.Max)}. Ho comprovarà el departament.",
                $"Con la ayuda solicitada, las de minimis de {List(Years(facts))} suman {ExactEuros(sum)} y el límite es de {Euros(rule.Max)}. Lo comprobará el departamento.",
                $"≤ {Euros(rule.Max)}", ExactEuros(sum));
        }
    }

    private static IEnumerable<Fault> OverTheTransportLimit(ValidationFacts facts)
    {
        var (rule, sum) = (facts.Programme.DeMinimis!, Sum(facts));
        if (sum > rule.MaxRoadTransport && sum <= rule.Max)
        {
            yield return new(
                rule.Article, [Paths.DeMinimis, Paths.Aid],
                $"Amb l'ajuda sol·licitada, les de minimis de {List(Years(facts))} sumen {ExactEuros(sum)}: si l'empresa és de transport per carretera, el límit és de {Euros(rule.MaxRoadTransport)}.",
                $"Con la ayuda solicitada, las de minimis de {List(Years(facts))} suman {ExactEuros(sum)}: si la empresa es de transporte por carretera, el límite es de {Euros(rule.MaxRoadTransport)}.",
                $"≤ {Euros(rule.MaxRoadTransport)}", ExactEuros(sum));
        }
    }

    private static decimal Sum(ValidationFacts facts) =>
        (facts.Aid ?? 0) + facts.Application.Declarations.DeMinimis.Where(a => Years(facts).Contains(a.Date.Year)).Sum(Amount);

    private static decimal Amount(DeMinimisAid aid) => ValidationFacts.Bounded(aid.Amount)!.Value;

    /// <summary>The current fiscal year and those before it that count.</summary>
    private static IEnumerable<int> Years(ValidationFacts facts) =>
        Enumerable.Range(facts.Effective.Year - facts.Programme.DeMinimis!.FiscalYears + 1, facts.Programme.DeMinimis.FiscalYears);
}
