using System.Collections.Frozen;
using IntakePipeline.Receipts.Fonts;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>
/// A typeface as documents use it: every code point has a number (CID) of its own, so that a text can be read back exactly even where two code points
/// share a glyph or the font has none. The first numbers belong to the characters that nearly every document needs; their subset is made once.
/// </summary>
internal sealed class FontFace
{
    private readonly FrozenDictionary<int, int> commonNumbers;
    private readonly int[] commonWidths;
    private readonly Lazy<FontSubset> commonSubset;

    /// <summary>Prepares <paramref name="font"/>.</summary>
    /// <param name="font">The font.</param>
    /// <param name="common">Code points that nearly every document needs; they get the numbers from 1 on.</param>
    public FontFace(TrueTypeFont font, IEnumerable<int> common)
    {
        Font = font;
        Common = [.. common.Distinct()];
        commonNumbers = Common.Select((codePoint, i) => KeyValuePair.Create(codePoint, i + 1)).ToFrozenDictionary();
        commonWidths = [.. Common.Select(codePoint => FontSubset.WidthOf(font, font.GlyphOf(codePoint)))];
        commonSubset = new Lazy<FontSubset>(() => new FontSubset(font, Common));
    }

    /// <summary>The font.</summary>
    public TrueTypeFont Font { get; }

    /// <summary>The code points that have the numbers 1, 2, 3… in every document.</summary>
    public IReadOnlyList<int> Common { get; }

    /// <summary>The subset of the common code points alone.</summary>
    public FontSubset CommonSubset => commonSubset.Value;

    /// <summary>Width of a code point in thousandths of the font size.</summary>
    public int WidthOf(int codePoint) => commonNumbers.TryGetValue(codePoint, out var number)
        ? commonWidths[number - 1]
        : FontSubset.WidthOf(Font, Font.GlyphOf(codePoint));

    /// <summary>The number of a common code point; 0 for any other.</summary>
    public int CommonNumberOf(int codePoint) => commonNumbers.GetValueOrDefault(codePoint);
}
