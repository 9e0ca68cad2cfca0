using System.Globalization;
using System.Text;

namespace IntakePipeline;

/// <summary>Text as people compare it: no case, no accents, no spaces around or doubled.</summary>
internal static class PlainText
{
    /// <summary>The plain form of <paramref name="text"/>: upper case, accents gone. Takes anything, half a surrogate pair included.</summary>
    public static string Of(string text)
    {
        // Lone surrogates and non-characters make Normalize throw; no name needs one.
        var sound = text.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned));
        var decomposed = string.Concat(sound).Normalize(NormalizationForm.FormD);
        var letters = string.Concat(decomposed.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
        return string.Join(' ', letters.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
    }
}
