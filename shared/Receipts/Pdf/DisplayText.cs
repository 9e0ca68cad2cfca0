using System.Globalization;
using System.Text;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>Makes any text fit to be shown on one line.</summary>
internal static class DisplayText
{
    // Everything below U+0300 is in composed form (NFC) as it stands.
    private const char FirstCombining = '\u0300';
    private const char SoftHyphen = '\u00AD';

    /// <summary>
    /// <paramref name="text"/> in composed form (NFC). Line ends and tabs become spaces. What must not act on a reader unseen – control characters,
    /// direction overrides and other invisible formatting, broken surrogate pairs – becomes U+FFFD, so that the page shows there was something.
    /// </summary>
    public static string Clean(string text)
    {
        if (IsPlain(text))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(Shown(rune).ToString());
        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c >= FirstCombining || char.IsControl(c) || c == SoftHyphen)
                return false;
        }

        return true;
    }

    private static Rune Shown(Rune rune)
    {
        // The joiners shape letters of several scripts and hide nothing.
        if (rune.Value is 0x200C or 0x200D)
            return rune;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control when rune.Value is '\t' or '\n' or '\r' => new Rune(' '),
            UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => new Rune(' '),
            // Characters for private use mean something else to every reader, which PDF/A does not allow.
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse => Rune.ReplacementChar,
            UnicodeCategory.OtherNotAssigned when (rune.Value & 0xFFFE) == 0xFFFE => Rune.ReplacementChar,
            _ => rune,
        };
    }
}
