using static IntakePipeline.Validation.Figures;

namespace IntakePipeline.Validation;

/// <summary>Whether the aid asked for stays inside what the programme gives.</summary>
internal static class AidRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("ayuda-supera-intensidad", Severity.CurableDefect, OverTheShare, (_, p) => p.Aid.MayBeRaised is null ? p.Aid.Article : null),
        new("ayuda-supera-intensidad-ampliable", Severity.EligibilityDoubt, OverTheShareThatMayBeRaised, (_, p) => p.Aid.MayBeRaised?.Article),
        new("intensidad-segun-el-caso", Severity.Information, OverTheShareOfSomeCases, (_, p) => p.Aid.Variants.Count > 1 ? p.Aid.Article : null),
        new("ayuda-supera-maximo-por-proyecto", Severity.CurableDefect, OverTheProjectsCeiling, (_, p) => p.Aid.MaxPerProject?.Article),
        new("ayuda-supera-maximo-por-empresa", Severity.CurableDefect, OverTheCompanysCeiling, (_, p) => p.Aid.MaxPerCompany?.Article),
        new("ayudas-superan-maximo-por-empresa", Severity.EligibilityDoubt, OverTheCompanysCeilingWithOthers, (_, p) => p.Aid.MaxPerCompany?.Article),
    ];

    private static IEnumerable<Fault> OverTheShare(ValidationFacts facts)
    {
        var rule = facts.Programme.Aid;
        if (facts is { Aid: { } aid, EligibleCosts: { } costs } && costs > 0 && aid > rule.MaxShare * costs)
        {
            var most = rule.MaxShare * costs;
            yield return new(
                rule.Article, [Paths.Aid],
                $"L'ajuda sol·licitada ({ExactEuros(aid)}) supera el {Percent(rule.MaxShare)} dels costos subvencionables ({Euros(most)}). Reduïu-la.",
                $"La ayuda solicitada ({ExactEuros(aid)}) supera el {Percent(rule.MaxShare)} de los costes subvencionables ({Euros(most)}). Redúzcala.",
                $"≤ {Euros(most)}", ExactEuros(aid));
        }
    }

    private static IEnumerable<Fault> OverTheShareThatMayBeRaised(ValidationFacts facts)
    {
        var (rule, raised) = (facts.Programme.Aid, facts.Programme.Aid.MayBeRaised!);
        if (facts is { Aid: { } aid, EligibleCosts: { } costs } && costs > 0 && aid > rule.MaxShare * costs)
        {
            var most = rule.MaxShare * costs;
            yield return new(
                raised.Article, [Paths.Aid],
                $"L'ajuda sol·licitada ({ExactEuros(aid)}) supera el {Percent(rule.MaxShare)} dels costos subvencionables ({Euros(most)}). El departament comprovarà si es pot ampliar.",
                $"La ayuda solicitada ({ExactEuros(aid)}) supera el {Percent(rule.MaxShare)} de los costes subvencionables ({Euros(most)}). El departamento comprobará si se puede ampliar.",
                $"≤ {Euros(most)}", ExactEuros(aid));
        }
    }

    private static IEnumerable<Fault> OverTheShareOfSomeCases(ValidationFacts facts)
    {
        var rule = facts.Programme.Aid;
        if (facts is { Aid: { } aid, EligibleCosts: { } costs } && costs > 0 && aid > rule.Variants.Min(v => v.MostFor(costs)) && aid <= rule.MaxShare * costs)
        {
            var va = List(rule.Variants.Select(v => $"{v.Title.Va}, {Percent(v.MaxShare)}"), "; ");
            var es = List(rule.Variants.Select(v => $"{v.Title.Es}, {Percent(v.MaxShare)}"), "; ");
            yield return new(
                rule.Article, [Paths.Aid],
                $"L'ajuda sol·licitada ({ExactEuros(aid)}) és el {Percent(aid / costs)} dels costos i el màxim depén del cas ({va}). Ho comprovarà el departament.",
                $"La ayuda solicitada ({ExactEuros(aid)}) es el {Percent(aid / costs)} de los costes y el máximo depende del caso ({es}). Lo comprobará el departamento.",
                List(rule.Variants.Select(v => Percent(v.MaxShare)), "; "), Percent(aid / costs));
        }
    }

    private static IEnumerable<Fault> OverTheProjectsCeiling(ValidationFacts facts)
    {
        var rule = facts.Programme.Aid.MaxPerProject!;
        if (facts.Aid is { } aid && rule.IsExceededBy(aid))
        {
            yield return new(
                rule.Article, [Paths.Aid],
                $"L'ajuda sol·licitada ({ExactEuros(aid)}) supera el màxim per projecte ({Euros(rule.Amount)}). Reduïu-la.",
                $"La ayuda solicitada ({ExactEuros(aid)}) supera el máximo por proyecto ({Euros(rule.Amount)}). Redúzcala.",
                $"{(rule.Exclusive ? "<" : "≤")} {Euros(rule.Amount)}", ExactEuros(aid));
        }
    }

    private static IEnumerable<Fault> OverTheCompanysCeiling(ValidationFacts facts)
    {
        var rule = facts.Programme.Aid.MaxPerCompany!;
        if (facts.Aid is { } aid && rule.IsExceededBy(aid))
        {
            yield return new(
                rule.Article, [Paths.Aid],
                $"L'ajuda sol·licitada ({ExactEuros(aid)}) supera el màxim per empresa ({Euros(rule.Amount)}). Reduïu-la.",
                $"La ayuda solicitada ({ExactEuros(aid)}) supera el máximo por empresa ({Euros(rule.Amount)}). Redúzcala.",
                $"{(rule.Exclusive ? "<" : "≤")} {Euros(rule.Amount)}", ExactEuros(aid));
        }
    }

    private static IEnumerable<Fault> OverTheCompanysCeilingWithOthers(ValidationFacts facts)
    {
        var rule = facts.Programme.Aid.MaxPerCompany!;
        var others = facts.Others.Where(o => o.Programme == facts.Programme.Id
            && !string.Equals(o.ProjectReference, facts.Application.Project.Reference, StringComparison.Ordinal)
            && (rule.Years is null || Math.Abs((long)o.CallYear - facts.Call.Year) < rule.Years)).ToList();
        var sum = others.Sum(o => ValidationFacts.Bounded(o.AidRequested) ?? 0) + (facts.Aid ?? 0);
        if (others.Count > 0 && facts.Aid is { } aid && !rule.IsExceededBy(aid) && rule.IsExceededBy(sum))
        {
            yield return new(
                rule.Article, [Paths.Aid],
                $"Junt amb {List(others.Select(o => o.Expediente))}, l'empresa sol·licita {ExactEuros(sum)} i el màxim per empresa és de {Euros(rule.Amount)}. Ho tindrà en compte el departament.",
                $"Junto con {List(others.Select(o => o.Expediente))}, la empresa solicita {ExactEuros(sum)} y el máximo por empresa es de {Euros(rule.Amount)}. Lo tendrá en cuenta el departamento.",
                $"≤ {Euros(rule.Amount)}", ExactEuros(sum));
        }
    }
}
