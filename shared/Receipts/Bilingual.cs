namespace IntakePipeline.Receipts;

/// <summary>How a text in two languages is put: the reader's first, then the other.</summary>
internal static class Bilingual
{
    /// <summary>The other official language.</summary>
    public static Language Other(this Language language) => language == Language.Valencian ? Language.Spanish : Language.Valencian;

    /// <summary>Both on one line, <paramref name="first"/> first; once when they are the same.</summary>
    public static string Both(this LocalizedText text, Language first) =>
        text.Va == text.Es ? text.Va : $"{text.In(first)} / {text.In(first.Other())}";
}
