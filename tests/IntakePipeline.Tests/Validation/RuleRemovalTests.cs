using IntakePipeline.Validation;

namespace IntakePipeline.Tests.Validation;

/// <summary>Takes away one rule after the other: the case tables notice each loss, so none of them can be dropped or switched off unseen.</summary>
public sealed class RuleRemovalTests
{
    public static TheoryData<string> Codes => [.. ApplicationRules.All.Select(r => r.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Without_a_rule_a_case_no_longer_finds_what_it_is_about(string code)
    {
        IReadOnlyList<Rule> others = [.. ApplicationRules.All.Where(r => r.Code != code)];
        Assert.Equal(ApplicationRules.All.Count - 1, others.Count);

        var broken = RuleCase.All.Where(c => Finds(ApplicationRules.All, c, code) && !Finds(others, c, code));
        Assert.Contains(broken, c => c.Code == code);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_rule_that_found_always_would_break_a_case_too(string code) =>
        Assert.Contains(RuleCase.All, c => c.Code == code && ApplicationRules.Validate(c.Passes).All(f => f.Code != code));

    private static bool Finds(IEnumerable<Rule> rules, RuleCase rule, string code) => rules.SelectMany(r => r.Check(rule.Fails)).Any(f => f.Code == code);
}
