using static IntakePipeline.Validation.Figures;

namespace IntakePipeline.Validation;

/// <summary>Whether the application came when it counts.</summary>
internal static class TimeRules
{
    public static IReadOnlyList<Rule> All { get; } = [new("fuera-de-plazo", Severity.Information, OutOfTime, (_, p) => p.Windows[0].Article)];

    private static IEnumerable<Fault> OutOfTime(ValidationFacts facts)
    {
        if (facts.Window is not null)
            yield break;
        var windows = List(facts.Programme.Windows.Select(w => $"{Day(w.Opens)}–{Day(w.LastDay)}"));
        yield return new(
            facts.Programme.Windows[0].Article, [],
            $"La sol·licitud produïx efectes el {Day(facts.Effective)}, fora dels terminis del programa ({windows}). Queda registrada; la inadmissió, si és el cas, la decidix una persona.",
            $"La solicitud surte efectos el {Day(facts.Effective)}, fuera de los plazos del programa ({windows}). Queda registrada; la inadmisión, en su caso, la decide una persona.",
            windows, Day(facts.Effective));
    }
}
