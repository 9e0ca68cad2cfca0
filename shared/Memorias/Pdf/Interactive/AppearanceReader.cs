using IntakePipeline.Memorias.Pdf.Content;
using IntakePipeline.Memorias.Pdf.Objects;
using IntakePipeline.Memorias.Pdf.Structure;

namespace IntakePipeline.Memorias.Pdf.Interactive;

/// <summary>
/// Reads what fields show that name no value: some writers only draw it (ISO 32000-1, 12.7.3.3). An appearance is read as a page of its own, in the bounds of one.
/// </summary>
/// <param name="form">The form, whose default resources serve appearances without any.</param>
internal sealed class AppearanceReader(ObjectStore objects, PdfBudget budget, PdfDictionary catalog, PdfDictionary form)
{
    private const int HiddenWidget = 2;
    private const int NotViewedWidget = 32;

    private ContentInterpreter? _interpreter;
    private int _read;

    /// <summary>The words in a widget's normal appearance, a space between each two; null when it shows none, is not shown, or shows glyphs that are no known characters.</summary>
    public string? TextOf(PdfDictionary widget)
    {
        var hidden = ((objects.Resolve(widget["F"]).Integer ?? 0) & (HiddenWidget | NotViewedWidget)) != 0;
        // Without a box nothing is shown: a form's box clips it.
        if (hidden || objects.Resolve(objects.Resolve(widget["AP"]).Dictionary?["N"] ?? default).Stream is not { } appearance
            || PdfRectangle.From(appearance.Dictionary["BBox"], objects) is not { IsEmpty: false } box)
            return null;
        PdfBudget.Require(++_read, budget.Limits.Pages, PdfLimit.Pages);
        var resources = objects.Resolve(appearance.Dictionary["Resources"]).Dictionary ?? objects.Resolve(form["DR"]).Dictionary ?? PdfDictionary.Empty;
        var page = new PageNode(new PdfDictionary([new("Contents", PdfValue.Of(appearance))]), resources, box, 0, 1);
        _interpreter ??= new ContentInterpreter(objects, budget, catalog);
        var shown = _interpreter.Read(page, 1);
        var text = string.Join(' ', shown.Words.Where(word => !word.Hidden).Select(word => word.Text));
        return shown.UnmappedGlyphs > 0 || text.Length == 0 ? null : text;
    }
}
