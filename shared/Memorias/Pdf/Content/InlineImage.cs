using IntakePipeline.Memorias.Pdf.Objects;

namespace IntakePipeline.Memorias.Pdf.Content;

/// <summary>Finds where the data of an inline image ends, which the format leaves to the reader (ISO 32000-1, 8.9.7).</summary>
internal static class InlineImage
{
    /// <summary>Bytes after a supposed <c>EI</c> that have to look like operators.</summary>
    private const int LookAhead = 12;

    /// <param name="content">The content stream.</param>
    /// <param name="start">First byte of data.</param>
    /// <param name="length">How many there are at least, when that is known; 0 otherwise.</param>
    /// <returns>Where to read on, behind <c>EI</c>.</returns>
    public static int FindEnd(ReadOnlySpan<byte> content, int start, long length)
    {
        var from = start;
        if (length > 0 && start + length <= content.Length)
            from = (int)(start + length);
        for (var at = from; at < content.Length;)
        {
            var step = content[at..].IndexOf("EI"u8);
            if (step < 0)
                break;
            at += step;
            if ((at == from || Lexer.IsWhite(content[at - 1])) && LooksLikeContent(content[(at + 2)..]))
                return at + 2;
            at += 2;
        }

        return content.Length;
    }

    private static bool LooksLikeContent(ReadOnlySpan<byte> after)
    {
        if (after.IsEmpty)
            return true;
        if (!Lexer.IsWhite(after[0]))
            return false;
        foreach (var b in after[..Math.Min(after.Length, LookAhead)])
        {
            if (b is > 126 or < 9 or (> 13 and < 32) && b != 0)
                return false;
        }

        return true;
    }
}
