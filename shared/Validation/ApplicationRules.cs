namespace IntakePipeline.Validation;

/// <summary>What can be said of an application from its form alone. Pure: the same facts always give the same findings, in the same order.</summary>
public static class ApplicationRules
{
    /// <summary>Every rule, family by family.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. TimeRules.All, .. ApplicantRules.All, .. EligibilityRules.All, .. ProjectRules.All, .. BudgetRules.All, .. AidRules.All,
        .. DeMinimisRules.All, .. DocumentRules.All,
    ];

    /// <summary>Everything that the rules find, all at once; empty when there is nothing to say.</summary>
    public static IReadOnlyList<Finding> Validate(ValidationFacts facts) => [.. All.SelectMany(rule => rule.Check(facts))];
}
