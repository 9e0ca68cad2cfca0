using static IntakePipeline.Validation.Figures;

namespace IntakePipeline.Validation;

/// <summary>Whether the budget adds up, counts what the programme counts, and stays inside its limits.</summary>
internal static class BudgetRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("importe-no-positivo", Severity.CurableDefect, NotPositive, (c, _) => c.Correction.Article),
        new("importe-con-fraccion-de-centimo", Severity.CurableDefect, FractionsOfCents, (c, _) => c.Correction.Article),
        new("presupuesto-sin-desglose", Severity.CurableDefect, NoLines, (c, _) => c.Correction.Article),
        new("concepto-no-subvencionable", Severity.CurableDefect, UnknownConcept, (_, p) => p.Concepts[0].Article),
        new("concepto-repetido", Severity.Information, RepeatedConcept, (c, _) => c.Correction.Article),
        new("ejercicio-fuera-de-convocatoria", Severity.CurableDefect, YearOutsideTheCall, (_, p) => p.ProjectDates.Spending is { Years.Count: > 0 } spending ? spending.Article : null),
        new("ejercicio-fuera-del-proyecto", Severity.CurableDefect, YearOutsideTheProject, ProjectRules.YearsArticle),
        new("total-no-cuadra", Severity.CurableDefect, TotalDiffers, (c, _) => c.Correction.Article),
        new("concepto-supera-limite", Severity.CurableDefect, ConceptOverItsShare, (_, p) => p.Concepts.Where(c => c.MaxShare is not null).Select(c => c.Article)),
        new("presupuesto-insuficiente", Severity.CurableDefect, TooSmall, (_, p) => p.Budget is { MoreThan: not null } budget ? budget.Article : null),
        new("presupuesto-excesivo", Severity.CurableDefect, TooLarge, (_, p) => p.Budget is { LessThan: not null } budget ? budget.Article : null),
    ];

    private static IEnumerable<Fault> NotPositive(ValidationFacts facts) =>
        from amount in Amounts(facts)
        where amount.Euros <= 0
        select new Fault(
            facts.Call.Correction.Article, [amount.Path],
            $"L'import {ExactEuros(amount.Euros)} ha de ser major que zero. Corregiu-lo o lleveu-lo.",
            $"El importe {ExactEuros(amount.Euros)} ha de ser mayor que cero. Corríjalo o quítelo.",
            "> 0,00 €", ExactEuros(amount.Euros));

    private static IEnumerable<Fault> FractionsOfCents(ValidationFacts facts) =>
        from amount in Amounts(facts)
        where decimal.Round(amount.Euros, 2) != amount.Euros
        select new Fault(
            facts.Call.Correction.Article, [amount.Path],
            "Els imports s'indiquen en euros amb dos decimals com a màxim. Arrodoniu-lo.",
            "Los importes se indican en euros con dos decimales como máximo. Redondéelo.",
            Found: ExactEuros(amount.Euros));

    private static IEnumerable<Fault> NoLines(ValidationFacts facts)
    {
        if (facts.Application.Project.Costs.Count == 0)
        {
            yield return new(
                facts.Call.Correction.Article, [Paths.Costs],
                "Falta el desglossament del pressupost per conceptes i exercicis. Indiqueu-lo.",
                "Falta el desglose del presupuesto por conceptos y ejercicios. Indíquelo.");
        }
    }

    private static IEnumerable<Fault> UnknownConcept(ValidationFacts facts)
    {
        var known = List(facts.Programme.Concepts.Select(c => c.Id));
        return from cost in facts.Costs
               where facts.Programme.FindConcept(cost.Line.Concept) is null
               select new Fault(
                   facts.Programme.Concepts[0].Article, [$"{cost.Path}.concepto"],
                   $"El concepte «{Excerpt(cost.Line.Concept)}» no és subvencionable en este programa. Lleveu-lo o assigneu l'import a un dels conceptes admesos.",
                   $"El concepto «{Excerpt(cost.Line.Concept)}» no es subvencionable en este programa. Quítelo o asigne el importe a uno de los conceptos admitidos.",
                   known, Excerpt(cost.Line.Concept));
    }

    private static IEnumerable<Fault> RepeatedConcept(ValidationFacts facts) =>
        from same in facts.Costs.GroupBy(c => (c.Line.Concept, c.Line.Year))
        where same.Count() > 1
        select new Fault(
            facts.Call.Correction.Article, [.. same.Select(c => c.Path)],
            $"El concepte «{Excerpt(same.Key.Concept)}» de {Number(same.Key.Year)} apareix més d'una vegada: els imports se sumen.",
            $"El concepto «{Excerpt(same.Key.Concept)}» de {Number(same.Key.Year)} aparece más de una vez: los importes se suman.",
            Found: Number(same.Count()));

    private static IEnumerable<Fault> YearOutsideTheCall(ValidationFacts facts)
    {
        var rule = facts.Programme.ProjectDates.Spending!;
        return from cost in facts.Costs
               where !rule.Years.Contains(cost.Line.Year)
               select new Fault(
                   rule.Article, [$"{cost.Path}.ejercicio"],
                   $"L'import és de {Number(cost.Line.Year)} i la convocatòria només admet gastos de {List(rule.Years)}. Corregiu l'exercici.",
                   $"El importe es de {Number(cost.Line.Year)} y la convocatoria solo admite gastos de {List(rule.Years)}. Corrija el ejercicio.",
                   List(rule.Years), Number(cost.Line.Year));
    }

    private static IEnumerable<Fault> YearOutsideTheProject(ValidationFacts facts) =>
        facts is not { Start: { } start, End: { } end } || end < start
            ? []
            : from cost in facts.Costs
              where cost.Line.Year < start.Year || cost.Line.Year > end.Year
              select new Fault(
                  ProjectRules.YearsArticle(facts.Call, facts.Programme), [$"{cost.Path}.ejercicio"],
                  $"L'import és de {Number(cost.Line.Year)} i el projecte va del {Day(start)} al {Day(end)}. Corregiu l'exercici o les dates.",
                  $"El importe es de {Number(cost.Line.Year)} y el proyecto va del {Day(start)} al {Day(end)}. Corrija el ejercicio o las fechas.",
                  $"{Number(start.Year)}–{Number(end.Year)}", Number(cost.Line.Year));

    private static IEnumerable<Fault> TotalDiffers(ValidationFacts facts)
    {
        var sum = facts.Costs.Sum(c => c.Line.Amount);
        if (facts is { Budget: { } budget, Application.Project.Costs.Count: > 0 } && sum != budget)
        {
            yield return new(
                facts.Call.Correction.Article, [Paths.Budget, Paths.Costs],
                $"Els conceptes sumen {ExactEuros(sum)} i el pressupost declarat és de {ExactEuros(budget)}. Corregiu els imports perquè coincidisquen.",
                $"Los conceptos suman {ExactEuros(sum)} y el presupuesto declarado es de {ExactEuros(budget)}. Corrija los importes para que coincidan.",
                ExactEuros(sum), ExactEuros(budget));
        }
    }

    private static IEnumerable<Fault> ConceptOverItsShare(ValidationFacts facts)
    {
        foreach (var concept in facts.Programme.Concepts)
        {
            var lines = facts.Costs.Where(c => c.Line.Concept == concept.Id).ToList();
            var sum = lines.Sum(c => c.Line.Amount);
            if (concept.MaxShare is { } share && facts.Budget is { } budget && sum > share * budget)
            {
                yield return new(
                    concept.Article, [.. lines.Select(c => $"{c.Path}.importe")],
                    $"{concept.Title.Va}: {ExactEuros(sum)}; no pot superar el {Percent(share)} del pressupost ({Euros(share * budget)}). Reduïu-ne l'import.",
                    $"{concept.Title.Es}: {ExactEuros(sum)}; no puede superar el {Percent(share)} del presupuesto ({Euros(share * budget)}). Reduzca el importe.",
                    $"≤ {Euros(share * budget)}", ExactEuros(sum));
            }
        }
    }

    private static IEnumerable<Fault> TooSmall(ValidationFacts facts)
    {
        var (rule, least) = (facts.Programme.Budget!, facts.Programme.Budget!.MoreThan!.Value);
        if (facts.EligibleCosts <= least)
        {
            yield return new(
                rule.Article, [Paths.Budget, Paths.Costs],
                $"El pressupost subvencionable és de {ExactEuros(facts.EligibleCosts.Value)} i ha de ser superior a {Euros(least)}. Reviseu-lo.",
                $"El presupuesto subvencionable es de {ExactEuros(facts.EligibleCosts.Value)} y ha de ser superior a {Euros(least)}. Revíselo.",
                $"> {Euros(least)}", ExactEuros(facts.EligibleCosts.Value));
        }
    }

    private static IEnumerable<Fault> TooLarge(ValidationFacts facts)
    {
        var (rule, most) = (facts.Programme.Budget!, facts.Programme.Budget!.LessThan!.Value);
        if (facts.EligibleCosts >= most)
        {
            yield return new(
                rule.Article, [Paths.Budget, Paths.Costs],
                $"El pressupost subvencionable és de {ExactEuros(facts.EligibleCosts.Value)} i ha de ser inferior a {Euros(most)}. Reviseu-lo.",
                $"El presupuesto subvencionable es de {ExactEuros(facts.EligibleCosts.Value)} y ha de ser inferior a {Euros(most)}. Revíselo.",
                $"< {Euros(most)}", ExactEuros(facts.EligibleCosts.Value));
        }
    }

    private static IEnumerable<(string Path, decimal Euros)> Amounts(ValidationFacts facts)
    {
        if (facts.Budget is { } budget)
            yield return (Paths.Budget, budget);
        if (facts.Aid is { } aid)
            yield return (Paths.Aid, aid);
        foreach (var (path, line) in facts.Costs)
            yield return ($"{path}.importe", line.Amount);
    }
}
