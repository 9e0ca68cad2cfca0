using System.Text;

namespace IntakePipeline.Receipts.Pdf;

/// <summary>
/// A typeface in one document: gives each character its number and width, and embeds the subset used (ISO 32000-1, 9.7: Type0 over CIDFontType2,
/// Identity-H). A character the font lacks is shown as the font's mark for it and still reads back as itself.
/// </summary>
internal sealed class PdfFont(FontFace face)
{
    // Two bytes number a character. Beyond that, which no honest text reaches, characters are shown as missing.
    private const int MaxNumber = 0xFFFF;

    private readonly Dictionary<int, int> others = [];
    private readonly List<int> otherCodePoints = [];

    /// <summary>Length from the baseline to the top of a capital, as a share of the font size.</summary>
    public double CapHeight { get; } = (double)face.Font.CapHeight / face.Font.UnitsPerEm;

    /// <summary>The number that stands for <paramref name="rune"/> in this document.</summary>
    public int NumberOf(Rune rune)
    {
        if (face.CommonNumberOf(rune.Value) is var common and not 0)
            return common;
        if (others.TryGetValue(rune.Value, out var number))
            return number;
        number = face.Common.Count + others.Count + 1;
        if (number > MaxNumber)
            return 0;
        others.Add(rune.Value, number);
        otherCodePoints.Add(rune.Value);
        return number;
    }

    /// <summary>Width of <paramref name="rune"/> in thousandths of the font size.</summary>
    public int WidthOf(Rune rune) => face.WidthOf(rune.Value);

    /// <summary>Width of <paramref name="text"/> at <paramref name="size"/>, in points.</summary>
    public double Measure(ReadOnlySpan<char> text, double size)
    {
        var width = 0L;
        foreach (var rune in text.EnumerateRunes())
            width += WidthOf(rune);
        return width * size / 1000;
    }

    /// <summary>Writes the font and what it needs.</summary>
    public PdfReference WriteTo(PdfFile file)
    {
        var subset = otherCodePoints.Count == 0 ? face.CommonSubset : new FontSubset(face.Font, [.. face.Common, .. otherCodePoints]);
        var program = file.AddCompressedStream(subset.Program, FormattableString.Invariant($"/Length1 {subset.ProgramLength}"));
        var meanings = file.AddCompressedStream(subset.Meanings);
        var font = face.Font;
        var (xMin, yMin, xMax, yMax) = font.Bounds;
        // Flags (9.8.2): 1 fixed pitch; 3 symbolic, because characters are numbered our way. StemV has no place in TrueType: estimated by weight.
        var flags = 4 | (font.FixedPitch ? 1 : 0);
        var descriptor = file.Add(
            $"<</Type/FontDescriptor/FontName/{subset.Name}/Flags {flags}/FontBBox[{Em(xMin)} {Em(yMin)} {Em(xMax)} {Em(yMax)}]/ItalicAngle {font.ItalicAngle:0.###}/Ascent {Em(font.Ascender)}/Descent {Em(font.Descender)}/CapHeight {Em(font.CapHeight)}/StemV {10 + (font.Weight / 5)}/FontFile2 {program}>>");
        var descendant = file.Add(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{subset.Name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor}/CIDToGIDMap/Identity/DW {FontSubset.WidthOf(font, 0)}/W[1[{subset.Widths}]]>>");
        return file.Add(
            $"<</Type/Font/Subtype/Type0/BaseFont/{subset.Name}/Encoding/Identity-H/DescendantFonts[{descendant}]/ToUnicode {meanings}>>");

        int Em(int fontUnits) => (int)Math.Round(1000d * fontUnits / font.UnitsPerEm);
    }
}
