using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntakePipeline.Receipts.Fonts;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>What a document embeds of a typeface: for each numbered code point an outline, a width and its meaning.</summary>
internal sealed class FontSubset
{
    // ISO 32000-1, 9.10.3: no more than this many mappings between a beginbfchar and its end.
    private const int MappingsPerBlock = 100;

    /// <summary>Cuts <paramref name="font"/> down to <paramref name="codePoints"/>, numbered from 1; 0 is the mark of a missing glyph.</summary>
    public FontSubset(TrueTypeFont font, IReadOnlyList<int> codePoints)
    {
        var glyphs = new int[codePoints.Count + 1];
        for (var i = 0; i < codePoints.Count; i++)
            glyphs[i + 1] = font.GlyphOf(codePoints[i]);
        var program = TrueTypeSubset.Build(font, glyphs);
        Program = Flate.Compress(program);
        ProgramLength = program.Length;
        Widths = string.Join(' ', glyphs.Skip(1).Select(glyph => WidthOf(font, glyph).ToString(CultureInfo.InvariantCulture)));
        Meanings = Flate.Compress(ToUnicode(codePoints));
        Name = $"{Tag(program)}+{font.PostScriptName}";
    }

    /// <summary>The subset's name: six letters that tell subsets of one font apart, and the font's name.</summary>
    public string Name { get; }

    /// <summary>The font file, compressed.</summary>
    public byte[] Program { get; }

    /// <summary>Length of the font file before compression.</summary>
    public int ProgramLength { get; }

    /// <summary>Widths of 1, 2, 3… in thousandths of the font size.</summary>
    public string Widths { get; }

    /// <summary>The ToUnicode map, compressed: what makes text selectable.</summary>
    public byte[] Meanings { get; }

    /// <summary>Width of <paramref name="glyph"/> in thousandths of the font size, as documents state it and lay text out by.</summary>
    public static int WidthOf(TrueTypeFont font, int glyph) => ((1000 * font.AdvanceOf(glyph)) + (font.UnitsPerEm / 2)) / font.UnitsPerEm;

    private static byte[] ToUnicode(IReadOnlyList<int> codePoints)
    {
        var map = new ArrayBufferWriter<byte>(64 + (16 * codePoints.Count));
        map.Write("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"u8);
        map.Write("/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"u8);
        map.Write("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"u8);
        Span<char> utf16 = stackalloc char[2];
        for (var i = 0; i < codePoints.Count; i++)
        {
            if (i % MappingsPerBlock == 0)
                Write(map, $"{Math.Min(MappingsPerBlock, codePoints.Count - i)} beginbfchar\n");
            var second = new Rune(codePoints[i]).EncodeToUtf16(utf16) == 2;
            Write(map, $"<{i + 1:X4}> <{(int)utf16[0]:X4}");
            if (second)
                Write(map, $"{(int)utf16[1]:X4}");
            map.Write(">\n"u8);
            if (i % MappingsPerBlock == MappingsPerBlock - 1 || i == codePoints.Count - 1)
                map.Write("endbfchar\n"u8);
        }

        map.Write("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"u8);
        return map.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> map, FormattableString text)
    {
        var ascii = FormattableString.Invariant(text);
        map.Advance(Encoding.ASCII.GetBytes(ascii, map.GetSpan(ascii.Length)));
    }

    // From the content, so that the same subset always has the same name.
    private static string Tag(ReadOnlySpan<byte> program) =>
        string.Create(6, SHA256.HashData(program), static (tag, hash) =>
        {
            for (var i = 0; i < tag.Length; i++)
                tag[i] = (char)('A' + (hash[i] % 26));
        });
}
