namespace IntakePipeline.Validation;

/// <summary>What a finding does to an application.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nobody has to do anything before evaluation.</summary>
    Information,

    /// <summary>The department has to look: the application may not meet a condition. Goes on to evaluation.</summary>
    EligibilityDoubt,

    /// <summary>The applicant can and must cure it: goes into the correction request (R4 7.4).</summary>
    CurableDefect,
}

/// <summary>One thing a rule found.</summary>
/// <param name="Code">Stable code, lower case with hyphens, e.g. <c>ayuda-supera-intensidad</c>.</param>
/// <param name="Severity">What it does.</param>
/// <param name="Fields">Fields of the form it concerns, as JSON paths of the envelope; may be empty.</param>
/// <param name="Expected">What was expected, in plain figures; null when that says nothing.</param>
/// <param name="Found">What was found.</param>
/// <param name="Article">Where the rule stands.</param>
/// <param name="Text">What it is and what to do, in both languages.</param>
public sealed record Finding(
    string Code, Severity Severity, IReadOnlyList<string> Fields, string? Expected, string? Found, string Article, LocalizedText Text);
