using System.Diagnostics;
using IntakePipeline.Validation;

namespace IntakePipeline.Local.Commands;

/// <summary>What this program calls a severity, in its tables and its JSON.</summary>
internal static class SeverityName
{
    /// <summary><c>defect</c>, <c>doubt</c> or <c>information</c>.</summary>
    public static string Name(this Severity severity) => severity switch
    {
        Severity.CurableDefect => "defect",
        Severity.EligibilityDoubt => "doubt",
        Severity.Information => "information",
        _ => throw new UnreachableException("A severity nobody names."),
    };
}
