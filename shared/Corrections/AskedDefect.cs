using System.Globalization;

namespace IntakePipeline.Corrections;

/// <summary>A defect that a person asks to be cured.</summary>
/// <param name="Code">Its code, one of those that can be asked of the application.</param>
/// <param name="Which">Which of the application's findings of that code, from 1.</param>
/// <param name="Text">What the applicant reads, in both languages, each as <see cref="Plain"/> makes it.</param>
public sealed record AskedDefect(string Code, int Which, LocalizedText Text)
{
    /// <summary>The longest text, in UTF-16 units.</summary>
    public const int MaxText = 1000;

    /// <summary>A text as it may go out: one line, nothing that cannot be seen. Null when it says nothing, too much, or has other control or format characters.</summary>
    public static string? Plain(string text)
    {
        var line = string.Join(' ', text.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length is > 0 and <= MaxText && line.All(IsSeen) ? line : null;
    }

    private static bool IsSeen(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
