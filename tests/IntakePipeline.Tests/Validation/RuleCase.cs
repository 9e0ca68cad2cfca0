using IntakePipeline.Validation;

namespace IntakePipeline.Tests.Validation;

/// <summary>A rule at its limit: what still passes, and the least that does not.</summary>
/// <param name="Code">The rule.</param>
/// <param name="Limit">The limit in words.</param>
/// <param name="Passes">Facts at the limit.</param>
/// <param name="Fails">Facts just beyond it.</param>
/// <param name="Fields">Fields that the finding names.</param>
internal sealed record RuleCase(string Code, string Limit, ValidationFacts Passes, ValidationFacts Fails, params string[] Fields)
{
    /// <summary>Every case there is.</summary>
    public static IReadOnlyList<RuleCase> All { get; } = [.. ApplicantCases.All, .. ProjectCases.All, .. MoneyCases.All];

    public string Name => $"{Code}: {Limit}";
}
