namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>Reads which glyph has which name in a font in the Compact Font Format (Adobe Technical Note 5176, 13).</summary>
internal static class CffCharset
{
    /// <summary>The names' identifiers by glyph; null when the list is damaged.</summary>
    public static int[]? Read(ReadOnlySpan<byte> font, CffTopDictionary top)
    {
        if (top.Charset < 0 || top.CharStrings <= 0)
            return null;
        var glyphs = new CffReader(font, top.CharStrings).Number(2);
        return top.Charset switch
        {
            0 => Predefined(CffTables.IsoAdobeCharset, glyphs),
            1 => Predefined(CffTables.ExpertCharset, glyphs),
            2 => Predefined(CffTables.ExpertSubsetCharset, glyphs),
            _ => Listed(new CffReader(font, top.Charset), glyphs),
        };
    }

    private static int[] Predefined((int First, int Count)[] runs, int glyphs) =>
        [.. runs.SelectMany(run => Enumerable.Range(run.First, run.Count)).Take(glyphs)];

    private static int[]? Listed(CffReader reader, int glyphs)
    {
        var format = reader.Number(1);
        // Glyph 0 is never listed.
        var names = new int[glyphs];
        for (var glyph = 1; glyph < glyphs;)
        {
            var first = reader.Number(2);
            var following = format switch { 0 => 0, 1 => reader.Number(1), 2 => reader.Number(2), _ => -1 };
            if (following < 0 || reader.Failed)
                return null;
            for (var i = 0; i <= following && glyph < glyphs; i++)
                names[glyph++] = first + i;
        }

        return names;
    }
}
