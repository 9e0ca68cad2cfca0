using IntakePipeline.Validation;

namespace IntakePipeline.Tests.Validation;

/// <summary>Every rule in every programme of every call it applies to.</summary>
public sealed class BreachTests
{
    public static TheoryData<string, string> Programmes => [.. Given.Programmes.Select(p => (p.Call.Id.Value, p.Programme.Id.Value))];

    [Theory]
    [MemberData(nameof(Programmes))]
    public void Every_rule_that_applies_finds_its_breach_and_cites_an_article_of_its_own(string call, string programme)
    {
        var clean = Given.Clean(call, programme);
        foreach (var rule in ApplicationRules.All.Where(r => r.AppliesTo(clean.Call, clean.Programme)))
        {
            var findings = rule.Check(Breach.Of(rule.Code, clean)).ToList();
            Assert.True(findings.Count > 0, $"{rule.Code} finds nothing in {call}, {programme}.");
            Assert.Subset(rule.ArticlesFor(clean.Call, clean.Programme).ToHashSet(StringComparer.Ordinal), findings.Select(f => f.Article).ToHashSet(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Programmes))]
    public void A_rule_that_does_not_apply_finds_nothing(string call, string programme)
    {
        var clean = Given.Clean(call, programme);
        Assert.All(
            ApplicationRules.All.Where(r => !r.AppliesTo(clean.Call, clean.Programme)),
            r => Assert.Empty(RuleCase.All.SelectMany(c => r.Check(c.Fails with { Call = clean.Call, Programme = clean.Programme }))));
    }

    [Fact]
    public void What_a_rule_cites_in_its_cases_is_among_its_articles() => Assert.All(
        RuleCase.All.SelectMany(c => ApplicationRules.All.Select(r => (Case: c, Rule: r))),
        x => Assert.All(x.Rule.Check(x.Case.Fails), f => Assert.Contains(f.Article, x.Rule.ArticlesFor(x.Case.Fails.Call, x.Case.Fails.Programme))));
}
