using IntakePipeline.Calls;

namespace IntakePipeline.Validation;

/// <summary>One rule: it looks at the facts and says each fault it sees. It never throws on odd data.</summary>
public sealed class Rule
{
    private readonly Func<ValidationFacts, IEnumerable<Fault>> check;
    private readonly Func<Call, Programme, IEnumerable<string>> sources;

    internal Rule(string code, Severity severity, Func<ValidationFacts, IEnumerable<Fault>> check, Func<Call, Programme, IEnumerable<string>> sources) =>
        (Code, Severity, this.check, this.sources) = (code, severity, check, sources);

    internal Rule(string code, Severity severity, Func<ValidationFacts, IEnumerable<Fault>> check, Func<Call, Programme, string?> source)
        : this(code, severity, check, (call, programme) => source(call, programme) is { } article ? [article] : [])
    {
    }

    /// <summary>The code of its findings.</summary>
    public string Code { get; }

    /// <summary>The severity of its findings.</summary>
    public Severity Severity { get; }

    /// <summary>Where the rule stands for a programme: each of its findings there cites one of these. Empty when the programme has nothing that it is about.</summary>
    public IEnumerable<string> ArticlesFor(Call call, Programme programme) => sources(call, programme);

    /// <summary>Whether <paramref name="programme"/> of <paramref name="call"/> has what the rule is about.</summary>
    public bool AppliesTo(Call call, Programme programme) => sources(call, programme).Any();

    /// <summary>What is wrong; empty when nothing is.</summary>
    public IEnumerable<Finding> Check(ValidationFacts facts) => !AppliesTo(facts.Call, facts.Programme)
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
