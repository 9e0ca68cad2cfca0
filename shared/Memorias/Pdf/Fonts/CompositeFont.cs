using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>A Type 0 font: codes of several bytes, widths by glyph number (ISO 32000-1, 9.7).</summary>
internal sealed class CompositeFont : PdfFont
{
    /// <summary>Codes up to two bytes are remembered in blocks of 256, as fonts use a few of them.</summary>
    private const int Block = 256;

    /// <summary>Estimated bytes of a block.</summary>
    private const int BlockCost = Block * 32;

    private readonly CMap _map;
    private readonly ToUnicode? _toUnicode;
    private readonly double _defaultWidth;
    private readonly List<(int First, int Last, double Width)> _widths;
    private readonly PdfBudget _budget;
    private readonly Glyph?[]?[] _remembered = new Glyph?[]?[Block];

    private CompositeFont(CMap map, ToUnicode? toUnicode, double defaultWidth, List<(int First, int Last, double Width)> widths, PdfBudget budget) =>
        (_map, _toUnicode, _defaultWidth, _widths, _budget, Vertical) = (map, toUnicode, defaultWidth, widths, budget, map.Vertical);

    public static CompositeFont Read(PdfDictionary font, ToUnicode? toUnicode, ObjectStore objects, PdfBudget budget)
    {
        var descendant = objects.Resolve(font["DescendantFonts"]).Array is { Length: > 0 } fonts ? objects.Resolve(fonts[0]).Dictionary : null;
        var encoding = objects.Resolve(font["Encoding"]);
        var map = encoding.Stream is { } stream ? CMap.Read(stream, objects, budget) : CMap.Named(encoding.Name ?? "Identity-H");
        var width = objects.Resolve(descendant?["DW"] ?? default).Number ?? 1000;
        return new CompositeFont(map, toUnicode, width / 1000, Widths(descendant, objects, budget), budget);
    }

    public override Glyph Next(ReadOnlySpan<byte> text, out int length)
    {
        var code = _map.Next(text, out length);
        if (code >= Block * Block)
            return Describe(code);
        ref var block = ref _remembered[code / Block];
        if (block is null)
        {
            _budget.Retain(BlockCost);
            block = new Glyph?[Block];
        }

        return block[code % Block] ??= Describe(code);
    }

    private Glyph Describe(uint code)
    {
        var characters = _toUnicode?.TextOf(code)
            ?? (_map.CodesAreUnicode && code is > 0 and <= 0xFFFF && !char.IsSurrogate((char)code) ? ((char)code).ToString() : null);
        // Downwards every glyph takes one em, unless the font says otherwise, which hardly any does.
        return new Glyph(characters, Vertical ? 1 : WidthOf(_map.CidOf(code)));
    }

    private double WidthOf(int cid)
    {
        var (from, to) = (0, _widths.Count - 1);
        while (from <= to)
        {
            var middle = (from + to) / 2;
            if (cid < _widths[middle].First)
                to = middle - 1;
            else if (cid > _widths[middle].Last)
                from = middle + 1;
            else
                return _widths[middle].Width;
        }

        return _defaultWidth;
    }

    /// <summary><c>/W</c>: <c>c [w1 w2 …]</c> or <c>first last w</c>, again and again.</summary>
    private static List<(int First, int Last, double Width)> Widths(PdfDictionary? descendant, ObjectStore objects, PdfBudget budget)
    {
        var widths = new List<(int First, int Last, double Width)>();
        if (descendant is null || objects.Resolve(descendant["W"]).Array is not { } items)
            return widths;
        for (var i = 0; i + 1 < items.Length;)
        {
            var first = objects.Resolve(items[i]).Integer;
            var second = objects.Resolve(items[i + 1]);
            if (second.Array is { } single)
            {
                for (var j = 0; first is >= 0 and < 0x100000 && j < single.Length; j++)
                    widths.Add((first.Value + j, first.Value + j, (objects.Resolve(single[j]).Number ?? 0) / 1000));
                i += 2;
            }
            else
            {
                if (first is { } from && second.Integer is { } last && i + 2 < items.Length && objects.Resolve(items[i + 2]).Number is { } width)
                    widths.Add((from, last, width / 1000));
                i += 3;
            }
        }

        budget.Retain(widths.Count * 16L);
        widths.Sort((a, b) => a.First.CompareTo(b.First));
        return widths;
    }
}
