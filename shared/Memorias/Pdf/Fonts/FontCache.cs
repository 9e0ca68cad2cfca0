using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Fonts;

/// <summary>Reads each font of a file once.</summary>
internal sealed class FontCache(ObjectStore objects, PdfBudget budget)
{
    /// <summary>Estimated bytes a font keeps before its tables.</summary>
    private const int FontCost = 8_192;

    private readonly Dictionary<PdfDictionary, PdfFont> _fonts = new(ReferenceEqualityComparer.Instance);

    /// <summary>The font, or null when the value is no font.</summary>
    public PdfFont? Get(PdfValue value)
    {
        if (objects.Resolve(value).Dictionary is not { } dictionary)
            return null;
        if (_fonts.TryGetValue(dictionary, out var known))
            return known;
        budget.Retain(FontCost);
        budget.CheckDeadline();
        var toUnicode = objects.Resolve(dictionary["ToUnicode"]).Stream is { } stream ? ToUnicode.Read(stream, objects, budget) : null;
        PdfFont font = objects.Resolve(dictionary["Subtype"]).Name == "Type0"
            ? CompositeFont.Read(dictionary, toUnicode, objects, budget)
            : SimpleFont.Read(dictionary, toUnicode, objects);
        _fonts[dictionary] = font;
        return font;
    }
}
