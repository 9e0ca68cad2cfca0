using System.Text;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>Breaks text into lines by the widths of its characters: between words, and inside one only when it is wider than a line.</summary>
internal static class LineBreaker
{
    /// <summary>The lines of <paramref name="text"/>, none wider than <paramref name="width"/> points unless one character alone is.</summary>
    /// <returns>Parts of the text; spaces at the end of a line belong to none. At least one line.</returns>
    public static List<Range> Break(ReadOnlySpan<char> text, PdfFont font, double size, double width)
    {
        var lines = new List<Range>();
        var room = (long)(width * 1000 / size);
        var (start, used) = (0, 0L);
        // Where the line would be broken if it grew too long: before the spaces, and what its width is after them.
        var (breakAt, resumeAt, usedThere) = (-1, -1, 0L);
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
            var advance = font.WidthOf(rune);
            if (rune.Value == ' ')
            {
                if (resumeAt != i)
                    breakAt = i;
                (resumeAt, usedThere) = (i + 1, used + advance);
            }
            else if (used + advance > room && i > start)
            {
                if (breakAt > start)
                {
                    lines.Add(Trimmed(text, start, breakAt));
                    (start, used) = (resumeAt, used - usedThere);
                }

                // The word that goes over to the next line may be too long for that one as well.
                if (used + advance > room && i > start)
                {
                    lines.Add(Trimmed(text, start, i));
                    (start, used) = (i, 0);
                }

                (breakAt, resumeAt) = (-1, -1);
            }

            used += advance;
            i += length;
        }

        lines.Add(Trimmed(text, start, text.Length));
        return lines;
    }

    // Spaces at the end of a line take no room on paper, however many they are.
    private static Range Trimmed(ReadOnlySpan<char> text, int start, int end) => start..(start + text[start..end].TrimEnd(' ').Length);
}
