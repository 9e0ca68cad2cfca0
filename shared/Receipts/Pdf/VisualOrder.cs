using System.Globalization;
using System.Text;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>
/// The order in which the characters of a line stand on paper: names in Hebrew or Arabic letters run from right to left inside a line that runs from left
/// to right. A small part of Unicode's annex 9, enough for names; letters are not joined.
/// </summary>
internal static class VisualOrder
{
    /// <summary>The line from left to right; itself when nothing in it runs the other way.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> line)
    {
        var any = false;
        foreach (var rune in line.EnumerateRunes())
            any |= RunsLeft(rune);
        return any ? Reorder(line.ToString()) : line;
    }

    private static string Reorder(string line)
    {
        var starts = StringInfo.ParseCombiningCharacters(line);
        var result = new StringBuilder(line.Length);
        for (var i = 0; i < starts.Length;)
        {
            // A run goes from the first character that runs left to the last one before any that runs right.
            var end = i;
            for (var j = i; j < starts.Length && !RunsRight(Rune.GetRuneAt(line, starts[j])); j++)
            {
                if (RunsLeft(Rune.GetRuneAt(line, starts[j])))
                    end = j + 1;
                else if (end == i)
                    break;
            }

            for (var j = end - 1; j >= i; j--)
                result.Append(Element(j));
            if (end == i)
                result.Append(Element(end++));
            i = end;
        }

        return result.ToString();

        ReadOnlySpan<char> Element(int index) =>
            line.AsSpan(starts[index]..(index + 1 < starts.Length ? starts[index + 1] : line.Length));
    }

    // The blocks of Hebrew, Arabic and their neighbours, with their presentation forms.
    private static bool RunsLeft(Rune rune) => rune.Value is >= 0x0590 and <= 0x08FF or >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC
        or >= 0x10800 and <= 0x10FFF or >= 0x1E800 and <= 0x1EFFF;

    private static bool RunsRight(Rune rune) => !RunsLeft(rune) && Rune.IsLetterOrDigit(rune);
}
