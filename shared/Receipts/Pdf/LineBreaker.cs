using System.Text;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>Breaks text into lines by the widths of its characters: between words, and inside one only when it is wider than a line.</summary>
internal static class LineBreaker
{
    /// <summary>The lines of <paramref name="text"/>, none wider than <paramref name="width"/> points unless one character alone is.</summary>
    /// <returns>Parts of the text; the spaces at which it was broken belong to none. At least one line.</returns>
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
                    lines.Add(start..breakAt);
                    (start, used) = (resumeAt, used - usedThere);
                }

                // The word that goes over to the next line may be too long for that one as well.
                if (used + advance > room && i > start)
                {
                    lines.Add(start..i);
                    (start, used) = (i, 0);
                }

                (breakAt, resumeAt) = (-1, -1);
            }

            used += advance;
            i += length;
        }

        lines.Add(start..text.Length);
        return lines;
    }
}
