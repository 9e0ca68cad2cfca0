using IntakePipeline.Calls;

namespace IntakePipeline.Validation;

/// <summary>One rule: it looks at the facts and says each fault it sees. It never throws on odd data.</summary>
public sealed class Rule
{
    private readonly Func<ValidationFacts, IEnumerable<Fault>> check;
    private readonly Func<Programme, bool> concerns;

    internal Rule(string code, Severity severity, Func<ValidationFacts, IEnumerable<Fault>> check, Func<Programme, bool>? concerns = null) =>
        (Code, Severity, this.check, this.concerns) = (code, severity, check, concerns ?? (_ => true));

    /// <summary>The code of its findings.</summary>
    public string Code { get; }

    /// <summary>The severity of its findings.</summary>
    public Severity Severity { get; }

    /// <summary>Whether <paramref name="programme"/> has what the rule is about.</summary>
    public bool AppliesTo(Programme programme) => concerns(programme);

    /// <summary>What is wrong; empty when nothing is.</summary>
    public IEnumerable<Finding> Check(ValidationFacts facts) => !AppliesTo(facts.Programme)
        ? []
        : check(facts).Select(f => new Finding(Code, Severity, f.Fields, f.Expected, f.Found, f.Article, f.Text));
}

/// <summary>What one look of a rule found.</summary>
/// <param name="Article">Where the rule stands.</param>
/// <param name="Fields">Fields of the form, as JSON paths.</param>
/// <param name="Va">What it is and what to do, in Valencian.</param>
/// <param name="Es">The same in Spanish.</param>
/// <param name="Expected">What was expected.</param>
/// <param name="Found">What was found.</param>
internal sealed record Fault(string Article, IReadOnlyList<string> Fields, string Va, string Es, string? Expected = null, string? Found = null)
{
    /// <summary>The words in both languages.</summary>
    public LocalizedText Text => new(Va, Es);
}
